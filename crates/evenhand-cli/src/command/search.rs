use crate::args::{Global, SearchArgs};
use crate::failure::{Failure, Outcome};
use crate::flags;
use crate::progress::Bar;
use evenhand::report::{parts, search as search_text, search_csv};
use evenhand::{AttributeSpec, Audit, SearchOptions, Support};

/// Draws below this leave no room for a p-value of 5 %, or of 1 %.
const FEWEST_DRAWS: u64 = 100;

pub fn run(args: &SearchArgs, global: &Global) -> Outcome {
    let audit = audit(args)?;
    flags::whole("a search", &args.of.reader, &audit, global)?;
    let failed = |error| Failure::Audit {
        error,
        text: audit.text().cloned(),
    };
    let options = options(args)?;
    let bar = Bar::new(!global.no_progress && !global.quiet);
    let search = audit.search(args.of.model.as_deref(), &options, &bar);
    bar.finish();
    let search = search.map_err(failed)?;
    (args.of.printed).print(
        &search,
        |options| search_text(&search, options),
        |out| search_csv(&search, out),
        || parts::search(&search),
        global,
    )?;
    Ok(0)
}

/// The audit with the features that have edges: those are cut as a protected number is.
fn audit(args: &SearchArgs) -> Result<Audit, Failure> {
    let mut inputs = args.inputs.clone();
    // Here they are combined, and need no look at single rows.
    let features = std::mem::take(&mut inputs.feature);
    let of_feature = |bins: &String| {
        let name = bins.split_once('=').map_or(bins.as_str(), |(name, _)| name);
        features.iter().any(|feature| feature == name.trim())
    };
    let cut: Vec<String> = inputs
        .bins
        .iter()
        .filter(|b| of_feature(b))
        .cloned()
        .collect();
    inputs.bins.retain(|bins| !of_feature(bins));
    let mut audit = flags::audit(&inputs)?;
    for (name, edges) in flags::bins(&cut)? {
        audit.spec_mut().attribute.push(AttributeSpec {
            bins: Some(edges),
            column: name,
            ..AttributeSpec::default()
        });
    }
    Ok(audit)
}

fn options(args: &SearchArgs) -> Result<SearchOptions, Failure> {
    let order = match args.order.as_deref() {
        None => None,
        Some("all") => Some(usize::MAX),
        Some(text) => match text.parse::<usize>() {
            Ok(order) if order > 0 => Some(order),
            _ => {
                return Err(
                    Failure::usage(format!("--order {text} is no number of attributes"))
                        .with_help("write --order 3, or --order all"),
                );
            }
        },
    };
    let support = Support::parse(args.min_support.trim()).map_err(|error| Failure::Audit {
        error: error.into(),
        text: None,
    })?;
    if args.draws < FEWEST_DRAWS {
        return Err(Failure::usage(format!(
            "--draws {}: below {FEWEST_DRAWS} chance is not known well enough",
            args.draws
        )));
    }
    if !(args.fold >= 0.0 && args.fold < 1.0) {
        return Err(
            Failure::usage(format!("--fold {} is no difference of rates", args.fold))
                .with_help("0.01 folds what differs by less than a percentage point"),
        );
    }
    Ok(SearchOptions {
        draws: args.draws,
        features: args.inputs.feature.clone(),
        fold: args.fold,
        metric: args.metric.clone(),
        order,
        support,
    })
}
