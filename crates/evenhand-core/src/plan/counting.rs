use super::AuditPlan;
use crate::sha256_hex;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt::Debug;

/// What decides how rows are counted: statistics of two plans may be added only where this is the same.
///
/// Checks, limits, references, levels and seeds are not part of it: they only look at the counts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Counting(BTreeMap<String, String>);

impl Counting {
    /// SHA-256 of all of it, in hexadecimal.
    pub fn digest(&self) -> String {
        sha256_hex(&serde_json::to_vec(&self.0).unwrap_or_default())
    }

    /// Everything that decides, by name.
    pub fn parts(&self) -> &BTreeMap<String, String> {
        &self.0
    }

    /// The first thing, by name, in which two plans count differently.
    pub fn difference<'c>(&'c self, other: &'c Self) -> Option<&'c str> {
        let names = self.0.keys().chain(other.0.keys());
        names
            .filter(|name| self.0.get(*name) != other.0.get(*name))
            .min()
            .map(String::as_str)
    }
}

impl AuditPlan {
    /// What decides how its rows are counted.
    pub fn counting(&self) -> Counting {
        let mut parts = BTreeMap::new();
        let mut put = |name: &str, what: &dyn Debug| {
            parts.insert(name.to_owned(), format!("{what:?}"));
        };
        for attribute in &self.attributes {
            put(
                &format!("attribute `{}`", attribute.name),
                &(
                    &attribute.column,
                    &attribute.bins,
                    attribute.categorical,
                    &attribute.unknown,
                ),
            );
        }
        let names: Vec<&str> = self.attributes.iter().map(|a| a.name.as_str()).collect();
        put("protected attributes", &names);
        put("columns of counts", &self.counts);
        put("filter", &self.spec.data.filter);
        put("joins", &self.joins);
        put(
            "label",
            &self.label.as_ref().map(super::BinaryRule::reading),
        );
        put("measures", &self.measures.reading());
        for model in &self.models {
            let decide = match &model.decide {
                super::Decide::Column(rule) => format!("{:?}", rule.reading()),
                other => format!("{other:?}"),
            };
            put(&format!("model `{}`", model.name), &(decide, &model.score));
        }
        put(
            "models",
            &self
                .models
                .iter()
                .map(|m| m.name.as_str())
                .collect::<Vec<_>>(),
        );
        put("range of scores", &self.score_range);
        put("slices", &self.slice);
        put("strata", &self.strata);
        put("unit", &self.unit);
        put("weight", &self.weight);
        Counting(parts)
    }
}

impl super::BinaryRule {
    /// The rule without the place where it is written.
    fn reading(&self) -> impl Debug + '_ {
        (&self.column, &self.negative, &self.positive)
    }
}

impl super::Measures {
    /// All of it: a new measure that is not named here does not compile.
    fn reading(&self) -> impl Debug + '_ {
        let Self {
            clicked,
            cost,
            decision_class,
            delivered,
            eligible,
            excluded,
            label_class,
            list_price,
            outcome,
            query,
            rank,
            seed,
            treatment,
            value,
        } = self;
        let rules =
            [excluded, seed, treatment].map(|rule| rule.as_ref().map(super::BinaryRule::reading));
        let numbers = (clicked, cost, delivered, list_price, outcome, value);
        let classes = (decision_class, label_class);
        (numbers, classes, query, rank, rules, eligible)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_is_named() {
        let of = |pairs: &[(&str, &str)]| {
            Counting(
                pairs
                    .iter()
                    .map(|(name, what)| ((*name).to_owned(), (*what).to_owned()))
                    .collect(),
            )
        };
        let known = of(&[("attribute `age`", "25, 45"), ("label", "bought")]);
        assert_eq!(known.difference(&known.clone()), None);
        assert_eq!(
            known.difference(&of(&[("attribute `age`", "30, 60"), ("label", "bought")])),
            Some("attribute `age`")
        );
        assert_eq!(
            known.difference(&of(&[("attribute `age`", "25, 45"), ("label", "clicked")])),
            Some("label")
        );
        assert_ne!(known.digest(), of(&[]).digest());
    }
}
