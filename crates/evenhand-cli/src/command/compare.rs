use crate::args::{CompareArgs, Global, SweepFormat};
use crate::failure::{Failure, Outcome};
use crate::progress::Bar;
use crate::{flags, terminal};
use evenhand::report::{
    TerminalOptions, compare_models, compare_models_csv, compare_scorecards, compare_scorecards_csv,
};
use evenhand::{Audit, ScorecardComparison, output};
use std::path::Path;

pub fn run(args: &CompareArgs, global: &Global) -> Outcome {
    let cards = args
        .inputs
        .inputs
        .iter()
        .filter(|input| is_scorecard(input));
    let text = if cards.count() > 0 {
        two_scorecards(args, global)?
    } else {
        two_models(args, global)?
    };
    if let Some(path) = &args.out {
        output::write_file(path, &text).map_err(|error| Failure::Audit { error, text: None })?;
        terminal::say(global, &format!("Written to {}", path.display()));
    } else {
        terminal::print(&String::from_utf8_lossy(&text))?;
    }
    Ok(0)
}

fn is_scorecard(input: &str) -> bool {
    Path::new(input)
        .extension()
        .is_some_and(|extension| extension == "json")
}

fn two_scorecards(args: &CompareArgs, global: &Global) -> Result<Vec<u8>, Failure> {
    let failed = |error| Failure::Audit { error, text: None };
    let [old, new] = args.inputs.inputs.as_slice() else {
        return Err(
            Failure::usage("two scorecards are compared, the old one and the new one")
                .with_help("evenhand compare old/scorecard.json new/scorecard.json"),
        );
    };
    let [old, new] = [old, new].map(|path| output::read(Path::new(path)).map_err(failed));
    let mut comparison = evenhand::compare_scorecards(&old?, &new?).map_err(failed)?;
    match args.format {
        SweepFormat::Human => {
            Ok(compare_scorecards(&comparison, args.all, &options(args, global)).into_bytes())
        }
        SweepFormat::Csv | SweepFormat::Json if !args.all => {
            comparison.changes.retain(|change| change.checked);
            written(args, &comparison)
        }
        _ => written(args, &comparison),
    }
}

fn written(args: &CompareArgs, comparison: &ScorecardComparison) -> Result<Vec<u8>, Failure> {
    if let SweepFormat::Json = args.format {
        return json(comparison);
    }
    let mut text = Vec::new();
    compare_scorecards_csv(comparison, &mut text).map_err(Failure::Output)?;
    Ok(text)
}

fn two_models(args: &CompareArgs, global: &Global) -> Result<Vec<u8>, Failure> {
    let audit = flags::audit(&args.inputs)?;
    let (current, candidate) = models(args, &audit)?;
    let bar = Bar::new(!global.no_progress && !global.quiet);
    let comparison = audit.compare_models(&current, &candidate, &bar);
    bar.finish();
    let comparison = comparison.map_err(|error| Failure::Audit {
        error,
        text: audit.text().cloned(),
    })?;
    match args.format {
        SweepFormat::Human => Ok(compare_models(&comparison, &options(args, global)).into_bytes()),
        SweepFormat::Csv => {
            let mut text = Vec::new();
            compare_models_csv(&comparison, &mut text).map_err(Failure::Output)?;
            Ok(text)
        }
        SweepFormat::Json => json(&comparison),
    }
}

/// The two models that are compared: as named, or the two that the spec has.
fn models(args: &CompareArgs, audit: &Audit) -> Result<(String, String), Failure> {
    let names: Vec<&str> = (audit.spec().model.iter())
        .map(|model| model.name.as_str())
        .collect();
    match (args.models.as_slice(), names.as_slice()) {
        ([current, candidate], _) => Ok((current.clone(), candidate.clone())),
        ([], [current, candidate]) => Ok(((*current).to_owned(), (*candidate).to_owned())),
        ([], []) => Err(Failure::usage(
            "the spec has no `[[model]]`, so that there are no two models to compare",
        )
        .with_help(
            "give it two, each with a `name` and a `decision`, or a `score` and a `threshold`; or name two scorecards: evenhand compare old.json new.json",
        )),
        ([], [only]) => Err(Failure::usage(format!(
            "the spec has one model, `{only}`, and a comparison takes two"
        ))
        .with_help("add a second `[[model]]` with a `name` and a `decision`, or a `score` and a `threshold`")),
        ([], several) => Err(Failure::usage(format!(
            "which two of {} models are compared?",
            several.len()
        ))
        .with_help(format!("--models {},{}", several[0], several[1]))),
        (named, _) => Err(Failure::usage(format!(
            "--models names {}, and a comparison takes two",
            named.len()
        ))
        .with_help("--models current,candidate")),
    }
}

fn options(args: &CompareArgs, global: &Global) -> TerminalOptions {
    TerminalOptions {
        width: terminal::width(),
        color: args.out.is_none() && terminal::colours_on_stdout(global.color),
        verbose: global.verbose > 0,
    }
}

fn json(what: &impl serde::Serialize) -> Result<Vec<u8>, Failure> {
    let mut text =
        serde_json::to_vec_pretty(what).map_err(|error| Failure::usage(error.to_string()))?;
    text.push(b'\n');
    Ok(text)
}
