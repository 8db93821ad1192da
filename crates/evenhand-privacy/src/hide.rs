//! Takes what is hidden out of a scorecard.

use crate::first::few;
use crate::place::{Hidden, Level, Place, level_of, resolved};
use crate::words::Names;
use evenhand_core::{
    Estimate, Finding, Intake, MetricInfo, PrivacyRules, Scope, ScoreIntake, Scorecard, Status,
    Verdict, split_levels,
};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A card without what is hidden; says how many numbers went, and whether the intake did.
pub(crate) fn hide(card: &mut Scorecard, hidden: &Hidden, rules: &PrivacyRules) -> (u64, bool) {
    let metrics: BTreeMap<String, MetricInfo> = (card.metrics.iter())
        .map(|info| (info.id.clone(), info.clone()))
        .collect();
    let touched = Touched::new(card, hidden);
    let names = Names::new(card);
    crate::curves::hide(card, hidden, rules.suppress_below);
    let mut gone = 0;
    for e in &mut card.estimates {
        let info = metrics.get(&*e.metric);
        if touched.hides(e, info, hidden) {
            gone += u64::from(e.value.is_some());
            *e = without_number(e);
        } else {
            // An adjusted p-value may be that of another group; a person counted twice is another's.
            e.p_adjusted = None;
            if !hidden.0.is_empty() {
                e.units = None;
                e.units_reference = None;
            }
            strata(e, rules.suppress_below);
        }
    }
    for finding in &mut card.findings {
        let of = card.estimates.get(finding.estimate);
        finding.p_limit_adjusted = None;
        if of.is_some_and(|e| e.status == Status::Suppressed) {
            *finding = without_finding(finding, rules.suppress_below);
        }
    }
    groups(card, hidden);
    checks(card, &names);
    let everyone = Place::everyone(&Arc::default());
    let nobody = hidden.hides(&everyone, Level::Whole);
    let intake_hidden = intake(&mut card.intake, rules.suppress_below, nobody);
    for note in card.notes.iter_mut().chain(&mut card.intake.notes) {
        note.count = None;
        note.message = names.without_numbers(&note.message);
    }
    // Who knows all counts but a few could try those few until the digest fits.
    card.digests.statistics.clear();
    if let Some(plan) = &mut card.plan {
        plan.sha256.clear();
    }
    (gone, intake_hidden)
}

/// Which attributes have a hidden group in a slice, and how much of it.
struct Touched(BTreeMap<(Arc<str>, Arc<str>), Level>);

impl Touched {
    fn new(card: &Scorecard, hidden: &Hidden) -> Self {
        let mut touched: BTreeMap<(Arc<str>, Arc<str>), Level> = BTreeMap::new();
        let mut add = |slice: &Arc<str>, attribute: &Arc<str>, level: Level| {
            let had = touched
                .entry((slice.clone(), attribute.clone()))
                .or_insert(level);
            *had = level.max(*had);
        };
        for (place, level) in &hidden.0 {
            add(&place.slice, &place.attribute, *level);
            // Numbers about an intersection may be set against those of its parts.
            for whole in card.attributes.iter().filter(|a| a.attributes.len() > 1) {
                let inside = split_levels(&place.attribute);
                if inside.iter().all(|part| whole.attributes.contains(part)) {
                    add(&place.slice, &whole.name, *level);
                }
            }
        }
        Self(touched)
    }

    fn at_least(&self, e: &Estimate, level: Level) -> bool {
        let key = (e.slice.clone(), e.attribute.clone());
        self.0
            .get(&key)
            .is_some_and(|had| *had >= level || level == Level::Detail)
    }

    /// Whether an estimate tells anything of what is hidden.
    fn hides(&self, e: &Estimate, info: Option<&MetricInfo>, hidden: &Hidden) -> bool {
        let level = level_of(info);
        let own = Place::of(e);
        let everyone = Place::everyone(&e.slice);
        if hidden.hides(&own, level) {
            return true;
        }
        if e.attribute.is_empty() {
            return false;
        }
        let of_all = e.group.is_empty()
            || info.is_some_and(|info| info.family == "missing" || info.scope == Scope::Summary);
        if of_all && self.at_least(e, level) {
            return true;
        }
        let Some(reference) = e.reference.as_deref().map(resolved) else {
            // A share of everybody tells how many everybody are.
            return hidden.hides(&everyone, level)
                && info.is_some_and(|info| info.formula.contains("_all"));
        };
        match Place::reference_of(e) {
            Some(place) => hidden.hides(&place, level),
            None => matches!(reference, "rest" | "overall") && hidden.hides(&everyone, level),
        }
    }
}

/// Drops what stands behind a comparison within strata where few rows lie outside those that take part.
fn strata(e: &mut Estimate, below: u64) {
    let n = e.n + e.n_reference.unwrap_or(0);
    if let Some(strata) = &e.strata
        && few((1.0 - strata.used.get()) * n as f64, below)
    {
        e.strata = None;
    }
}

