use super::{Sheet, paint};
use crate::name;
use crate::number;
use crate::profile::Profile;
use crate::wording::{WITHIN, WITHIN_ODDS};
use evenhand_core::{Real, Span};

/// Groups printed per attribute without `verbose`.
const MOST_GROUPS: usize = 12;
const CRUDE: usize = 8;
const RANGE: usize = 23;
const ODDS: usize = 6;
const DIFFER: usize = 9;

/// Every group's difference over all rows and within strata, all attributes in one table.
pub(super) fn print(sheet: &mut Sheet<'_>, profiles: &[Profile<'_>]) {
    if sheet.card.settings.strata.is_empty() || profiles.iter().all(|p| !p.has(WITHIN)) {
        return;
    }
    // A narrow terminal keeps the two numbers and drops what explains them.
    let full = sheet.width >= 76;
    let asked = if full { "; do the strata differ?" } else { "" };
    let title = format!(
        "Among {}: difference of rates{asked}",
        sheet.wording.alike()
    );
    for line in paint::wrap(&paint::clean(&title), sheet.width - 2) {
        let line = format!(" {}", sheet.paint.bold(&line));
        sheet.line(&line);
    }
    let fixed = 2 + CRUDE + 3 + RANGE + 2 + if full { ODDS + 1 + DIFFER } else { 0 };
    let name_width = sheet.width.saturating_sub(fixed).clamp(8, 30);
    let level = sheet.wording.level();
    let mut turned = false;
    for profile in profiles {
        turned |= attribute(sheet, profile, name_width, full, &level);
    }
    if turned {
        sheet.wrapped(
            "≠ within strata the gap is another one than over all rows",
            1,
        );
        sheet.line("");
    }
}

/// One attribute; whether any group's gap is another one within strata.
fn attribute(
    sheet: &mut Sheet<'_>,
    profile: &Profile<'_>,
    name_width: usize,
    full: bool,
    level: &str,
) -> bool {
    let most = if sheet.verbose {
        usize::MAX
    } else {
        MOST_GROUPS
    };
    let (groups, hidden) = profile.worst(WITHIN, most);
    let against = groups
        .iter()
        .find_map(|group| profile.estimate(group.name, WITHIN)?.reference.as_deref());
    let Some(against) = against else {
        return false;
    };
    let title = format!("{} v. {}", profile.title(), name::reference(against));
    let mut head = format!(
        " {} {}   {}",
        paint::left(&paint::clean(&title), name_width),
        paint::right("all rows", CRUDE),
        paint::left(&format!("within [{level}]"), RANGE)
    );
    if full {
        head.push_str(&format!(
            "{} {}",
            paint::right("odds", ODDS),
            paint::right("differ?", DIFFER)
        ));
    }
    let head = sheet.paint.dim(&head);
    sheet.line(&head);
    let mut turned = false;
    for group in &groups {
        let Some(e) = profile.estimate(group.name, WITHIN) else {
            continue;
        };
        let reversal = e.strata.is_some_and(|support| support.reversal);
        turned |= reversal;
        let crude = e.strata.and_then(|support| support.crude);
        let mut line = format!(
            " {} {} {} {}",
            paint::left(&paint::clean(&name::shown(group.name)), name_width),
            paint::right(&difference(crude), CRUDE),
            if reversal { "≠" } else { " " },
            paint::left(
                &number::with_interval(Span::Difference, e.value, e.lower, e.upper),
                RANGE
            )
        );
        if full {
            let odds = profile
                .estimate(group.name, WITHIN_ODDS)
                .and_then(|odds| odds.value)
                .map_or_else(
                    || "–".to_owned(),
                    |odds| number::of(Span::OddsRatio, odds.get()),
                );
            let differ = match e
                .strata
                .map(|support| (support.compared, support.homogeneity))
            {
                Some((2.., Some(_))) if sheet.wording.disagree(e) => "yes",
                Some((2.., Some(_))) => "not shown",
                _ => "",
            };
            line.push_str(&format!(
                "{} {}",
                paint::right(&odds, ODDS),
                paint::right(differ, DIFFER)
            ));
        }
        if profile.small(group) {
            // The mark of too few people, as in the tables above.
            let mark = evenhand_core::Verdict::InsufficientData;
            line = format!("{line} {}", sheet.paint.verdict(mark, mark.mark()));
        }
        sheet.line(&line);
    }
    sheet.more_groups(hidden);
    sheet.line("");
    turned
}

fn difference(value: Option<Real>) -> String {
    number::with_interval(Span::Difference, value, None, None)
}
