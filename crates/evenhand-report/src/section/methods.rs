use evenhand_core::Scorecard;
use std::collections::BTreeSet;

/// What each method is, in a line, and where it comes from.
const METHODS: [(&str, &str); 62] = [
    (
        "agresti-caffo",
        "Difference of two rates after adding one success and one failure to each (Agresti and Caffo 2000).",
    ),
    (
        "agresti-coull",
        "One rate after adding two successes and two failures (Agresti and Coull 1998).",
    ),
    (
        "beta-binomial",
        "Rates of small groups drawn towards each other for display; never a verdict (Efron and Morris 1975).",
    ),
    (
        "bonferroni",
        "The stated chance of error divided by the number of tests (Dunn 1961).",
    ),
    (
        "bootstrap-binomial",
        "Quantiles over selections drawn anew in every group, moved by what drawing adds on average (Efron 1979).",
    ),
    (
        "bootstrap-multinomial",
        "Quantiles over resampled cell counts, which is what resampling rows amounts to (Efron 1979).",
    ),
    (
        "bootstrap-poisson",
        "Quantiles over resampled rows with Poisson weights (Hanley and MacGibbon 2006).",
    ),
    (
        "boschloo",
        "Exact unconditional test of two rates, ordered by Fisher's p-value (Boschloo 1970).",
    ),
    (
        "breslow-day",
        "Test that the odds ratio is the same in every stratum (Breslow and Day 1980; Tarone 1985).",
    ),
    (
        "brownian-bridge",
        "What chance makes of a distance between two distributions of scores, from Brownian bridges on everyone's scores (Doob 1949).",
    ),
    (
        "chi-square",
        "Test of equal rates without continuity correction (Pearson 1900).",
    ),
    (
        "clopper-pearson",
        "One rate, exact: its error is never more than stated, often less (Clopper and Pearson 1934).",
    ),
    (
        "cmh",
        "Test of equal rates within strata (Cochran 1954; Mantel and Haenszel 1959).",
    ),
    (
        "cochran-armitage",
        "Test of a trend over ordered groups (Cochran 1954; Armitage 1955).",
    ),
    (
        "cochran-q",
        "Test that an effect is the same in every group (Cochran 1954).",
    ),
    (
        "consistency-resampling",
        "What calibration error well-calibrated scores would show, with outcomes drawn from the scores (Bröcker and Smith 2007).",
    ),
    (
        "delta",
        "Normal approximation of a smooth function of counts (Oehlert 1992).",
    ),
    (
        "exact",
        "A count without sampling error: no range is needed.",
    ),
    (
        "fisher",
        "Exact conditional test of two rates (Fisher 1935).",
    ),
    (
        "fisher-mid-p",
        "Fisher's exact test counting half of the observed table (Lancaster 1961).",
    ),
    (
        "fisher-z",
        "A correlation on the scale of its inverse hyperbolic tangent (Fisher 1921).",
    ),
    (
        "g-test",
        "Likelihood-ratio test of equal rates (Wilks 1938).",
    ),
    ("given", "A number taken as known."),
    (
        "holm",
        "Step-down adjustment: the chance of even one false finding stays at the stated level (Holm 1979).",
    ),
    (
        "influence-z",
        "Normal approximation by the influence of each value (Cowell and Flachaire 2007; Langel and Tillé 2013).",
    ),
    (
        "jackknife",
        "Variance from leaving out one block of people at a time (Quenouille 1956; Tukey 1958).",
    ),
    (
        "jeffreys",
        "One rate, from the Beta distribution with Jeffreys' prior (Brown, Cai and DasGupta 2001).",
    ),
    (
        "kallus-mao-zhou",
        "The lowest and the highest rate that the probabilities of the groups leave possible, widened by chance (Kallus, Mao and Zhou 2022).",
    ),
    (
        "katz",
        "Ratio of two rates on the log scale (Katz and others 1978).",
    ),
    (
        "kolmogorov-smirnov",
        "Test that two distributions of scores are one (Kolmogorov 1933; Smirnov 1939).",
    ),
    ("koopman", "Ratio of two rates by the score (Koopman 1984)."),
    (
        "linearised-t",
        "A ratio of sums, linearised, with Student's t (Cochran 1977).",
    ),
    (
        "log-ratio",
        "Ratio of two means on the log scale, by the delta method (Oehlert 1992).",
    ),
    (
        "logit-delong",
        "Area under the curve on the logit scale (DeLong and others 1988).",
    ),
    (
        "logit-delta",
        "Area under the curve of the group's against another's people, on the logit scale.",
    ),
    (
        "mantel-haenszel",
        "Difference or odds ratio pooled over strata (Mantel and Haenszel 1959; Sato 1989).",
    ),
    ("mee", "Difference of two rates by the score (Mee 1984)."),
    (
        "miettinen-nurminen",
        "Difference or ratio of two rates by the score with its variance correction (Miettinen and Nurminen 1985).",
    ),
    (
        "missing-attribute-bounds",
        "The least and the most the number could be, whatever groups the unknown people belong to (Manski 2003). No sampling error is in it.",
    ),
    (
        "mover",
        "Two separate ranges combined into that of their difference or ratio (Zou and Donner 2008).",
    ),
    (
        "mover-cp",
        "Two exact ranges combined, joined with the other method where a cell is below ten (Zou and Donner 2008; Clopper and Pearson 1934).",
    ),
    (
        "multinomial",
        "What chance makes of shares of this many people (multinomial draws).",
    ),
    (
        "multiplier-max-t",
        "Largest test statistic among many combinations of groups, with the excess of each cell of weighted rows drawn anew at its own variance.",
    ),
    (
        "newcombe",
        "Difference of two rates from two Wilson ranges (Newcombe 1998).",
    ),
    (
        "order-statistics",
        "A quantile between two of the ordered values, by the binomial distribution of ranks (Thompson 1936).",
    ),
    (
        "outermost-limits",
        "The lowest lower limit to the highest upper limit, where there are too many pairs of groups.",
    ),
    (
        "parametric-bootstrap",
        "What chance alone would show, drawn from the mix of everyone (Davison and Hinkley 1997).",
    ),
    (
        "permutation",
        "What chance alone would show when group labels are shuffled and totals kept (Phipson and Smyth 2010).",
    ),
    (
        "permutation-max-t",
        "The largest of many subgroups, judged against the largest when labels are shuffled (Westfall and Young 1993).",
    ),
    (
        "score",
        "Score test of equal rates, without continuity correction (Miettinen and Nurminen 1985).",
    ),
    (
        "score-t",
        "Score test with effective sizes and Student's t, for weights or repeated people (Rao and Scott 1981).",
    ),
    ("shuffled-lists", "What lists in random order would show."),
    (
        "sidak-iut",
        "The worst group's number: each group's own limit on one side, all groups' together on the other (Šidák 1967; Berger 1982).",
    ),
    (
        "sign-flip-max-t",
        "Largest test statistic among many combinations of groups when blocks of persons change sign as a whole (Westfall and Young 1993).",
    ),
    (
        "stratified-z",
        "A difference of means within strata, averaged by Mantel and Haenszel's weights.",
    ),
    ("t", "One mean (Student 1908)."),
    (
        "tukey-iut",
        "Largest gap or smallest ratio over groups: every pair at Tukey's critical value, then the extreme of all (Tukey 1953; Berger 1982).",
    ),
    (
        "two-sd",
        "The two-standard-deviation rule of older guidelines, printed for those who ask for it.",
    ),
    (
        "wald",
        "Normal approximation of an estimated coefficient (Wald 1943).",
    ),
    (
        "welch",
        "Difference of two means with unequal variances (Welch 1947).",
    ),
    (
        "wilson",
        "One rate by the score; close to its stated level for all but tiny counts (Wilson 1927).",
    ),
    (
        "z",
        "Normal approximation of a difference of two numbers by their ranges.",
    ),
];

