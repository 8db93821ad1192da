//! What a choice is worth against whom it leaves behind: every model as it decides, and every other threshold.

use super::pair::limit_of;
use super::scored::score;
use super::{Figure, Point};
use crate::chart::Head;
use crate::chart::scatter::{Choice, Path, Scatter};
use crate::error::Result;
use crate::profile::Profile;
use crate::table::{Cell, Table};
use crate::wording::Wording;
use evenhand_core::{AtCut, Curves, Estimate, GroupCurve, Limit, Polarity, Real, Span};

const GAP: &str = "disparate_impact_ratio";
const WORTH: &str = "positive_predictive_value";

/// A place in the figure: what it is worth, and the ratio of the group that fares worst.
struct Place {
    name: String,
    selected: Option<f64>,
    worth: AtCut,
    gap: AtCut,
    /// Attribute and group of that ratio.
    whose: (String, String),
}

/// All models over all single attributes; nothing where there is only one place, or no outcome.
pub(crate) fn frontier(wording: &Wording<'_>, single: &[Profile<'_>]) -> Result<Option<Figure>> {
    let (words, level) = (wording.words, wording.level());
    let polarity = wording.polarity();
    let mut models: Vec<&str> = single.iter().map(|profile| profile.place.model).collect();
    models.dedup();
    let (mut places, mut series) = (Vec::new(), Vec::new());
    let (mut choices, mut paths) = (Vec::new(), Vec::new());
    let mut left_out = 0;
    for model in &models {
        let own = compared(single, model);
        left_out += everybody(single, model).count() - own.len();
        if let Some((place, estimates, verdict)) = decided(wording, &own, polarity) {
            for e in estimates {
                let number = AtCut {
                    lower: e.lower,
                    upper: e.upper,
                    value: e.value,
                };
                series.push(Point::of(e, text(wording, &e.metric, number)));
            }
            choices.push(Choice {
                name: place.name.clone(),
                at: (get(place.worth.value), get(place.gap.value)),
                across: ends(place.worth),
                up: ends(place.gap),
                verdict,
            });
            places.push(place);
        }
        let others = thresholds(wording, &own, polarity);
        if others.len() > 1 {
            let named =
                |at: Option<&(usize, Place)>| at.map_or_else(String::new, |at| at.1.name.clone());
            paths.push(Path {
                spots: (others.iter())
                    .map(|(_, place)| (get(place.worth.value), get(place.gap.value)))
                    .collect(),
                names: (named(others.first()), named(others.last())),
            });
            for (cut, place) in others {
                series.extend(points(wording, model, cut, &place));
                places.push(place);
            }
        }
    }
    if places.len() < 2 {
        return Ok(None);
    }
    let numbers = words.numbers();
    let title = words.frontier_title().to_text();
    let mut table = Table::speaking(
        words,
        title.clone(),
        &[
            (words.frontier_choice().to_text(), false),
            (words.frontier_selected().to_text(), true),
            (format!("{} [{level}]", words.frontier_across()), true),
            (format!("{} [{level}]", words.frontier_up(polarity)), true),
            (words.column_group().to_text(), false),
        ],
    );
    for place in &places {
        table.rows.push(vec![
            Cell::Name(place.name.clone()),
            Cell::Number(
                place
                    .selected
                    .map_or_else(String::new, |share| numbers.fixed(share * 100.0, 1)),
            ),
            Cell::Number(text(wording, WORTH, place.worth)),
            Cell::Number(text(wording, GAP, place.gap)),
            Cell::Text(format!(
                "{}: {}",
                words.shown(&place.whose.0),
                words.shown(&place.whose.1)
            )),
        ]);
    }
    let limits: Vec<(f64, f64)> = (single.iter())
        .filter_map(|profile| limit_of(profile, GAP))
        .map(Limit::range)
        .collect();
    // Attributes with limits of their own share no band.
    let limit = limits
        .first()
        .copied()
        .filter(|first| limits.iter().all(|limit| limit == first));
    let listed: Vec<String> = (places.iter())
        .map(|place| {
            let (worth, gap) = (
                text(wording, WORTH, place.worth),
                text(wording, GAP, place.gap),
            );
            format!("{} {worth}, {gap}", place.name)
        })
        .collect();
    let head = Head {
        name: "frontier".to_owned(),
        title,
        subtitle: words.frontier_subtitle().to_text(),
        description: words
            .frontier_description(polarity, listed.join("; "))
            .to_text(),
        words,
    };
    let mut caption = caption(wording, &choices, &paths, polarity);
    if left_out > 0 {
        caption.push(' ');
        caption.push_str(&words.frontier_left_out(left_out).to_text());
    }
    let plot = Scatter {
        head: Head::default(),
        key: [
            words.frontier_mark(&level).to_text(),
            if paths.is_empty() {
                String::new()
            } else {
                words.frontier_thresholds().to_text()
            },
        ],
        choices,
        paths,
        labels: (
            words.frontier_across().to_text(),
            words.frontier_up(polarity).to_text(),
        ),
        limit,
    };
    let draw = |head: Head, width| {
        Scatter {
            head,
            ..plot.clone()
        }
        .draw(width)
    };
    Ok(Some(
        Figure::new(&head, caption, table, draw)?.made_from(series),
    ))
}

