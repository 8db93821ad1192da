use super::{AuditPlan, ColumnIndex};
use crate::DataNote;

/// Beginnings of the names of columns that tell persons apart.
const WHO: [&str; 21] = [
    "account",
    "applicant",
    "borrower",
    "candidate",
    "client",
    "consumer",
    "contact",
    "cookie",
    "customer",
    "device",
    "household",
    "individual",
    "member",
    "panelist",
    "patient",
    "person",
    "profile",
    "respondent",
    "subscriber",
    "user",
    "visitor",
];
/// Endings of such names.
const WHICH: [&str; 7] = ["id", "ids", "key", "uuid", "hash", "number", "nr"];

/// A column that looks like the id of a person although nobody said whether persons repeat.
///
/// Only names are looked at: no column is read that the spec does not name.
pub(super) fn unused(plan: &AuditPlan, columns: &ColumnIndex) -> Option<DataNote> {
    let stated = plan.data.rows_are.is_some();
    if plan.unit.is_some() || plan.counts.is_some() || stated {
        return None;
    }
    let keys = |name: &str| {
        plan.joins
            .iter()
            .any(|join| join.left == name || join.right == name)
    };
    let name = columns.names().find(|name| {
        looks_like_a_unit(name) && !plan.columns_read().contains(name) && !keys(name)
    })?;
    Some(DataNote::info(
        "unit_unused",
        None,
        format!(
            "`{name}` looks like the id of a person and is not used. If one person can have several rows, name it: `[columns] unit = \"{name}\"`; intervals that take such rows as independent are far too narrow. If every row is another person, say `[data] rows_are = \"people\"`."
        ),
    ))
}

fn looks_like_a_unit(name: &str) -> bool {
    let plain: String = name
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    WHO.iter().any(|who| {
        plain
            .strip_prefix(who)
            .is_some_and(|rest| WHICH.contains(&rest))
    }) || ["uid", "guid", "personid"].contains(&plain.as_str())
}

#[cfg(test)]
mod tests {
    use super::looks_like_a_unit;

    #[test]
    fn ids_of_persons_are_told_from_other_columns() {
        for name in [
            "person_id",
            "UserID",
            "customer-key",
            "household_number",
            "uid",
        ] {
            assert!(looks_like_a_unit(name), "{name}");
        }
        for name in ["campaign_id", "userrating", "age", "device", "paid", "id"] {
            assert!(!looks_like_a_unit(name), "{name}");
        }
    }
}
