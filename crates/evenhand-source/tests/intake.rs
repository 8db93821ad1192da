//! Rows in, statistics out: sources agree, and what cannot be read is said plainly.
#![allow(clippy::unwrap_used, clippy::float_cmp)]

#[path = "intake/agreement.rs"]
mod agreement;
#[path = "intake/bad_files.rs"]
mod bad_files;
#[path = "intake/catalogue.rs"]
mod catalogue;
#[path = "intake/counting.rs"]
mod counting;
#[path = "intake/counts_tables.rs"]
mod counts_tables;
#[path = "intake/fixture.rs"]
mod fixture;
#[path = "intake/joining.rs"]
mod joining;
#[path = "intake/values.rs"]
mod values;