/// A group that counts, with its curve where there is one.
struct Member<'a, 'b> {
    profile: &'b Profile<'a>,
    group: &'a str,
    curve: Option<(&'a Curves, &'a GroupCurve)>,
}

/// Every group of one model that is known and not too small.
fn everybody<'a, 'b>(
    single: &'b [Profile<'a>],
    model: &'b str,
) -> impl Iterator<Item = Member<'a, 'b>> {
    let own = single
        .iter()
        .filter(move |profile| profile.place.model == model);
    own.flat_map(|profile| {
        let curves = curves_of(profile, profile.place.attribute);
        let groups = profile.groups.iter();
        let groups = groups.filter(|group| !group.missing && !profile.small(group));
        groups.map(move |group| Member {
            profile,
            group: group.name,
            curve: curves.and_then(|curves| {
                let own = curves.groups.iter().find(|of| &*of.group == group.name)?;
                Some((curves, own))
            }),
        })
    })
}

/// The groups of one model; where some have curves, only those of which thresholds can tell, so that all places are about
/// the same groups.
fn compared<'a, 'b>(single: &'b [Profile<'a>], model: &'b str) -> Vec<Member<'a, 'b>> {
    let mut members: Vec<Member<'a, 'b>> = everybody(single, model).collect();
    if members.iter().any(|member| member.curve.is_some()) {
        members.retain(Member::told);
    }
    members
}

impl Member<'_, '_> {
    /// Whether at least half of the cuts would select enough of the group for a comparison.
    fn told(&self) -> bool {
        let min_n = self.profile.card.settings.min_n;
        self.curve.is_some_and(|(curves, curve)| {
            let enough = (0..curves.cuts.len()).filter(|cut| above(curve, *cut) >= min_n);
            enough.count() * 2 >= curves.cuts.len()
        })
    }
}

fn curves_of<'a>(profile: &Profile<'a>, attribute: &str) -> Option<&'a Curves> {
    let mut all = profile.card.curves.iter();
    all.find(|curves| *curves.attribute == *attribute && *curves.model == *profile.place.model)
}

fn get(number: Option<Real>) -> f64 {
    number.map_or(0.0, Real::get)
}

fn ends(number: AtCut) -> Option<(f64, f64)> {
    Some((number.lower?.get(), number.upper?.get()))
}

fn text(wording: &Wording<'_>, metric: &str, number: AtCut) -> String {
    let span = if metric == GAP {
        Span::Ratio
    } else {
        Span::Rate
    };
    (wording.words.numbers()).with_interval(span, number.value, number.lower, number.upper)
}

/// The ratio that is worse for the group: lower where being selected is good, higher where it is a burden.
fn worse<T>(
    polarity: Polarity,
    ratio: impl Fn(&T) -> f64,
) -> impl Fn(&T, &T) -> std::cmp::Ordering {
    move |a, b| match polarity {
        Polarity::Benefit => ratio(a).total_cmp(&ratio(b)),
        Polarity::Burden => ratio(b).total_cmp(&ratio(a)),
    }
}

fn drawable(value: Option<Real>) -> bool {
    value.is_some_and(|value| value.is_finite() && value.get() > 0.0)
}

type Decided<'a> = (Place, [&'a Estimate; 2], Option<evenhand_core::Verdict>);

/// A model as it decides.
fn decided<'a>(
    wording: &Wording<'_>,
    own: &[Member<'a, '_>],
    polarity: Polarity,
) -> Option<Decided<'a>> {
    let first = own.first()?.profile;
    let model = first.place.model;
    let worth = first.card.estimates.iter().find(|e| {
        &*e.metric == WORTH && e.attribute.is_empty() && &*e.model == model && e.slice.is_empty()
    })?;
    let (profile, gap) = (own.iter())
        .filter_map(|member| Some((member.profile, member.profile.estimate(member.group, GAP)?)))
        .filter(|(_, e)| drawable(e.value))
        .min_by(worse(polarity, |of: &(&Profile<'_>, &Estimate)| {
            get(of.1.value)
        }))?;
    let words = wording.words;
    let summary = first.card.models.iter().find(|of| &*of.name == model);
    let place = Place {
        name: if model.is_empty() {
            words.frontier_decided().to_text()
        } else {
            model.to_owned()
        },
        selected: summary
            .filter(|of| of.n > 0)
            .map(|of| of.selected as f64 / of.n as f64),
        worth: AtCut {
            lower: worth.lower,
            upper: worth.upper,
            value: Some(worth.value?),
        },
        gap: AtCut {
            lower: gap.lower,
            upper: gap.upper,
            value: gap.value,
        },
        whose: (gap.attribute.to_string(), gap.group.to_string()),
    };
    let verdict = profile.index.verdict_on(profile.place, &gap.group, GAP);
    Some((place, [worth, gap], verdict))
}

