use super::{Rule, rule};
use evenhand_core::{MetricInfo, Scope, Span};

/// What checks are about: a family of metrics, and the form of the number.
pub(super) const RULES: [Rule; 47] = [
    rule(
        "SEL001",
        "offer_ratio",
        "The ratio of two groups in who is offered it.",
        "For every 100 in the reference, how many in the group?",
    ),
    rule(
        "SEL002",
        "offer_difference",
        "The difference of two groups in who is offered it.",
        "How many points lie between the group and the reference?",
    ),
    rule(
        "SEL003",
        "offer_level",
        "A number of one group by itself: who is offered it.",
        "Hold it against what was agreed for everybody.",
    ),
    rule(
        "SEL004",
        "offer_overall",
        "One number over all groups: who is offered it.",
        "Look at the groups behind it; the number does not say which one.",
    ),
    rule(
        "SEL005",
        "offer_comparison",
        "Another comparison of two groups in who is offered it, such as odds or a distance.",
        "Read the page of the metric before the number.",
    ),
    rule(
        "ERR001",
        "error_ratio",
        "The ratio of two groups in how often the model is wrong.",
        "For every 100 in the reference, how many in the group?",
    ),
    rule(
        "ERR002",
        "error_difference",
        "The difference of two groups in how often the model is wrong.",
        "How many points lie between the group and the reference?",
    ),
    rule(
        "ERR003",
        "error_level",
        "A number of one group by itself: how often the model is wrong.",
        "Hold it against what was agreed for everybody.",
    ),
    rule(
        "ERR004",
        "error_overall",
        "One number over all groups: how often the model is wrong.",
        "Look at the groups behind it; the number does not say which one.",
    ),
    rule(
        "ERR005",
        "error_comparison",
        "Another comparison of two groups in how often the model is wrong, such as odds or a distance.",
        "Read the page of the metric before the number.",
    ),
    rule(
        "CAL001",
        "calibration_ratio",
        "The ratio of two groups in whether scores keep what they promise.",
        "For every 100 in the reference, how many in the group?",
    ),
    rule(
        "CAL002",
        "calibration_difference",
        "The difference of two groups in whether scores keep what they promise.",
        "How many points lie between the group and the reference?",
    ),
    rule(
        "CAL003",
        "calibration_level",
        "A number of one group by itself: whether scores keep what they promise.",
        "Hold it against what was agreed for everybody.",
    ),
    rule(
        "CAL004",
        "calibration_overall",
        "One number over all groups: whether scores keep what they promise.",
        "Look at the groups behind it; the number does not say which one.",
    ),
    rule(
        "CAL005",
        "calibration_comparison",
        "Another comparison of two groups in whether scores keep what they promise, such as odds or a distance.",
        "Read the page of the metric before the number.",
    ),
    rule(
        "SCO001",
        "score_ratio",
        "The ratio of two groups in how scores are spread.",
        "For every 100 in the reference, how many in the group?",
    ),
    rule(
        "SCO002",
        "score_difference",
        "The difference of two groups in how scores are spread.",
        "How many points lie between the group and the reference?",
    ),
    rule(
        "SCO003",
        "score_level",
        "A number of one group by itself: how scores are spread.",
        "Hold it against what was agreed for everybody.",
    ),
    rule(
        "SCO004",
        "score_overall",
        "One number over all groups: how scores are spread.",
        "Look at the groups behind it; the number does not say which one.",
    ),
    rule(
        "SCO005",
        "score_comparison",
        "Another comparison of two groups in how scores are spread, such as odds or a distance.",
        "Read the page of the metric before the number.",
    ),
    rule(
        "RNK001",
        "ranking_ratio",
        "The ratio of two groups in who comes first.",
        "For every 100 in the reference, how many in the group?",
    ),
    rule(
        "RNK002",
        "ranking_difference",
        "The difference of two groups in who comes first.",
        "How many points lie between the group and the reference?",
    ),
    rule(
        "RNK003",
        "ranking_level",
        "A number of one group by itself: who comes first.",
        "Hold it against what was agreed for everybody.",
    ),
    rule(
        "RNK004",
        "ranking_overall",
        "One number over all groups: who comes first.",
        "Look at the groups behind it; the number does not say which one.",
    ),
    rule(
        "RNK005",
        "ranking_comparison",
        "Another comparison of two groups in who comes first, such as odds or a distance.",
        "Read the page of the metric before the number.",
    ),
    rule(
        "DEL001",
        "delivery_ratio",
        "The ratio of two groups in whom it reached.",
        "For every 100 in the reference, how many in the group?",
    ),
    rule(
        "DEL002",
        "delivery_difference",
        "The difference of two groups in whom it reached.",
        "How many points lie between the group and the reference?",
    ),
    rule(
        "DEL003",
        "delivery_level",
        "A number of one group by itself: whom it reached.",
        "Hold it against what was agreed for everybody.",
    ),
    rule(
        "DEL004",
        "delivery_overall",
        "One number over all groups: whom it reached.",
        "Look at the groups behind it; the number does not say which one.",
    ),
    rule(
        "DEL005",
        "delivery_comparison",
        "Another comparison of two groups in whom it reached, such as odds or a distance.",
        "Read the page of the metric before the number.",
    ),
    rule(
        "VAL001",
        "value_ratio",
        "The ratio of two groups in prices and outcomes that are numbers.",
        "For every 100 in the reference, how many in the group?",
    ),
    rule(
        "VAL002",
        "value_difference",
        "The difference of two groups in prices and outcomes that are numbers.",
        "How many points lie between the group and the reference?",
    ),
    rule(
        "VAL003",
        "value_level",
        "A number of one group by itself: prices and outcomes that are numbers.",
        "Hold it against what was agreed for everybody.",
    ),
    rule(
        "VAL004",
        "value_overall",
        "One number over all groups: prices and outcomes that are numbers.",
        "Look at the groups behind it; the number does not say which one.",
    ),
    rule(
        "VAL005",
        "value_comparison",
        "Another comparison of two groups in prices and outcomes that are numbers, such as odds or a distance.",
        "Read the page of the metric before the number.",
    ),
    rule(
        "UPL001",
        "effect_ratio",
        "The ratio of two groups in what being chosen changes.",
        "For every 100 in the reference, how many in the group?",
    ),
    rule(
        "UPL002",
        "effect_difference",
        "The difference of two groups in what being chosen changes.",
        "How many points lie between the group and the reference?",
    ),
    rule(
        "UPL003",
        "effect_level",
        "A number of one group by itself: what being chosen changes.",
        "Hold it against what was agreed for everybody.",
    ),
    rule(
        "UPL004",
        "effect_overall",
        "One number over all groups: what being chosen changes.",
        "Look at the groups behind it; the number does not say which one.",
    ),
    rule(
        "UPL005",
        "effect_comparison",
        "Another comparison of two groups in what being chosen changes, such as odds or a distance.",
        "Read the page of the metric before the number.",
    ),
    rule(
        "PRX001",
        "proxy_ratio",
        "The ratio of two groups in what gives a group away, and whether people who are alike are decided alike.",
        "For every 100 in the reference, how many in the group?",
    ),
    rule(
        "PRX002",
        "proxy_difference",
        "The difference of two groups in what gives a group away, and whether people who are alike are decided alike.",
        "How many points lie between the group and the reference?",
    ),
    rule(
        "PRX003",
        "proxy_level",
        "A number of one group by itself: what gives a group away, and whether people who are alike are decided alike.",
        "Hold it against what was agreed for everybody.",
    ),
    rule(
        "PRX004",
        "proxy_overall",
        "One number over all groups: what gives a group away, and whether people who are alike are decided alike.",
        "Look at the groups behind it; the number does not say which one.",
    ),
    rule(
        "PRX005",
        "proxy_comparison",
        "Another comparison of two groups in what gives a group away, and whether people who are alike are decided alike, such as odds or a distance.",
        "Read the page of the metric before the number.",
    ),
    rule(
        "PRV001",
        "opted_out_targeted",
        "People who opted out and were chosen or reached all the same.",
        "Keep the opt-out list out of selection, and find out how these people came in.",
    ),
    rule(
        "PRV002",
        "opt_out_by_group",
        "Whether opting out differs by group.",
        "Nothing by itself; where it differs, taking people out shifts whom the campaign reaches.",
    ),
];

/// The rule of a metric.
pub(super) fn of(metric: &MetricInfo) -> Option<&'static Rule> {
    let family = match metric.family.as_str() {
        "selection" | "qualified" | "strata" | "missing" | "classes" => "SEL",
        "confusion" | "disparities" | "indices" => "ERR",
        "calibration" => "CAL",
        "scores" | "distances" | "dependence" => "SCO",
        "ranking" | "relevance" | "exposure" | "discrimination" => "RNK",
        "delivery" | "reach" | "audience" | "funnel" => "DEL",
        "outcomes" | "prices" | "inequality" => "VAL",
        "uplift" | "targeting" => "UPL",
        "proxies" | "probes" | "uncertain" => "PRX",
        _ => return None,
    };
    let form = match (metric.scope, metric.span) {
        (Scope::Pair, Span::Ratio) => "001",
        (Scope::Pair, Span::Difference) => "002",
        (Scope::Group, _) => "003",
        (Scope::Summary, _) => "004",
        (Scope::Pair, _) => "005",
    };
    RULES.iter().find(|rule| {
        rule.code
            .strip_prefix(family)
            .is_some_and(|number| number == form)
    })
}
