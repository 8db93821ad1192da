use crate::args::{Global, HumanOrJson, PlanArgs};
use crate::failure::{Failure, Outcome};
use crate::progress::Bar;
use crate::{flags, terminal};
use evenhand::output;
use evenhand::report::forecast as forecast_text;
use evenhand::{Assumptions, Forecast, Scorecard, sha256_hex};
use std::path::Path;

pub fn run(args: &PlanArgs, global: &Global) -> Outcome {
    let audit = flags::audit(&args.inputs)?;
    let assumptions = Assumptions {
        base_rate: share("--assume-base-rate", args.assume_base_rate)?,
        rate: share("--assume-rate", args.assume_rate)?,
    };
    let bar = Bar::new(!global.no_progress && !global.quiet);
    let forecast = audit.forecast(&assumptions, &bar);
    bar.finish();
    let failed = |error| Failure::Audit {
        error,
        text: audit.text().cloned(),
    };
    let forecast = forecast.map_err(failed)?;
    let json = forecast
        .to_json()
        .map_err(|error| Failure::usage(error.to_string()))?;
    if let Some(path) = &args.out {
        output::write_file(path, &json).map_err(failed)?;
    }
    match args.format {
        HumanOrJson::Json => terminal::print(&String::from_utf8_lossy(&json))?,
        HumanOrJson::Human if global.quiet => {}
        HumanOrJson::Human => {
            let options = terminal::options(global, true);
            terminal::print(&forecast_text(&forecast, &options))?;
        }
    }
    if let Some(path) = &args.out {
        terminal::say(
            global,
            &format!(
                "Written to {}, SHA-256 {}",
                path.display(),
                sha256_hex(&json)
            ),
        );
    }
    Ok(0)
}

/// A rate that can be assumed.
fn share(flag: &str, rate: Option<f64>) -> Result<Option<f64>, Failure> {
    match rate {
        Some(rate) if !(rate > 0.0 && rate < 1.0) => Err(Failure::usage(format!(
            "{flag} {rate}: a rate lies between 0 and 1"
        ))
        .with_help("8 % is written 0.08")),
        _ => Ok(rate),
    }
}

/// A plan that was written before, and the hash of its file.
pub struct Written {
    forecast: Forecast,
    sha256: String,
}

impl Written {
    /// Reads the plan named on the command line.
    pub fn read(path: &Path) -> Result<Self, Failure> {
        let bytes =
            output::read_file(path).map_err(|error| Failure::Audit { error, text: None })?;
        let forecast = Forecast::from_json(&bytes).map_err(|error| {
            Failure::usage(format!("{}: {error}", path.display()))
                .with_help("write one with `evenhand plan --out plan.json`")
        })?;
        Ok(Self {
            forecast,
            sha256: sha256_hex(&bytes),
        })
    }

    /// Marks what the plan does not hold, and says which plan it was.
    pub fn mark(&self, card: &mut Scorecard, global: &Global) {
        self.forecast.mark(card, &self.sha256);
        let unplanned = card.plan.as_ref().map_or(0, |plan| plan.unplanned);
        terminal::say(
            global,
            &format!(
                "Plan with SHA-256 {}: {} comparisons planned, {unplanned} made that are not in it",
                self.sha256,
                self.forecast.comparisons.len()
            ),
        );
    }
}