/// Every threshold at which all groups can be told, from the loosest to the strictest.
fn thresholds(
    wording: &Wording<'_>,
    own: &[Member<'_, '_>],
    polarity: Polarity,
) -> Vec<(usize, Place)> {
    let Some(first) = own.first().map(|member| member.profile) else {
        return Vec::new();
    };
    let Some(everyone) = curves_of(first, "") else {
        return Vec::new();
    };
    let Some(all) = everyone.groups.first() else {
        return Vec::new();
    };
    let (model, min_n) = (first.place.model, first.card.settings.min_n);
    let at = |(cut, worth): (usize, &AtCut)| {
        let score_at = everyone.cuts.get(cut)?;
        let mut found: Vec<(&str, &GroupCurve, AtCut)> = Vec::new();
        for member in own {
            let (curves, curve) = member.curve?;
            let cut = curves.cuts.iter().position(|own| own == score_at)?;
            if above(curve, cut) < min_n {
                return None;
            }
            // The reference has no ratio.
            if let Some(ratio) = curve.ratios.get(cut) {
                found.push((member.profile.place.attribute, curve, *ratio));
            }
        }
        let by = worse(polarity, |of: &(&str, &GroupCurve, AtCut)| get(of.2.value));
        let (attribute, curve, gap) = found.into_iter().min_by(by)?;
        let fit = drawable(gap.value) && worth.value.is_some() && above(all, cut) >= min_n;
        let everybody: u64 = all.bands.iter().map(evenhand_core::Band::n).sum();
        fit.then(|| {
            let words = wording.words;
            let name = words.frontier_threshold(score(words.numbers(), score_at.get()));
            let place = Place {
                name: if model.is_empty() {
                    name.to_text()
                } else {
                    words.with_model(name, model).to_text()
                },
                selected: Some(above(all, cut) as f64 / everybody.max(1) as f64),
                worth: *worth,
                gap,
                whose: (attribute.to_owned(), curve.group.to_string()),
            };
            (cut, place)
        })
    };
    all.precision.iter().enumerate().filter_map(at).collect()
}

/// Rows that a cut would select.
fn above(curve: &GroupCurve, cut: usize) -> u64 {
    let bands = curve.bands.iter().skip(cut + 1);
    bands.map(evenhand_core::Band::n).sum()
}

/// The two numbers of a threshold, as the curves hold them.
fn points(wording: &Wording<'_>, model: &str, cut: usize, place: &Place) -> [Point; 2] {
    let point = |attribute: &str, group: &str, of: &str, metric: &str, number: AtCut| Point {
        attribute: attribute.to_owned(),
        group: group.to_owned(),
        lower: number.lower,
        model: model.to_owned(),
        of: format!("{of}.{cut}"),
        text: text(wording, metric, number),
        upper: number.upper,
        value: number.value,
    };
    let (attribute, group) = &place.whose;
    [
        point("", "", "precision", WORTH, place.worth),
        point(attribute, group, "ratio", GAP, place.gap),
    ]
}

/// Which model is worth most and which is most even; what thresholds do to both.
fn caption(
    wording: &Wording<'_>,
    choices: &[Choice],
    paths: &[Path],
    polarity: Polarity,
) -> String {
    let words = wording.words;
    let numbers = words.numbers();
    let (rate, ratio) = (
        |value: f64| numbers.of(Span::Rate, value),
        |value: f64| numbers.of(Span::Ratio, value),
    );
    let mut said = Vec::new();
    let best = choices.iter().max_by(|a, b| a.at.0.total_cmp(&b.at.0));
    let even = choices
        .iter()
        .max_by(|a, b| worse(polarity, |of: &&Choice| of.at.1)(a, b));
    if let (Some(best), Some(even), true) = (best, even, choices.len() > 1) {
        let models = words.frontier_models(
            best.name.clone(),
            even.name.clone(),
            choices.len(),
            ratio(even.at.1),
            rate(best.at.0),
        );
        said.push(models.to_text());
    }
    if let [path] = paths
        && let (Some(first), Some(last)) = (path.spots.first(), path.spots.last())
    {
        let moves = words.frontier_moves(
            ratio(first.1),
            rate(last.0),
            polarity,
            ratio(last.1),
            rate(first.0),
        );
        said.push(moves.to_text());
    }
    said.push(words.frontier_chance().to_text());
    said.join(" ")
}
