use super::Place;
use crate::args::{Global, HistoryPruneArgs};
use crate::failure::{Failure, Outcome};
use crate::terminal;
use evenhand::Day;

/// How long scorecards are kept where nobody says: what California asks for.
const KEPT: &str = "4 years";
/// How long minutes and signatures are kept where nobody says.
const BOARD_KEPT: &str = "7 years";

pub fn run(args: &HistoryPruneArgs, global: &Global) -> Outcome {
    let place = Place::of(&args.place)?;
    let retain = place
        .audit()
        .ok()
        .and_then(|audit| audit.spec().history.retain.clone())
        .unwrap_or_default();
    let before = |flag: &Option<String>, written: Option<String>, rule: &str| {
        let span = flag.clone().or(written);
        earlier(place.today, span.as_deref().unwrap_or(rule))
    };
    let aggregates = before(&args.older_than, retain.aggregates, KEPT)?;
    let board = before(&args.board_older_than, retain.board_records, BOARD_KEPT)?;
    let files = place
        .store()?
        .delete_before(aggregates, board, &args.reason, place.today)?;
    for file in &files {
        terminal::print(&format!("deleted: {file}\n"))?;
    }
    terminal::say(
        global,
        &format!(
            "{} files: scorecards of periods that ended before {aggregates}, records of the board before {board}",
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
