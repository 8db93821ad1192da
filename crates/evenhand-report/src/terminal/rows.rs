use super::{Sheet, paint};
use crate::name;
use crate::number;
use crate::profile::Profile;
use crate::rows;
use crate::words::Words;
use evenhand_core::Span;

/// Features and groups printed per attribute without `verbose`.
const MOST: usize = 8;
const NUMBER: usize = 22;

/// What single rows show: people who are alike, what gives groups away, groups known by probabilities.
pub(super) fn print(sheet: &mut Sheet<'_>, profiles: &[Profile<'_>]) {
    for profile in profiles {
        alike(sheet, profile);
        proxies(sheet, profile);
    }
    uncertain(sheet);
}

fn bold(sheet: &mut Sheet<'_>, title: &str) {
    for line in paint::wrap(&paint::clean(title), sheet.width - 2) {
        let line = format!(" {}", sheet.paint.bold(&line));
        sheet.line(&line);
    }
}

/// A line of a name and numbers, as many as fit.
fn cells(sheet: &Sheet<'_>, name: &str, numbers: &[String], width: usize) -> String {
    let room = sheet.width.saturating_sub(2 + width * numbers.len()).max(8);
    let mut line = format!(" {}", paint::left(&paint::clean(name), room));
    for number in numbers {
        line.push_str(&paint::right(number, width));
    }
    line
}

fn most(sheet: &Sheet<'_>) -> usize {
    if sheet.verbose { usize::MAX } else { MOST }
}

fn alike(sheet: &mut Sheet<'_>, profile: &Profile<'_>) {
    // The first three that have a number; the others are in the report.
    let fit = if sheet.width >= 80 { 3 } else { 2 };
    let wanted = [
        "consistency_knn",
        "situation_testing",
        "counterfactual_flip_rate",
    ];
    let shown: Vec<&rows::Probe> = rows::PROBES
        .iter()
        .filter(|probe| wanted.contains(&probe.metric) && rows::has(sheet.card, probe.metric))
        .take(fit)
        .collect();
    if shown.is_empty() {
        return;
    }
    let level = sheet.wording.level();
    bold(
        sheet,
        &format!("Are people who are alike decided alike? [{level}]"),
    );
    let heads: Vec<String> = shown
        .iter()
        .map(|probe| (probe.head)(Words::english()).to_text())
        .collect();
    let head = cells(sheet, &profile.title(), &heads, NUMBER);
    let head = sheet.paint.dim(&head);
    sheet.line(&head);
    for group in profile.groups.iter().take(most(sheet)) {
        let numbers: Vec<String> = shown
            .iter()
            .map(|probe| {
                let span = number::span(sheet.card.metric(probe.metric));
                profile.estimate(group.name, probe.metric).map_or_else(
                    || "–".to_owned(),
                    |e| number::with_interval(span, e.value, e.lower, e.upper),
                )
            })
            .collect();
        let line = cells(sheet, &name::shown(group.name), &numbers, NUMBER);
        sheet.line(&line);
    }
    sheet.more_groups(profile.groups.len().saturating_sub(most(sheet)));
    sheet.line("");
}

fn proxies(sheet: &mut Sheet<'_>, profile: &Profile<'_>) {
    let features = rows::features(profile);
    if features.is_empty() {
        return;
    }
    bold(sheet, &format!("What gives {} away", profile.title()));
    let level = sheet.wording.level();
    let heads = ["association".to_owned(), format!("tells a group [{level}]")];
    let head = cells(sheet, "feature", &heads, NUMBER + 3);
    let head = sheet.paint.dim(&head);
    sheet.line(&head);
    let most = most(sheet);
    for feature in features.iter().take(most) {
        let association = feature.association.value;
        let p = feature.association.p_value;
        let p = p.map_or_else(String::new, |p| {
            format!(" (p {})", number::p_short(p.get()))
        });
        let numbers = [
            format!(
                "{}{p}",
                number::with_interval(Span::Index, association, None, None)
            ),
            feature.area.map_or_else(
                || "–".to_owned(),
                |e| number::with_interval(Span::Index, e.value, e.lower, e.upper),
            ),
        ];
        let mut line = cells(sheet, &feature.name, &numbers, NUMBER + 3);
        if let Some(verdict) = feature.verdict {
            line = format!("{line} {}", sheet.paint.verdict(verdict, verdict.mark()));
        }
        sheet.line(&line);
    }
    if features.len() > most {
        let hidden = number::count((features.len() - most) as u64);
        sheet.wrapped(&format!("{hidden} more features in estimates.csv"), 1);
    }
    if let Some(together) = rows::together(profile) {
        sheet.wrapped(&together, 1);
    }
    sheet.line("");
}

fn uncertain(sheet: &mut Sheet<'_>) {
    let levels = rows::likely(Words::english(), sheet.card);
    if levels.is_empty() {
        return;
    }
    bold(sheet, "Groups known by probabilities: selection rates");
    let bounds = format!("bounds [{}]", sheet.wording.level());
    let heads = ["weighted".to_owned(), "regression".to_owned(), bounds];
    let head = cells(sheet, "group", &heads, NUMBER - 6);
    let head = sheet.paint.dim(&head);
    sheet.line(&head);
    for of in levels.iter().take(most(sheet)) {
        let name = format!("{}: {}", of.attribute, of.group);
        let mut line = cells(
            sheet,
            &name,
            &rows::triple(Words::english(), Span::Rate, of.rate),
            NUMBER - 6,
        );
        if let Some(verdict) = of.verdict {
            line = format!("{line} {}", sheet.paint.verdict(verdict, verdict.mark()));
        }
        sheet.line(&line);
    }
    sheet.more_groups(levels.len().saturating_sub(most(sheet)));
    sheet.wrapped(
        "Nobody knows who belongs to these groups; the truth need not lie between the two numbers.",
        1,
    );
    sheet.line("");
}
