use evenhand_core::{Estimate, Finding, Real, Severity, Verdict};
use evenhand_inference::multiplicity::{benjamini_hochberg, holm};
use std::collections::{BTreeMap, BTreeSet};

/// Corrects the verdicts for the number of check × attribute pairs, gates among themselves and the rest among
/// themselves, by Holm's method; within an attribute the groups were already compared simultaneously.
///
/// A confirmed gap whose corrected p-value does not stay below `alpha` becomes a possible one, with the reason.
pub fn correct(findings: &mut [Finding], alpha: f64) {
    for gates in [true, false] {
        let mut pairs: BTreeMap<(String, String, String, String), Vec<usize>> = BTreeMap::new();
        for (i, finding) in findings.iter().enumerate() {
            if (finding.severity == Severity::Gate) == gates && finding.p_limit.is_some() {
                let key = [
                    &finding.model,
                    &finding.slice,
                    &finding.check,
                    &finding.attribute,
                ]
                .map(std::string::ToString::to_string);
                let [model, slice, check, attribute] = key;
                pairs
                    .entry((model, slice, check, attribute))
                    .or_default()
                    .push(i);
            }
        }
        let families: Vec<Vec<usize>> = pairs.into_values().collect();
        let p = |i: usize| findings[i].p_limit.map_or(1.0, Real::get);
        let smallest: Vec<f64> = families
            .iter()
            .map(|family| family.iter().map(|&i| p(i)).fold(1.0, f64::min))
            .collect();
        let Ok(adjusted) = holm(&smallest) else {
            continue;
        };
        let mut changes: Vec<(usize, f64)> = Vec::new();
        for ((family, own), adjusted) in families.iter().zip(&smallest).zip(&adjusted) {
            for &i in family {
                // The attribute's correction, carried over to its less extreme groups.
                let factor = if *own > 0.0 { adjusted / own } else { 1.0 };
                changes.push((i, (p(i) * factor).max(*adjusted).min(1.0)));
            }
        }
        for (i, adjusted) in changes {
            let finding = &mut findings[i];
            finding.p_limit_adjusted = Real::new(adjusted);
            if finding.verdict == Verdict::ConfirmedGap && adjusted >= alpha {
                finding.verdict = Verdict::PossibleGap;
                finding.reason = Some(
                    "multiplicity: confirmed only before the correction over all checks".to_owned(),
                );
            }
        }
    }
}

/// Adjusts the p-values of the numbers: Holm among those that a gate looks at, Benjamini–Hochberg among the rest.
pub fn adjust_estimates(estimates: &mut [Estimate], findings: &[Finding]) {
    let gated: BTreeSet<usize> = findings
        .iter()
        .filter(|finding| finding.severity == Severity::Gate)
        .map(|finding| finding.estimate)
        .collect();
    for gates in [true, false] {
        let rows: Vec<usize> = (0..estimates.len())
            .filter(|i| gated.contains(i) == gates && estimates[*i].p_value.is_some())
            .collect();
        let p: Vec<f64> = rows
            .iter()
            .map(|&i| estimates[i].p_value.map_or(1.0, Real::get))
            .collect();
        let adjusted = if gates {
            holm(&p)
        } else {
            benjamini_hochberg(&p)
        };
        for (row, adjusted) in rows.iter().zip(adjusted.unwrap_or_default()) {
            estimates[*row].p_adjusted = Real::new(adjusted);
        }
    }
}
