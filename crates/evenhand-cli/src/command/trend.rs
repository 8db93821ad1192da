use super::history::Place;
use crate::args::{Global, TrendArgs, TrendFormat};
use crate::command::audit;
use crate::failure::{Failure, Outcome};
use crate::terminal;
use evenhand::ledger::{SeriesTrend, Trend};
use evenhand::output::Formats;
use evenhand::{AlertOn, Profile, history_page, report, write_history_page};
use std::fmt::Write as _;
use std::path::PathBuf;

/// So many of the last numbers fit on a line.
const SHOWN: usize = 6;

pub fn run(args: &TrendArgs, global: &Global) -> Outcome {
    let place = Place::of(&args.place)?;
    let store = place.store()?;
    let log = store.log()?;
    let mut trend = store.trend(&log, args.alpha)?;
    let wanted = |given: &Option<String>, name: &str| given.as_deref().is_none_or(|g| g == name);
    // The correction is over all series, also where only some are shown.
    trend
        .series
        .retain(|one| wanted(&args.check, &one.key.check) && wanted(&args.group, &one.key.group));
    let on = place.alert_on();
    for format in &args.format {
        match format {
            TrendFormat::Human => terminal::print(&table(&trend, store.system(), on)?)?,
            TrendFormat::Json => terminal::print(&json(&trend, on)?)?,
            TrendFormat::Html | TrendFormat::Pdf => {}
        }
    }
    let wants = |format| args.format.contains(&format);
    let pages = [wants(TrendFormat::Html), wants(TrendFormat::Pdf)];
    if pages[1] && !Formats::PDF {
        return Err(
            Failure::usage("this build does not write PDF").with_help(
                "build the command with its feature `pdf`, or ask for `--format html` and print the page",
            ),
        );
    }
    if pages.contains(&true) {
        let spec = place.audit().ok();
        let folder = match (&args.out, spec) {
            (Some(folder), _) => folder.clone(),
            (None, Some(spec)) => audit::folder(None, spec),
            (None, None) => PathBuf::from("reports").join(store.system()),
        };
        let languages = match (args.language.named(), spec) {
            (Some(named), _) => named,
            (None, Some(spec)) => audit::languages(spec)?,
            (None, None) => vec![report::Language::default()],
        };
        let profile = args.profile.map_or(Profile::Internal, Profile::from);
        let page = history_page(&store, profile, on, args.alpha)?;
        let written = write_history_page(&folder, &page, &languages, pages)
            .map_err(|error| Failure::Audit { error, text: None })?;
        for path in written {
            terminal::say(global, &format!("Written to {}", path.display()));
        }
    }
    Ok(0)
}

fn json(trend: &Trend, on: AlertOn) -> Result<String, evenhand::ledger::Error> {
    let mut series = Vec::new();
    for one in &trend.series {
        let speaks = one.speaks(on, trend.signed.is_some());
        let set = if speaks {
            Some(one.odds_ratios(trend.alpha)?)
        } else {
            None
        };
        let finite = |value: f64| value.is_finite().then_some(value);
        series.push(serde_json::json!({
            "key": one.key,
            "alert": speaks,
            "gap_shown": one.alert,
            "beyond_limit": one.beyond,
            "log_e_beyond_limit": one.log_e_beyond,
            "changed": one.change.map(|change| if change.nearer { "nearer" } else { "further" }),
            "log_e_value": one.log_e_value,
            "p_value": one.p_value,
            "odds_ratio_lower": set.and_then(|set| finite(set.0)),
            "odds_ratio_upper": set.and_then(|set| finite(set.1)),
            "values": one.points.iter().map(|p| p.as_ref().and_then(|p| p.value)).collect::<Vec<_>>(),
            "verdicts": one.points.iter().map(|p| p.as_ref().and_then(|p| p.verdict)).collect::<Vec<_>>(),
        }));
    }
    let all = serde_json::json!({
        "alpha": trend.alpha, "periods": trend.periods, "signed": trend.signed, "series": series,
    });
    Ok(serde_json::to_string_pretty(&all).unwrap_or_default() + "\n")
}

