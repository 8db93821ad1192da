//! The three metrics of the default checks, which is all that a plan needs to be made.

use evenhand_core::{
    AuditPlan, AuditSpec, Catalogue, ColumnIndex, DataSpec, Favours, Input, MetricInfo, Resolved,
    Scope, Span,
};

pub struct Few;

const NAMES: [&str; 3] = [
    "disparate_impact_ratio",
    "equal_opportunity_difference",
    "false_positive_rate_difference",
];

impl Catalogue for Few {
    fn resolve(&self, name: &str) -> Result<Resolved, String> {
        if !NAMES.contains(&name) {
            return Err(format!("`{name}` is unknown"));
        }
        let info = MetricInfo {
            aliases: Vec::new(),
            beware: String::new(),
            compare: String::new(),
            family: String::new(),
            favours: Favours::Higher,
            formula: String::new(),
            id: name.to_owned(),
            ideal: None,
            inputs: vec![Input::Decision],
            interval: String::new(),
            label: name.to_owned(),
            mirrors: false,
            of: None,
            range: (None, None),
            reading: String::new(),
            scope: Scope::Pair,
            source: String::new(),
            span: if name.ends_with("ratio") {
                Span::Ratio
            } else {
                Span::Difference
            },
            summary: String::new(),
            undefined: String::new(),
        };
        Ok(Resolved {
            transform: evenhand_core::Transform::Same,
            id: name.to_owned(),
            info,
        })
    }

    fn names(&self) -> Vec<String> {
        NAMES.iter().map(|name| (*name).to_owned()).collect()
    }
}

/// A plan of a spec.
pub fn plan(spec: &AuditSpec, columns: &ColumnIndex) -> AuditPlan {
    AuditPlan::new(spec, columns, &Few, None).unwrap()
}

/// A spec over these files.
pub fn spec(data: DataSpec) -> AuditSpec {
    AuditSpec {
        schema: 1,
        data,
        ..AuditSpec::default()
    }
}
