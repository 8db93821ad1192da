use super::{Sheet, paint};
use crate::name;
use crate::number;
use crate::profile::{Member, Profile};
use evenhand_core::Estimate;

/// Groups printed per attribute without `verbose`.
const MOST_GROUPS: usize = 12;
const NUMBER: usize = 17;

/// A compact table of an attribute: size, rate, ratio, error rates, verdict.
pub(super) fn print(sheet: &mut Sheet<'_>, profile: &Profile<'_>) {
    if profile.groups.is_empty() {
        return;
    }
    let metric = if profile.has("disparate_impact_ratio") {
        "disparate_impact_ratio"
    } else {
        "selection_rate"
    };
    let most = if sheet.verbose {
        usize::MAX
    } else {
        MOST_GROUPS
    };
    let (mut groups, hidden) = profile.worst(metric, most);
    // The reference has no ratio of its own; it stands first.
    groups.retain(|group| profile.reference != Some(group.name));
    if let Some(reference) = profile
        .groups
        .iter()
        .find(|group| profile.reference == Some(group.name))
    {
        groups.insert(0, *reference);
    }
    let errors = sheet.width >= 76
        && (profile.has("true_positive_rate") || profile.has("false_positive_rate"));
    let tail = if errors { 12 } else { 0 };
    let fixed = 1 + 9 + 2 + NUMBER + 2 + NUMBER + tail + 2;
    let name_width = sheet.width.saturating_sub(fixed).clamp(8, 30);
    let level = sheet.wording.level();
    let mut head = format!(
        " {} {}  {}  {}",
        paint::left(&paint::clean(&profile.title()), name_width),
        paint::right("n", 8),
        paint::left(&format!("rate  [{level}]"), NUMBER),
        paint::left(&format!("ratio [{level}]"), NUMBER)
    );
    if errors {
        head.push_str("   TPR   FPR");
    }
    let head = sheet.paint.dim(&head);
    sheet.line(&head);
    for group in &groups {
        let line = row(sheet, profile, group, name_width, errors);
        sheet.line(&line);
    }
    sheet.more_groups(hidden);
    sheet.line("");
}

fn row(
    sheet: &Sheet<'_>,
    profile: &Profile<'_>,
    group: &Member<'_>,
    name_width: usize,
    errors: bool,
) -> String {
    let ratio = if profile.reference == Some(group.name) {
        "(reference)".to_owned()
    } else {
        compact(profile.estimate(group.name, "disparate_impact_ratio"))
    };
    let mut line = format!(
        " {} {}  {}  {}",
        paint::left(&paint::clean(&name::shown(group.name)), name_width),
        paint::right(&number::count(group.n), 8),
        paint::left(
            &compact(profile.estimate(group.name, "selection_rate")),
            NUMBER
        ),
        paint::left(&ratio, NUMBER)
    );
    if errors {
        for rate in ["true_positive_rate", "false_positive_rate"] {
            let value = profile
                .estimate(group.name, rate)
                .and_then(|estimate| estimate.value);
            let text = value.map_or_else(|| "–".to_owned(), |value| number::fixed(value.get(), 3));
            line.push_str(&paint::right(&text, 6));
        }
    }
    if let Some(verdict) = profile.verdict(group.name) {
        line.push(' ');
        line.push_str(&sheet.paint.verdict(verdict, verdict.mark()));
    }
    line
}

/// A number and its range in at most seventeen columns.
fn compact(estimate: Option<&Estimate>) -> String {
    let Some(estimate) = estimate else {
        return String::new();
    };
    let Some(value) = estimate.value else {
        return "–".to_owned();
    };
    let text = number::fixed(value.get(), if value.get() >= 100.0 { 1 } else { 3 });
    match (estimate.lower, estimate.upper) {
        (Some(lower), Some(upper)) => {
            format!("{text} [{},{}]", short(lower.get()), short(upper.get()))
        }
        _ => text,
    }
}

/// At most four columns: `.572`, `1.03`, `12.3`.
fn short(value: f64) -> String {
    if value.is_infinite() || value < 0.0 {
        return number::fixed(value, 2);
    }
    if value < 0.9995 {
        return number::fixed(value, 3).trim_start_matches('0').to_owned();
    }
    let decimals = if value < 9.995 {
        2
    } else {
        usize::from(value < 99.95)
    };
    number::fixed(value, decimals)
}
