use evenhand_core::{AuditSpec, Scorecard};

/// JSON Schema of `evenhand.toml`.
pub fn spec_schema() -> schemars::Schema {
    schemars::schema_for!(AuditSpec)
}

/// JSON Schema of `scorecard.json`.
pub fn scorecard_schema() -> schemars::Schema {
    schemars::schema_for!(Scorecard)
}
