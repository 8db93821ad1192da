use super::ProtectedAttribute;
use crate::{AuditSpec, PackItem, Requirement};
use serde_json::Value;

/// Whether the spec answers what a pack wants documented.
pub(super) fn items(
    spec: &AuditSpec,
    attributes: &[ProtectedAttribute],
    wanted: &[Requirement],
) -> Vec<PackItem> {
    let written = serde_json::to_value(spec).unwrap_or_default();
    wanted
        .iter()
        .map(|requirement| item(spec, &written, attributes, requirement))
        .collect()
}

fn item(
    spec: &AuditSpec,
    written: &Value,
    attributes: &[ProtectedAttribute],
    requirement: &Requirement,
) -> PackItem {
    let what = if requirement.unconfirmed {
        format!("{} (unconfirmed)", requirement.what)
    } else {
        requirement.what.clone()
    };
    let item = |present: bool, whereabouts: String| PackItem {
        id: requirement.id.clone(),
        present,
        what: what.clone(),
        whereabouts,
    };
    if let Some(answer) = spec.policy.answers.get(&requirement.id)
        && !answer.trim().is_empty()
    {
        return item(true, answer.clone());
    }
    if !requirement.features_without.is_empty() {
        return features(spec, attributes, requirement, &item);
    }
    let empty: Vec<&str> = requirement
        .filled
        .iter()
        .filter(|key| !filled(written, key))
        .map(String::as_str)
        .collect();
    if requirement.filled.is_empty() || !empty.is_empty() {
        let answer = format!("policy.answers.{}", requirement.id);
        let wanted = [empty.join(", "), answer];
        let wanted: Vec<&str> = wanted
            .iter()
            .map(String::as_str)
            .filter(|w| !w.is_empty())
            .collect();
        return item(false, wanted.join(" or "));
    }
    item(true, requirement.filled.join(", "))
}

/// Whether the columns of some attributes are kept out of the model.
fn features(
    spec: &AuditSpec,
    attributes: &[ProtectedAttribute],
    requirement: &Requirement,
    item: &dyn Fn(bool, String) -> PackItem,
) -> PackItem {
    if spec.columns.features.is_empty() {
        return item(false, "columns.features".to_owned());
    }
    let roles = &requirement.features_without;
    let kept_out = attributes.iter().filter(|a| roles.contains(&a.role));
    let inside: Vec<&str> = kept_out
        .filter(|a| {
            spec.columns
                .features
                .iter()
                .any(|feature| feature.column() == a.column)
        })
        .map(|a| a.column.as_str())
        .collect();
    if inside.is_empty() {
        item(true, "columns.features".to_owned())
    } else {
        item(
            false,
            format!("columns.features holds {}", inside.join(", ")),
        )
    }
}

/// Whether a key of the spec says something.
fn filled(written: &Value, key: &str) -> bool {
    let mut here = written;
    for part in key.split('.') {
        here = match here {
            // Of a list, every element must say it.
            Value::Array(elements) => {
                return !elements.is_empty() && elements.iter().all(|element| says(&element[part]));
            }
            other => &other[part],
        };
    }
    says(here)
}

fn says(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::String(text) => !text.trim().is_empty() && text != "unstated",
        Value::Array(list) => !list.is_empty(),
        Value::Object(map) => !map.is_empty(),
        _ => true,
    }
}