/// What is left of an estimate that is hidden: what it would be about.
pub(crate) fn without_number(e: &Estimate) -> Estimate {
    Estimate {
        attribute: e.attribute.clone(),
        group: e.group.clone(),
        level: e.level,
        metric: e.metric.clone(),
        model: e.model.clone(),
        reference: e.reference.clone(),
        slice: e.slice.clone(),
        status: Status::Suppressed,
        verdict: e.verdict.map(|_| Verdict::Hidden),
        ..Estimate::default()
    }
}

fn without_finding(finding: &Finding, below: u64) -> Finding {
    Finding {
        attribute: finding.attribute.clone(),
        check: finding.check.clone(),
        estimate: finding.estimate,
        estimate_side: None,
        group: finding.group.clone(),
        limit: finding.limit,
        limit_mirrored: finding.limit_mirrored,
        lower: None,
        metric: finding.metric.clone(),
        model: finding.model.clone(),
        n: 0,
        n_reference: None,
        p_limit: None,
        p_limit_adjusted: None,
        reason: Some(reason(below)),
        reference: finding.reference.clone(),
        rows_needed: None,
        rule: None,
        severity: finding.severity,
        shortfall: None,
        slice: finding.slice.clone(),
        smallest_detectable: None,
        status: Status::Suppressed,
        unplanned: finding.unplanned,
        upper: None,
        value: None,
        verdict: Verdict::Hidden,
        waiver: None,
        watch: false,
    }
}

/// What is said in place of a number. The same for groups that are hidden to protect others: which they are is not told.
fn reason(below: u64) -> String {
    format!("hidden: fewer than {below} people, here or in a group that this would give away")
}

fn groups(card: &mut Scorecard, hidden: &Hidden) {
    let all: Arc<str> = Arc::default();
    let units = hidden.0.is_empty();
    for attribute in &mut card.attributes {
        for group in &mut attribute.groups {
            // Those without a decision are printed nowhere, and would only help to work others out.
            group.undecided = 0;
            if !units {
                group.units = None;
            }
            let place = Place::new(&all, &attribute.name, &group.name);
            if hidden.hides(&place, Level::Whole) {
                group.hidden = true;
                group.n = 0;
                group.selected = 0;
                group.share = evenhand_core::Real::default();
            }
        }
    }
    let nobody = hidden.hides(&Place::everyone(&all), Level::Whole);
    for model in card.models.iter_mut().filter(|_| nobody) {
        model.hidden = true;
        model.n = 0;
        model.selected = 0;
    }
    for slice in &mut card.slices {
        if hidden.hides(&Place::everyone(&slice.name), Level::Whole) {
            slice.hidden = true;
            slice.n = 0;
        }
    }
}

/// What the checks say in words and all in all, from what may be seen.
fn checks(card: &mut Scorecard, names: &Names) {
    let mut gravest: BTreeMap<Arc<str>, Verdict> = BTreeMap::new();
    let mut with_hidden: BTreeSet<Arc<str>> = BTreeSet::new();
    for finding in &card.findings {
        let had = gravest
            .entry(finding.check.clone())
            .or_insert(finding.verdict);
        *had = finding.verdict.min(*had);
        if finding.verdict == Verdict::Hidden {
            with_hidden.insert(finding.check.clone());
        }
    }
    for check in &mut card.checks {
        if with_hidden.contains(&check.id) {
            check.verdict = gravest.get(&check.id).copied();
        }
        check.reason = check.reason.take().map(|text| names.without_numbers(&text));
    }
    let decided = |finding: &&Finding| {
        matches!(
            finding.verdict,
            Verdict::ConfirmedGap | Verdict::PossibleGap | Verdict::WithinLimit | Verdict::Waived
        )
    };
    if !with_hidden.is_empty() {
        card.comparisons.made = card.findings.iter().filter(decided).count() as u64;
    }
    // How many gaps a waiver covers is told of those that may be seen.
    for waiver in &mut card.waivers {
        let id = waiver.id.as_str();
        let covers = |f: &&Finding| f.waiver.as_deref() == Some(id);
        waiver.findings = card.findings.iter().filter(covers).count() as u64;
    }
}

/// Hides the counts of the intake if one of them is small, or if how many there are in all is hidden.
fn intake(intake: &mut Intake, below: u64, nobody: bool) -> bool {
    let mut counts = vec![
        intake.rows_read,
        intake.rows_used,
        intake.rows_filtered_out,
        intake.rows_without_label,
    ];
    counts.extend(&intake.rows_without_decision);
    for join in &intake.joins {
        counts.extend([join.matched, join.unmatched]);
    }
    for score in &intake.scores {
        counts.extend([
            score.above_range,
            score.below_range,
            score.infinite,
            score.missing,
            score.nan,
        ]);
    }
    let hidden = nobody || counts.iter().any(|n| few(*n as f64, below));
    for score in &mut intake.scores {
        // The highest and the lowest score are somebody's.
        *score = ScoreIntake {
            max: None,
            max_rejected: None,
            min: None,
            min_selected: None,
            tied_at_threshold: 0,
            ..score.clone()
        };
    }
    if hidden {
        *intake = Intake {
            notes: std::mem::take(&mut intake.notes),
            ..Intake::default()
        };
    }
    hidden
}