/// The methods that occur in a scorecard, explained.
pub(super) fn occurring(card: &Scorecard) -> Vec<(String, String)> {
    let mut names = BTreeSet::new();
    for estimate in &card.estimates {
        names.extend(estimate.method.as_deref());
        names.extend(estimate.test.as_deref());
    }
    names
        .into_iter()
        .map(|name| (name.to_owned(), explain(name)))
        .collect()
}

/// Every method that is known by name.
pub fn methods() -> impl Iterator<Item = &'static str> {
    METHODS.iter().map(|(name, _)| *name)
}

/// What a method does and where it comes from; `None` where it is not known.
pub fn method(name: &str) -> Option<String> {
    Some(explain(name)).filter(|text| text != UNKNOWN)
}

/// Said of a method that an archived scorecard names and this program does not know.
const UNKNOWN: &str = "See the documentation of the program that computed it.";

/// A method whose name joins several is explained by its parts.
fn explain(name: &str) -> String {
    if let Some((_, text)) = METHODS.iter().find(|(known, _)| *known == name) {
        return (*text).to_owned();
    }
    let parts: Vec<&str> = name
        .split(['+', ' ', '/'])
        .filter_map(|part: &str| {
            METHODS
                .iter()
                .filter(|(known, _)| part == *known || known.len() > 2 && part.starts_with(known))
                .max_by_key(|(known, _)| known.len())
        })
        .map(|(_, text)| *text)
        .collect();
    if parts.is_empty() {
        UNKNOWN.to_owned()
    } else {
        parts.join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_joined_name_is_explained_by_its_parts() {
        let text = explain("miettinen-nurminen+mover-cp");
        assert!(text.contains("1985") && text.contains("2008"));
        assert!(explain("wilson-t").contains("1927"));
    }
}
