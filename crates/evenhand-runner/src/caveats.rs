use evenhand_core::{
    AuditPlan, CheckOrigin, DataNote, Estimate, Finding, Polarity, Real, Span, Statistics, Verdict,
};
use evenhand_metrics::catalogue;

/// What a reader should know of this run besides its numbers.
pub(crate) fn caveats(
    plan: &AuditPlan,
    statistics: &Statistics,
    estimates: &[Estimate],
    findings: &[Finding],
) -> Vec<DataNote> {
    let mut notes = Vec::new();
    if plan.spec.system.decision.is_none() {
        notes.push(DataNote::info(
            "polarity_assumed",
            None,
            "Nobody said whether being selected is good for the person; it was taken as a benefit. Say so with `decision = \"benefit\"` or \"burden\".",
        ));
    }
    if plan
        .checks
        .iter()
        .any(|check| check.origin == CheckOrigin::Default)
    {
        notes.push(DataNote::info(
            "default_limits",
            None,
            "The limits are defaults, adopted by nobody. Write your own under [[check]] and say who adopted them.",
        ));
    }
    if plan.checks.iter().any(|check| check.limit_mirrored) {
        notes.push(DataNote::info(
            "limit_mirrored",
            None,
            "Being selected is a burden, so limits on selection that say “at least” are mirrored; the report shows them as applied.",
        ));
    }
    if statistics.weighted && plan.counts.is_none() {
        notes.push(DataNote::info(
            "weighted",
            None,
            "Rows carry weights: rates are weighted, and intervals use the smaller of two effective sample sizes.",
        ));
    }
    if statistics.blocks > 0 {
        notes.push(DataNote::info(
            "units",
            None,
            "One person can have many rows: intervals use the spread between 64 blocks of persons, and a group is large enough by its persons, not its rows. Persons of a group are counted exactly up to 1,023, and above that estimated with a standard error of 3 %.",
        ));
    }
    notes.extend(undecidable(plan));
    notes.extend(switched_off(plan));
    notes.extend(reference_worse_off(plan, findings));
    notes.extend(strata_disagree(plan, estimates));
    notes.extend(base_rates_differ(plan, estimates, findings));
    notes
}

/// Checks whose metric has no interval to hold against a limit.
fn undecidable(plan: &AuditPlan) -> Vec<DataNote> {
    let bare = plan
        .checks
        .iter()
        .filter(|check| check.metric.interval.starts_with("none"));
    bare.map(|check| {
        DataNote::warning(
            "check_without_interval",
            None,
            format!(
                "Check {} can never be decided: {} has no interval to hold against a limit, only what chance alone would show. It neither passes nor fails.",
                check.id, check.metric_id
            ),
        )
    })
    .collect()
}

/// Metrics of the catalogue that were not worked out, said once and with the names that would bring them.
fn switched_off(plan: &AuditPlan) -> Option<DataNote> {
    let off = catalogue()
        .entries()
        .iter()
        .filter(|entry| !plan.has_inputs(&entry.info));
    let mut missing: Vec<&'static str> = Vec::new();
    let mut count = 0;
    for entry in off {
        count += 1;
        for input in &entry.info.inputs {
            if !plan.has_input(*input) && !missing.contains(&input.words()) {
                missing.push(input.words());
            }
        }
    }
    missing.sort_unstable();
    (count > 0).then(|| {
        DataNote::info(
            "missing_input",
            Some(count),
            format!(
                "Metrics of the catalogue that were not worked out, because the spec does not name {}. `evenhand explain METRIC` tells what each one needs.",
                missing.join(", ")
            ),
        )
    })
}

