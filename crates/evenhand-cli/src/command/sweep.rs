use crate::args::{Global, SweepArgs};
use crate::failure::{Failure, Outcome};
use crate::flags;
use crate::progress::Bar;
use evenhand::report::{parts, sweep as sweep_text, sweep_csv};
use evenhand::{Cuts, Fraction};

pub fn run(args: &SweepArgs, global: &Global) -> Outcome {
    let audit = flags::audit(&args.inputs)?;
    flags::whole("a sweep", &args.of.reader, &audit, global)?;
    let cuts = cuts(args)?;
    let bar = Bar::new(!global.no_progress && !global.quiet);
    let sweep = audit.sweep(args.of.model.as_deref(), &cuts, &args.metric, &bar);
    bar.finish();
    let failed = |error| Failure::Audit {
        error,
        text: audit.text().cloned(),
    };
    let sweep = sweep.map_err(failed)?;
    (args.of.printed).print(
        &sweep,
        |options| sweep_text(&sweep, options),
        |out| sweep_csv(&sweep, out),
        || parts::sweep(&sweep),
        global,
    )?;
    Ok(0)
}

fn cuts(args: &SweepArgs) -> Result<Cuts, Failure> {
    if args.every {
        return Ok(Cuts::Every);
    }
    if !args.thresholds.is_empty() {
        return Ok(Cuts::Thresholds(args.thresholds.clone()));
    }
    if !args.top_fraction.is_empty() {
        let shares = args.top_fraction.iter().map(|text| {
            let wrong = |why: String| {
                Failure::usage(format!("--top-fraction {text}: {why}"))
                    .with_help("write 1/20 or 0.05")
            };
            let share = text.parse::<Fraction>();
            let share = share.map_err(|error| wrong(error.to_string()))?.to_f64();
            if share > 0.0 && share <= 1.0 {
                Ok(share)
            } else {
                Err(wrong("a share lies above 0 and is at most 1".to_owned()))
            }
        });
        return Ok(Cuts::Shares(shares.collect::<Result<_, _>>()?));
    }
    if args.steps == 0 {
        return Err(Failure::usage("--steps 0 makes no cut".to_owned())
            .with_help("19 steps cut at 5 %, 10 %, … of the rows"));
    }
    Ok(Cuts::Even(args.steps))
}
