use crate::sentence::Sentence;
use crate::words::Words;
use evenhand_core::Scorecard;
use std::collections::BTreeSet;

/// The name of a method, and what it is, in a line, and where it comes from.
type Method = (&'static str, fn(Words) -> Sentence);

const METHODS: [Method; 62] = [
    ("agresti-caffo", Words::method_agresti_caffo),
    ("agresti-coull", Words::method_agresti_coull),
    ("beta-binomial", Words::method_beta_binomial),
    ("bonferroni", Words::method_bonferroni),
    ("bootstrap-binomial", Words::method_bootstrap_binomial),
    ("bootstrap-multinomial", Words::method_bootstrap_multinomial),
    ("bootstrap-poisson", Words::method_bootstrap_poisson),
    ("boschloo", Words::method_boschloo),
    ("breslow-day", Words::method_breslow_day),
    ("brownian-bridge", Words::method_brownian_bridge),
    ("chi-square", Words::method_chi_square),
    ("clopper-pearson", Words::method_clopper_pearson),
    ("cmh", Words::method_cmh),
    ("cochran-armitage", Words::method_cochran_armitage),
    ("cochran-q", Words::method_cochran_q),
    (
        "consistency-resampling",
        Words::method_consistency_resampling,
    ),
    ("delta", Words::method_delta),
    ("exact", Words::method_exact),
    ("fisher", Words::method_fisher),
    ("fisher-mid-p", Words::method_fisher_mid_p),
    ("fisher-z", Words::method_fisher_z),
    ("g-test", Words::method_g_test),
    ("given", Words::method_given),
    ("holm", Words::method_holm),
    ("influence-z", Words::method_influence_z),
    ("jackknife", Words::method_jackknife),
    ("jeffreys", Words::method_jeffreys),
    ("kallus-mao-zhou", Words::method_kallus_mao_zhou),
    ("katz", Words::method_katz),
    ("kolmogorov-smirnov", Words::method_kolmogorov_smirnov),
    ("koopman", Words::method_koopman),
    ("linearised-t", Words::method_linearised_t),
    ("log-ratio", Words::method_log_ratio),
    ("logit-delong", Words::method_logit_delong),
    ("logit-delta", Words::method_logit_delta),
    ("mantel-haenszel", Words::method_mantel_haenszel),
    ("mee", Words::method_mee),
    ("miettinen-nurminen", Words::method_miettinen_nurminen),
    (
        "missing-attribute-bounds",
        Words::method_missing_attribute_bounds,
    ),
    ("mover", Words::method_mover),
    ("mover-cp", Words::method_mover_cp),
    ("multinomial", Words::method_multinomial),
    ("multiplier-max-t", Words::method_multiplier_max_t),
    ("newcombe", Words::method_newcombe),
    ("order-statistics", Words::method_order_statistics),
    ("outermost-limits", Words::method_outermost_limits),
    ("parametric-bootstrap", Words::method_parametric_bootstrap),
    ("permutation", Words::method_permutation),
    ("permutation-max-t", Words::method_permutation_max_t),
    ("score", Words::method_score),
    ("score-t", Words::method_score_t),
    ("shuffled-lists", Words::method_shuffled_lists),
    ("sidak-iut", Words::method_sidak_iut),
    ("sign-flip-max-t", Words::method_sign_flip_max_t),
    ("stratified-z", Words::method_stratified_z),
    ("t", Words::method_t),
    ("tukey-iut", Words::method_tukey_iut),
    ("two-sd", Words::method_two_sd),
    ("wald", Words::method_wald),
    ("welch", Words::method_welch),
    ("wilson", Words::method_wilson),
    ("z", Words::method_z),
];

/// The methods that occur in a scorecard, explained.
pub(super) fn occurring(words: Words, card: &Scorecard) -> Vec<(String, String)> {
    let mut names = BTreeSet::new();
    for estimate in &card.estimates {
        names.extend(estimate.method.as_deref());
        names.extend(estimate.test.as_deref());
    }
    names
        .into_iter()
        .map(|name| (name.to_owned(), explain(words, name)))
        .collect()
}

/// Every method that is known by name.
pub fn methods() -> impl Iterator<Item = &'static str> {
    METHODS.iter().map(|(name, _)| *name)
}

/// What a method does and where it comes from, in English; `None` where it is not known.
pub fn method(name: &str) -> Option<String> {
    known(Words::english(), name)
}

/// A method whose name joins several is explained by its parts.
fn known(words: Words, name: &str) -> Option<String> {
    if let Some((_, text)) = METHODS.iter().find(|(known, _)| *known == name) {
        return Some(text(words).to_text());
    }
    let parts: Vec<String> = name
        .split(['+', ' ', '/'])
        .filter_map(|part: &str| {
            METHODS
                .iter()
                .filter(|(known, _)| part == *known || known.len() > 2 && part.starts_with(known))
                .max_by_key(|(known, _)| known.len())
        })
        .map(|(_, text)| text(words).to_text())
        .collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// The same, or where to look: an archived scorecard may name a method that this program does not know.
fn explain(words: Words, name: &str) -> String {
    known(words, name).unwrap_or_else(|| words.method_unknown().to_text())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_joined_name_is_explained_by_its_parts() {
        let text = explain(Words::english(), "miettinen-nurminen+mover-cp");
        assert!(text.contains("1985") && text.contains("2008"));
        assert!(explain(Words::english(), "wilson-t").contains("1927"));
    }
}
