use crate::failure::Failure;
use evenhand::ledger::{Log, RunEvent};

/// The run of a name or a period; the last that counts where none is named.
pub fn which<'a>(log: &'a Log, wanted: Option<&str>) -> Result<&'a RunEvent, Failure> {
    let runs = log.runs();
    let found = match wanted {
        None => runs.last().copied(),
        // A run that no longer counts is still found by its name.
        Some(wanted) => runs
            .iter()
            .copied()
            .rfind(|run| run.run == wanted || run.period == wanted)
            .or_else(|| log.all_runs().find(|run| run.run == wanted)),
    };
    found.ok_or_else(|| {
        let known: Vec<&str> = runs.iter().map(|run| run.period.as_str()).collect();
        if known.is_empty() {
            return Failure::usage("there is no audit in this history")
                .with_help("add one with `evenhand history add`");
        }
        Failure::usage(format!("there is no run `{}`", wanted.unwrap_or("last")))
            .with_help(format!("there is: {}", known.join(", ")))
    })
}
