use crate::args::{Global, SweepArgs, SweepFormat};
use crate::failure::{Failure, Outcome};
use crate::progress::Bar;
use crate::{flags, terminal};
use evenhand::report::{TerminalOptions, sweep as sweep_text, sweep_csv};
use evenhand::{Cuts, Fraction, output};

pub fn run(args: &SweepArgs, global: &Global) -> Outcome {
    let audit = flags::audit(&args.inputs)?;
    let cuts = cuts(args)?;
    let bar = Bar::new(!global.no_progress && !global.quiet);
    let sweep = audit.sweep(args.model.as_deref(), &cuts, &args.metric, &bar);
    bar.finish();
    let failed = |error| Failure::Audit {
        error,
        text: audit.text().cloned(),
    };
    let sweep = sweep.map_err(failed)?;
    let text = match args.format {
        SweepFormat::Human => {
            let options = TerminalOptions {
                width: terminal::width(),
                color: args.out.is_none() && terminal::colours_on_stdout(global.color),
                verbose: global.verbose > 0,
            };
            sweep_text(&sweep, &options).into_bytes()
        }
        SweepFormat::Csv => {
            let mut text = Vec::new();
            sweep_csv(&sweep, &mut text).map_err(|error| Failure::usage(error.to_string()))?;
            text
        }
        SweepFormat::Json => {
            let mut text = serde_json::to_vec_pretty(&sweep)
                .map_err(|error| Failure::usage(error.to_string()))?;
            text.push(b'\n');
            text
        }
    };
    if let Some(path) = &args.out {
        output::write_file(path, &text).map_err(failed)?;
        terminal::say(global, &format!("Written to {}", path.display()));
    } else {
        terminal::print(&String::from_utf8_lossy(&text))?;
    }
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
            text.parse::<Fraction>()
                .map(|share| share.to_f64())
                .map_err(|error| {
                    Failure::usage(format!("--top-fraction {text}: {error}"))
                        .with_help("write 1/20 or 0.05")
                })
        });
        return Ok(Cuts::Shares(shares.collect::<Result<_, _>>()?));
    }
    if args.steps == 0 {
        return Err(Failure::usage("--steps 0 makes no cut".to_owned())
            .with_help("19 steps cut at 5 %, 10 %, … of the rows"));
    }
    Ok(Cuts::Even(args.steps))
}