fn table(trend: &Trend, system: &str, on: AlertOn) -> Result<String, evenhand::ledger::Error> {
    let first = trend.periods.len().saturating_sub(SHOWN);
    let names: Vec<String> = trend.series.iter().map(|one| one.key.name()).collect();
    let width = names
        .iter()
        .map(|name| name.chars().count())
        .max()
        .unwrap_or(6)
        .max(6);
    let mut text = format!(
        "{system}: {} audits, {} series\n\n",
        trend.periods.len(),
        names.len()
    );
    let _ = write!(text, "{:<width$}", "series");
    for period in &trend.periods[first..] {
        let _ = write!(text, "  {period:>9}");
    }
    text.push_str("   evidence\n");
    let mut alerts = Vec::new();
    for (one, name) in trend.series.iter().zip(&names) {
        let _ = write!(text, "{name:<width$}");
        for point in &one.points[first..] {
            let (value, mark) = match point {
                Some(point) => (
                    point
                        .value
                        .map_or_else(|| "–".to_owned(), |value| format!("{:.3}", value.get())),
                    point.verdict.map_or(" ", |verdict| verdict.mark()),
                ),
                None => (String::new(), " "),
            };
            let _ = write!(text, "  {value:>7} {mark}");
        }
        let speaks = one.speaks(on, trend.signed.is_some());
        let _ = writeln!(
            text,
            "   {}{}",
            evidence(one),
            if speaks { "  ALERT" } else { "" }
        );
        if speaks {
            alerts.push(sentence(one, name, trend, on)?);
        }
    }
    text.push('\n');
    match &trend.signed {
        _ if !alerts.is_empty() => {}
        Some(signed) if on == AlertOn::ConfirmedChange => {
            let _ = writeln!(
                text,
                "No alert: since run {signed}, which the board accepted, nothing has changed that chance would not explain."
            );
        }
        _ => text.push_str(
            "No alert: over all audits so far, nothing is shown that chance would not explain.\n",
        ),
    }
    for alert in alerts {
        let _ = writeln!(text, "! {alert}");
    }
    let _ = writeln!(
        text,
        "\nEvidence is e: how many times better a gap explains the series than none. A history without gaps raises any\n\
         alert with a chance of at most {} %, however often one looks. No alert is no proof that there is no gap.",
        trend.alpha * 100.0
    );
    Ok(text)
}

fn evidence(one: &SeriesTrend) -> String {
    if one.tables().is_empty() {
        let why = one
            .points
            .iter()
            .rev()
            .flatten()
            .find_map(|point| point.not_followed);
        return format!(
            "not followed: {}",
            why.map_or("no audit", |why| why.words())
        );
    }
    format!("e = {}", shown(one.log_e_value, one.e_value())).replace("= >", ">")
}

/// An e-value; beyond 100,000 its digits say nothing more.
fn shown(log: f64, e: f64) -> String {
    if log < 11.5 {
        format!("{e:.2}")
    } else {
        "> 100,000".to_owned()
    }
}

fn sentence(
    one: &SeriesTrend,
    name: &str,
    trend: &Trend,
    on: AlertOn,
) -> Result<String, evenhand::ledger::Error> {
    let looks = report::count(one.tables().len() as u64);
    if let (Some(change), Some(signed)) = (one.change, &trend.signed) {
        let how = if change.nearer {
            "nearer to each other"
        } else {
            "further apart"
        };
        return Ok(format!(
            "{name}: since run {signed}, which the board accepted, the groups are {how}; {looks} audits"
        ));
    }
    if one.beyond && on != AlertOn::ConfirmedChange {
        return Ok(format!(
            "{name}: beyond its limit, whatever the base rates were; e = {}, over {looks} audits",
            shown(one.log_e_beyond, one.e_beyond())
        ));
    }
    if !one.alert {
        return Ok(format!(
            "{name}: a possible gap in the last audit; the series does not show one"
        ));
    }
    let (lower, upper) = one.odds_ratios(trend.alpha)?;
    let limit = |odds: f64| {
        if odds.is_finite() {
            format!("{odds:.2}")
        } else {
            "∞".to_owned()
        }
    };
    Ok(format!(
        "{name}: the odds of the group are {} to {} times those of its reference, over {looks} audits",
        limit(lower),
        limit(upper)
    ))
}
