//! What a choice is worth against whom it leaves behind: every model as it decides, and every other threshold.

use crate::index::Index;
use crate::profile::Profile;
use evenhand_core::{
    AtCut, Choice, Curves, Estimate, Frontier, GroupCurve, Polarity, Real, Scorecard, Verdict,
};

/// The comparison of a group with its reference.
pub(crate) const GAP: &str = "disparate_impact_ratio";
/// What a choice is worth.
pub(crate) const WORTH: &str = "positive_predictive_value";

/// A choice, with what it was read from.
pub(crate) struct Found<'a> {
    pub(crate) choice: Choice,
    pub(crate) from: From<'a>,
}

pub(crate) enum From<'a> {
    /// A model as it decides: what it is worth, the ratio of the group that fares worst, and what a check says of that.
    Decided([&'a Estimate; 2], Option<Verdict>),
    /// A threshold: which cut of the curves.
    Cut(usize),
}

/// The choices of a scorecard over all its single attributes. Where there is no outcome there is none.
///
/// As they decide, models have the positive predictive value and the lowest ratio of selection rates of any group (the highest,
/// where being selected is a burden). Thresholds have those of the curves of their score. Groups too small for a comparison
/// take no part, nor do those of which most thresholds choose too few people; how many that are is told.
pub fn frontier_of(card: &Scorecard) -> Frontier {
    let index = Index::new(card);
    let single = Profile::all(card, &index, false);
    let polarity = card.system.polarity;
    let (found, left_out) = choices(&single, polarity);
    let mut frontier = Frontier {
        choices: found.into_iter().map(|found| found.choice).collect(),
        gap: GAP.into(),
        groups_left_out: left_out as u64,
        level: card.settings.level,
        min_n: card.settings.min_n,
        polarity,
        system: card.system.id.clone(),
        tool: card.tool.clone(),
        worth: WORTH.into(),
    };
    frontier.mark();
    frontier
}

/// The choices, each model's as it decides and then its thresholds, and how many groups are left out.
pub(crate) fn choices<'a>(single: &[Profile<'a>], polarity: Polarity) -> (Vec<Found<'a>>, usize) {
    let mut models: Vec<&str> = single.iter().map(|profile| profile.place.model).collect();
    models.dedup();
    let mut all = Vec::new();
    let mut left_out = 0;
    for model in models {
        let own = compared(single, model);
        left_out += everybody(single, model).count() - own.len();
        all.extend(decided(&own, polarity));
        let others = thresholds(&own, polarity);
        if others.len() > 1 {
            all.extend(others);
        }
    }
    (all, left_out)
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

/// The groups of one model; where some have curves, only those of which thresholds can tell, so that all choices are about
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

/// The ratio that is worse for the group: lower where being selected is good, higher where it is a burden.
pub(crate) fn worse<T>(
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

fn get(number: Option<Real>) -> f64 {
    number.map_or(0.0, Real::get)
}

/// A model as it decides.
fn decided<'a>(own: &[Member<'a, '_>], polarity: Polarity) -> Option<Found<'a>> {
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
    let summary = first.card.models.iter().find(|of| &*of.name == model);
    let selected = summary
        .filter(|of| of.n > 0)
        .and_then(|of| Real::new(of.selected as f64 / of.n as f64));
    let choice = Choice {
        attribute: gap.attribute.clone(),
        beaten: false,
        gap: AtCut {
            lower: gap.lower,
            upper: gap.upper,
            value: gap.value,
        },
        group: gap.group.clone(),
        model: model.into(),
        selected,
        threshold: None,
        worth: AtCut {
            lower: worth.lower,
            upper: worth.upper,
            value: Some(worth.value?),
        },
    };
    let verdict = profile.index.verdict_on(profile.place, &gap.group, GAP);
    Some(Found {
        choice,
        from: From::Decided([worth, gap], verdict),
    })
}

/// Every threshold at which all groups can be told, from the loosest to the strictest.
fn thresholds<'a>(own: &[Member<'a, '_>], polarity: Polarity) -> Vec<Found<'a>> {
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
    let everybody: u64 = all.bands.iter().map(evenhand_core::Band::n).sum();
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
        fit.then(|| Found {
            choice: Choice {
                attribute: attribute.into(),
                beaten: false,
                gap,
                group: curve.group.clone(),
                model: model.into(),
                selected: Real::new(above(all, cut) as f64 / everybody.max(1) as f64),
                threshold: Some(*score_at),
                worth: *worth,
            },
            from: From::Cut(cut),
        })
    };
    all.precision.iter().enumerate().filter_map(at).collect()
}

/// Rows that a cut would select.
fn above(curve: &GroupCurve, cut: usize) -> u64 {
    let bands = curve.bands.iter().skip(cut + 1);
    bands.map(evenhand_core::Band::n).sum()
}
