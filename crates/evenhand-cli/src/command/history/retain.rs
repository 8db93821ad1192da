use super::Place;
use crate::args::{Global, HistoryPruneArgs};
use crate::failure::{Failure, Outcome};
use crate::terminal;
use evenhand::Day;

/// How long scorecards are kept where nobody says: what California asks for.
const KEPT: &str = "4 years";

pub fn run(args: &HistoryPruneArgs, global: &Global) -> Outcome {
    let place = Place::of(&args.place)?;
    let written = place.audit().ok().and_then(|audit| {
        let retain = audit.spec().history.retain.as_ref()?;
        retain.aggregates.clone()
    });
    let span = args
        .older_than
        .clone()
        .or(written)
        .unwrap_or_else(|| KEPT.to_owned());
    let before = earlier(place.today, &span)?;
    let files = place
        .store()?
        .delete_before(before, &args.reason, place.today)?;
    for file in &files {
        terminal::print(&format!("deleted: {file}\n"))?;
    }
    terminal::say(
        global,
        &format!(
            "{} files of periods that ended before {before}",
            files.len()
        ),
    );
    Ok(0)
}

fn earlier(today: Day, span: &str) -> Result<Day, Failure> {
    let bad = || {
        Failure::usage(format!("`{span}` is no span of time"))
            .with_help("write a number and days, months or years, such as \"4 years\"")
    };
    let (number, unit) = span.trim().split_once(' ').ok_or_else(bad)?;
    let number: i64 = number
        .parse()
        .ok()
        .filter(|n| (0..=9999).contains(n))
        .ok_or_else(bad)?;
    let length = match unit.trim().trim_end_matches('s') {
        "day" => jiff::Span::new().try_days(number),
        "month" => jiff::Span::new().try_months(number),
        "year" => jiff::Span::new().try_years(number),
        _ => return Err(bad()),
    };
    let today: jiff::civil::Date = today.to_string().parse().map_err(|_| bad())?;
    let day = length.and_then(|length| today.checked_sub(length));
    day.map(Day::from).map_err(|_| bad())
}