/// A limit that looks one way only is kept by a group that was treated better than the reference, however much better.
fn reference_worse_off(plan: &AuditPlan, findings: &[Finding]) -> Option<DataNote> {
    let mut named: Vec<String> = Vec::new();
    for finding in findings
        .iter()
        .filter(|f| f.verdict == Verdict::WithinLimit && f.slice.is_empty())
    {
        let one_sided = finding.limit.min.is_some() != finding.limit.max.is_some();
        let check = plan.checks.iter().find(|check| *check.id == *finding.check);
        let selection = check.is_some_and(|check| check.metric.mirrors);
        if !selection || !one_sided || finding.limit.max_abs.is_some() {
            continue;
        }
        let ratio = check.is_some_and(|check| check.metric.span == Span::Ratio);
        let (low, high) = finding.limit.range();
        let turned = |bound: f64| if ratio { 1.0 / bound } else { -bound };
        let limits = finding.lower.zip(finding.upper);
        let beyond = limits.is_some_and(|(lower, upper)| {
            (low.is_finite() && lower.get() > turned(low))
                || (high.is_finite() && upper.get() < turned(high))
        });
        let reference = finding.reference.as_deref().unwrap_or_default();
        let reference = reference
            .split_once(':')
            .map_or(reference, |(_, name)| name);
        let words = format!("{} than {}", reference, finding.group).replace('*', " × ");
        if beyond && !named.contains(&words) {
            named.push(words);
        }
    }
    let (worse, limit) = match plan.polarity {
        Polarity::Benefit => ("selected far less", "at least 4/5"),
        Polarity::Burden => ("selected far more", "at most 5/4"),
    };
    let list = match named.as_slice() {
        [] => return None,
        [only] => only.clone(),
        [first, second] => format!("{first}, and {second}"),
        [first, second, rest @ ..] => format!("{first}, {second}, and {} more", rest.len()),
    };
    Some(DataNote::warning(
        "reference_worse_off",
        None,
        format!(
            "The reference itself was {worse}: {list}. A limit such as \"{limit}\" looks one way only, so these groups are within it. Add the other side, `limit = {{ min = \"4/5\", max = \"5/4\" }}`, or compare with `reference = \"best\"`."
        ),
    ))
}

/// Simpson's paradox: within strata the gap is another one than over all rows.
fn strata_disagree(plan: &AuditPlan, estimates: &[Estimate]) -> Option<DataNote> {
    let reversed: Vec<String> = estimates
        .iter()
        .filter(|e| &*e.metric == "mantel_haenszel_difference" && e.slice.is_empty())
        .filter(|e| e.strata.is_some_and(|strata| strata.reversal))
        .map(|e| {
            let words = |name: &str| name.replace('*', " × ");
            format!("{} ({})", words(&e.group), words(&e.attribute))
        })
        .collect();
    let named = match reversed.as_slice() {
        [] => return None,
        [only] => only.clone(),
        [first, second] => format!("{first} and {second}"),
        [first, second, rest @ ..] => format!("{first}, {second} and {} more", rest.len()),
    };
    Some(DataNote::warning(
        "strata_disagree",
        None,
        format!(
            "Within {} the gap of {named} is another one than over all rows: part of it comes from where people are, not from how they are treated there. Both are shown.",
            plan.strata.join(" and ")
        ),
    ))
}

/// Where base rates differ, equal error rates and equal predictive values exclude each other.
fn base_rates_differ(
    plan: &AuditPlan,
    estimates: &[Estimate],
    findings: &[Finding],
) -> Option<DataNote> {
    let errors_checked = findings.iter().any(|finding| {
        [
            "false_positive",
            "true_positive",
            "equal_opportunity",
            "equalized_odds",
            "false_negative",
            "predictive",
        ]
        .iter()
        .any(|part| finding.metric.contains(part))
    });
    if !plan.has_label() || !errors_checked {
        return None;
    }
    let mut attributes: Vec<&str> = Vec::new();
    for estimate in estimates {
        let differs = estimate.p_value.is_some_and(|p| p.get() < 0.001);
        let apart = estimate.value.map_or(0.0, Real::get) > 0.02;
        if &*estimate.metric == "base_rate_max_gap"
            && differs
            && apart
            && !estimate.attribute.contains('*')
        {
            let name = &*estimate.attribute;
            if !attributes.contains(&name) {
                attributes.push(name);
            }
        }
    }
    if attributes.is_empty() {
        return None;
    }
    Some(DataNote::info(
        "base_rates_differ",
        None,
        format!(
            "Base rates differ by {}. Equal error rates and equally meaningful decisions cannot both hold then; which matters more is for the board to say.",
            attributes.join(" and by ")
        ),
    ))
}
