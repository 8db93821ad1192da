use crate::args::{CompareArgs, Global};
use crate::failure::{Failure, Outcome};
use crate::flags;
use crate::progress::Bar;
use evenhand::report::{
    compare_models, compare_models_csv, compare_scorecards, compare_scorecards_csv, frontier,
    frontier_csv, frontier_of, parts,
};
use evenhand::{Audit, Profile, Scorecard, output};
use std::path::Path;

pub fn run(args: &CompareArgs, global: &Global) -> Outcome {
    if args.frontier {
        all_choices(args, global)?;
    } else if args.inputs.inputs.iter().any(|input| is_scorecard(input)) {
        two_scorecards(args, global)?;
    } else {
        two_models(args, global)?;
    }
    Ok(0)
}

fn is_scorecard(input: &str) -> bool {
    Path::new(input)
        .extension()
        .is_some_and(|extension| extension == "json")
}

/// What every choice is worth, of a scorecard or of the one that an audit makes.
fn all_choices(args: &CompareArgs, global: &Global) -> Result<(), Failure> {
    let card = match args.inputs.inputs.as_slice() {
        [input] if is_scorecard(input) => read(input, args)?,
        inputs if inputs.iter().any(|input| is_scorecard(input)) => {
            return Err(
                Failure::usage("--frontier takes a spec, data or one scorecard")
                    .with_help("evenhand compare --frontier reports/spring/scorecard.json"),
            );
        }
        _ => {
            let audit = flags::audit(&args.inputs)?;
            let bar = Bar::new(!global.no_progress && !global.quiet);
            let outcome = audit.run_with(&bar);
            bar.finish();
            let failed = |error| Failure::Audit {
                error,
                text: audit.text().cloned(),
            };
            let profile = flags::profile(args.reader.profile, &audit);
            evenhand::under_profile(&outcome.map_err(failed)?.scorecard, profile).into_owned()
        }
    };
    let choices = frontier_of(&card);
    args.printed.print(
        &choices,
        |options| frontier(&choices, options),
        |out| frontier_csv(&choices, out),
        || parts::frontier(&choices),
        global,
    )
}

fn read(path: &str, args: &CompareArgs) -> Result<Scorecard, Failure> {
    let failed = |error| Failure::Audit { error, text: None };
    let card = output::read(Path::new(path)).map_err(failed)?;
    Ok(match args.reader.profile.map(Profile::from) {
        Some(profile) => evenhand::under_profile(&card, profile).into_owned(),
        None => card,
    })
}

fn two_scorecards(args: &CompareArgs, global: &Global) -> Result<(), Failure> {
    let failed = |error| Failure::Audit { error, text: None };
    let [old, new] = args.inputs.inputs.as_slice() else {
        return Err(
            Failure::usage("two scorecards are compared, the old one and the new one")
                .with_help("evenhand compare old/scorecard.json new/scorecard.json"),
        );
    };
    let (old, new) = (read(old, args)?, read(new, args)?);
    let comparison = evenhand::compare_scorecards(&old, &new).map_err(failed)?;
    let mut written = comparison.clone();
    if !args.all {
        written.changes.retain(|change| change.checked);
    }
    args.printed.print(
        &written,
        |options| compare_scorecards(&comparison, args.all, options),
        |out| compare_scorecards_csv(&written, out),
        || parts::comparison(&written),
        global,
    )
}

fn two_models(args: &CompareArgs, global: &Global) -> Result<(), Failure> {
    let audit = flags::audit(&args.inputs)?;
    flags::whole("a comparison of two models", &args.reader, &audit, global)?;
    let (current, candidate) = models(args, &audit)?;
    let bar = Bar::new(!global.no_progress && !global.quiet);
    let comparison = audit.compare_models(&current, &candidate, &bar);
    bar.finish();
    let comparison = comparison.map_err(|error| Failure::Audit {
        error,
        text: audit.text().cloned(),
    })?;
    args.printed.print(
        &comparison,
        |options| compare_models(&comparison, options),
        |out| compare_models_csv(&comparison, out),
        || parts::models(&comparison),
        global,
    )
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
