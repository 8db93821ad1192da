//! Scorecards for the tests of this crate, made by hand from counts.

mod alike;
mod campaign;
mod gated;
mod repeated;
mod scored;
mod screened;
mod since;

pub(crate) use alike::alike;
pub(crate) use campaign::campaign;
pub(crate) use gated::{NASTY, accepted, every_verdict, gated};
pub(crate) use repeated::repeated;
pub(crate) use scored::scored;
pub(crate) use screened::screened;
pub(crate) use since::since;

use evenhand_core::{
    AttributeKind, AttributeSummary, CheckSummary, Comparisons, DataNote, Digests, Estimate,
    EvidenceWanted, Favours, Finding, Fraction, GroupSize, Input, Intake, Limit, MetricInfo,
    ModelSummary, Polarity, Real, RowsNeeded, Scope, Scorecard, Settings, Severity, Side, Span,
    Status, SystemSummary, Verdict,
};
use std::sync::Arc;

/// Name, then true positives, false positives, false negatives, true negatives.
type Cells = (&'static str, [u64; 4]);

const RACE: [Cells; 6] = [
    ("African-American", [1369, 805, 532, 990]),
    ("Caucasian", [505, 349, 461, 1139]),
    ("Hispanic", [110, 82, 122, 323]),
    ("Other", [47, 33, 80, 217]),
    ("Asian", [6, 2, 3, 21]),
    ("Native American", [9, 3, 1, 5]),
];

/// Risk scores of 7,191 people: being flagged is a burden.
pub(crate) fn recidivism() -> Scorecard {
    let mut card = empty("Risk scores, two years", Polarity::Burden);
    let sex: [Cells; 2] = [
        ("Male", [1624, 1018, 921, 2211]),
        ("Female", [422, 256, 278, 484]),
    ];
    add(&mut card, "race", &RACE, "African-American");
    add(&mut card, "sex", &sex, "Male");
    let both: Vec<(String, [u64; 4])> = sex
        .iter()
        .flat_map(|(s, _)| {
            RACE.iter()
                .map(move |(r, c)| (format!("{s}*{r}"), (*s, *c)))
        })
        .map(|(name, (sex, c))| {
            let part = if sex == "Male" { 4 } else { 1 };
            (name, c.map(|n| n * part / 5))
        })
        .collect();
    let both: Vec<(&str, [u64; 4])> = both.iter().map(|(n, c)| (n.as_str(), *c)).collect();
    add(&mut card, "sex*race", &both, "Male*African-American");
    finish(card)
}

/// An offer to groups whose names try to be markup and formulas.
pub(crate) fn hostile() -> Scorecard {
    let mut card = empty("<script>alert(1)</script> & \"offer\"", Polarity::Benefit);
    let groups: [Cells; 3] = [
        ("<img src=x onerror=alert(1)>", [300, 200, 300, 200]),
        ("=HYPERLINK(\"x\")", [100, 60, 300, 240]),
        ("a]]></svg><script>", [9, 3, 4, 4]),
    ];
    add(&mut card, "<b>group</b>", &groups, groups[0].0);
    card.settings.spec = serde_json::json!({ "title": "</script><script>" });
    finish(card)
}

/// One attribute with many groups.
pub(crate) fn many(groups: usize) -> Scorecard {
    let mut card = empty("Many groups", Polarity::Benefit);
    let names: Vec<String> = (0..groups).map(|i| format!("area {i:05}")).collect();
    let cells: Vec<(&str, [u64; 4])> = names
        .iter()
        .enumerate()
        .map(|(i, name)| {
            (
                name.as_str(),
                [10 + i as u64 % 17, 8, 12, 30 + i as u64 % 5],
            )
        })
        .collect();
    add(&mut card, "area", &cells, "area 00000");
    finish(card)
}

/// A scorecard in which nothing was tested.
pub(crate) fn untested() -> Scorecard {
    let mut card = empty("", Polarity::Benefit);
    card.settings.has_label = false;
    card.checks.clear();
    card
}

fn real(value: f64) -> Real {
    Real::new(value).unwrap()
}

fn empty(title: &str, polarity: Polarity) -> Scorecard {
    let check = |id: &str, metric: &str, limit: Limit, severity| CheckSummary {
        attributes: Vec::new(),
        id: id.into(),
        limit,
        limit_mirrored: limit.max.is_some(),
        metric: metric.into(),
        origin: "default limit, adopted by nobody".into(),
        severity,
        spec_line: None,
        verdict: Some(Verdict::WithinLimit),
        disclosed: Vec::new(),
        evidence: EvidenceWanted::Confirmed,
        note: String::new(),
        pack: None,
        reason: None,
        rule: "SEL001".to_owned(),
    };
    let ratio = match polarity {
        Polarity::Benefit => Limit {
            min: Fraction::new(4, 5),
            ..Limit::default()
        },
        Polarity::Burden => Limit {
            max: Fraction::new(5, 4),
            ..Limit::default()
        },
    };
    let tenth = Limit {
        max_abs: Fraction::new(1, 10),
        ..Limit::default()
    };
    Scorecard {
        as_of: String::new(),
        packs: Vec::new(),
        waivers: Vec::new(),
        attributes: Vec::new(),
        checks: vec![
            check(
                "selection-ratio",
                "disparate_impact_ratio",
                ratio,
                Severity::Gate,
            ),
            check(
                "false-positive-rate",
                "false_positive_rate_difference",
                tenth,
                Severity::Warn,
            ),
        ],
        comparisons: Comparisons {
            correction: "tukey within an attribute, holm over attributes".into(),
            made: 0,
            planned: 0,
        },
        curves: Vec::new(),
        digests: Digests {
            spec: "ab".repeat(32),
            statistics: "cd".repeat(32),
        },
        estimates: Vec::new(),
        findings: Vec::new(),
        intake: Intake {
            rows_read: 7214,
            rows_used: 7191,
            rows_without_label: 23,
            ..Intake::default()
        },
        metrics: metrics(),
        models: vec![ModelSummary {
            decision: "score ≥ 5".into(),
            n: 7191,
            selected: 3317,
            ..ModelSummary::default()
        }],
        notes: vec![DataNote::warning(
            "duplicate_rows",
            Some(7),
            "Some rows are exact duplicates of others; they are counted as they are.",
        )],
        plan: None,
        privacy: None,
        schema_version: 1,
        settings: Settings {
            blocks: 0,
            has_label: true,
            level: real(0.95),
            min_n: 30,
            resamples: 2000,
            seed: 1,
            spec: serde_json::json!({ "schema": 1 }),
            strata: Vec::new(),
            weighted: false,
        },
        slices: Vec::new(),
        system: SystemSummary {
            id: "risk".into(),
            title: title.into(),
            polarity,
            polarity_stated: true,
            rows_are: "people".into(),
            ..SystemSummary::default()
        },
        tool: "evenhand 0.1.0".into(),
    }
}

fn metrics() -> Vec<MetricInfo> {
    let info = |id: &str, label: &str, scope, span, ideal| MetricInfo {
        aliases: Vec::new(),
        beware: "Needs the outcome of everyone.".into(),
        compare: String::new(),
        family: "confusion".into(),
        favours: Favours::Neither,
        formula: "FP / (FP + TN)".into(),
        id: id.into(),
        ideal,
        inputs: vec![Input::Decision],
        interval: String::new(),
        label: label.into(),
        mirrors: id == "disparate_impact_ratio",
        of: None,
        range: (Some(0.0), None),
        reading: "0.2 means that of every ten people two were selected.".into(),
        scope,
        source: "A paper (2016), equation 3".into(),
        span,
        summary: "A share of people.".into(),
        undefined: "When nobody is counted.".into(),
    };
    vec![
        info("base_rate", "Base rate", Scope::Group, Span::Rate, None),
        info(
            "selection_rate",
            "Selection rate",
            Scope::Group,
            Span::Rate,
            None,
        ),
        info(
            "true_positive_rate",
            "True positive rate",
            Scope::Group,
            Span::Rate,
            None,
        ),
        info(
            "false_positive_rate",
            "False positive rate",
            Scope::Group,
            Span::Rate,
            None,
        ),
        info(
            "positive_predictive_value",
            "Positive predictive value",
            Scope::Group,
            Span::Rate,
            None,
        ),
        info(
            "disparate_impact_ratio",
            "Disparate impact ratio",
            Scope::Pair,
            Span::Ratio,
            Some(1.0),
        ),
        info(
            "false_positive_rate_difference",
            "False positive rate difference",
            Scope::Pair,
            Span::Difference,
            Some(0.0),
        ),
    ]
}

fn add(card: &mut Scorecard, attribute: &str, groups: &[(&str, [u64; 4])], reference: &str) {
    let total: u64 = groups.iter().flat_map(|group| group.1).sum();
    let of = |name: &str| groups.iter().find(|group| group.0 == name).unwrap().1;
    let base = of(reference);
    let shown: Arc<str> = format!("largest:{reference}").into();
    let name: Arc<str> = attribute.into();
    for (group, cells) in groups {
        let [tp, fp, fneg, tn] = *cells;
        let n = tp + fp + fneg + tn;
        for (metric, x, of) in [
            ("base_rate", tp + fneg, n),
            ("selection_rate", tp + fp, n),
            ("true_positive_rate", tp, tp + fneg),
            ("false_positive_rate", fp, fp + tn),
            ("positive_predictive_value", tp, tp + fp),
        ] {
            let (low, high) = wilson(x, of);
            let mut e = estimate(&name, group, metric, x as f64 / of as f64, (low, high), n);
            e.method = Some("wilson".into());
            e.total = Real::new(of as f64);
            e.events = Real::new(x as f64);
            card.estimates.push(e);
        }
        if *group == reference {
            continue;
        }
        let n_reference = base.iter().sum();
        let (p, q) = (
            (tp + fp) as f64 / n as f64,
            (base[0] + base[1]) as f64 / n_reference as f64,
        );
        let half = libm::exp(
            1.96 * libm::sqrt((1.0 - p) / (p * n as f64) + (1.0 - q) / (q * n_reference as f64)),
        );
        let mut ratio = estimate(
            &name,
            group,
            "disparate_impact_ratio",
            p / q,
            (p / q / half, p / q * half),
            n,
        );
        ratio.reference = Some(shown.clone());
        ratio.method = Some("miettinen-nurminen".into());
        let (f, g) = (
            fp as f64 / (fp + tn) as f64,
            base[1] as f64 / (base[1] + base[3]) as f64,
        );
        let half = 1.96
            * libm::sqrt(
                f * (1.0 - f) / (fp + tn) as f64 + g * (1.0 - g) / (base[1] + base[3]) as f64,
            );
        let mut gap = estimate(
            &name,
            group,
            "false_positive_rate_difference",
            f - g,
            (f - g - half, f - g + half),
            n,
        );
        gap.reference = Some(shown.clone());
        gap.method = Some("miettinen-nurminen+mover-cp".into());
        for mut e in [ratio, gap] {
            e.n_reference = Some(n_reference);
            e.p_value = Real::new(0.0004);
            e.p_adjusted = Real::new(0.0012);
            card.estimates.push(e);
            if !attribute.contains('*') {
                judge(card);
            }
        }
    }
    card.attributes.push(AttributeSummary {
        attributes: attribute.split('*').map(str::to_owned).collect(),
        groups: groups
            .iter()
            .map(|(group, cells)| {
                let n: u64 = cells.iter().sum();
                GroupSize {
                    hidden: false,
                    n,
                    name: (*group).into(),
                    selected: cells[0] + cells[1],
                    share: real(n as f64 / total as f64),
                    undecided: 0,
                    units: None,
                }
            })
            .collect(),
        kind: AttributeKind::Unstated,
        name,
        reference: Some(shown),
    });
}

/// Holds the last estimate against its check.
fn judge(card: &mut Scorecard) {
    let e = card.estimates.last().unwrap().clone();
    let check = card
        .checks
        .iter()
        .find(|check| check.metric == e.metric)
        .unwrap()
        .clone();
    let (low, high) = check.limit.range();
    let (lower, upper) = (e.lower.unwrap().get(), e.upper.unwrap().get());
    let beyond = |value: f64| value < low || value > high;
    let verdict = if e.n < card.settings.min_n {
        Verdict::InsufficientData
    } else if upper < low || lower > high {
        Verdict::ConfirmedGap
    } else if !beyond(lower) && !beyond(upper) {
        Verdict::WithinLimit
    } else {
        Verdict::PossibleGap
    };
    card.findings.push(Finding {
        rule: None,
        waiver: None,
        attribute: e.attribute.clone(),
        check: check.id.clone(),
        estimate: card.estimates.len() - 1,
        estimate_side: e.value.map(|v| {
            if beyond(v.get()) {
                Side::Beyond
            } else {
                Side::Inside
            }
        }),
        group: e.group.clone(),
        limit: check.limit,
        limit_mirrored: check.limit_mirrored,
        lower: e.lower,
        metric: e.metric.clone(),
        model: "".into(),
        n: e.n,
        n_reference: e.n_reference,
        p_limit: Real::new(0.01),
        p_limit_adjusted: Real::new(0.02),
        reason: None,
        reference: e.reference.clone(),
        rows_needed: (verdict == Verdict::PossibleGap).then(|| RowsNeeded {
            group: e.group.clone(),
            more: 1240,
        }),
        severity: check.severity,
        shortfall: (verdict == Verdict::ConfirmedGap).then_some(86),
        slice: "".into(),
        smallest_detectable: Real::new(0.061),
        status: e.status,
        unplanned: false,
        upper: e.upper,
        value: e.value,
        verdict,
        watch: false,
    });
}

fn finish(mut card: Scorecard) -> Scorecard {
    card.comparisons.made = card.findings.len() as u64;
    card.comparisons.planned = card.comparisons.made;
    let names: Vec<Arc<str>> = card
        .attributes
        .iter()
        .filter(|a| a.attributes.len() == 1)
        .map(|a| a.name.clone())
        .collect();
    for check in &mut card.checks {
        check.attributes.clone_from(&names);
        check.verdict = card
            .findings
            .iter()
            .filter(|f| f.check == check.id)
            .map(|f| f.verdict)
            .min()
            .or(Some(Verdict::NotTested));
    }
    card
}

fn estimate(
    attribute: &Arc<str>,
    group: &str,
    metric: &str,
    value: f64,
    (low, high): (f64, f64),
    n: u64,
) -> Estimate {
    Estimate {
        attribute: attribute.clone(),
        group: group.into(),
        level: real(0.95),
        lower: Real::new(low),
        metric: metric.into(),
        n,
        status: Status::Ok,
        upper: Real::new(high),
        value: Real::new(value),
        ..Estimate::default()
    }
}

fn wilson(x: u64, n: u64) -> (f64, f64) {
    let (n, p, z2) = (n as f64, x as f64 / n as f64, 3.8415);
    let middle = (p + z2 / (2.0 * n)) / (1.0 + z2 / n);
    let half = libm::sqrt(z2 * (p * (1.0 - p) / n + z2 / (4.0 * n * n))) / (1.0 + z2 / n);
    (middle - half, middle + half)
}
