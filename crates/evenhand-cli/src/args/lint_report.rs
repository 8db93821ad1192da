use super::Printed;
use clap::Args;
use std::path::PathBuf;

pub(super) const LINT_REPORT_EXAMPLES: &str = "Examples:\n  \
    evenhand lint-report audit.html\n  \
    evenhand lint-report audit.html --pack us-nyc-ll144 --as-of 2026-11-01\n  \
    evenhand lint-report audits.csv --by audit_id,protected_char_group\n  \
    evenhand lint-report table.csv --column rate='Pass rate' --column n=Screened\n  \
    evenhand lint-report audit.html --format json | jq '.findings[] | select(.severity == \"error\")'\n\n\
    Exit codes: 0 no error (warnings and notes are none) · 2 the file cannot be read, or no table is recognised ·\n\
    5 something does not recompute, or something that the pack asks for is not there.\n\
    `evenhand explain PUB002` says what a code means.";

#[derive(Debug, Args)]
pub struct LintReportArgs {
    /// A CSV file or an HTML page with tables of groups; - for standard input.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// A policy pack: also look for what it says that a publication must show.
    #[arg(long, value_name = "ID")]
    pub pack: Option<String>,
    /// Columns whose values set apart what is compared; several with commas. Without it, headings inside the table, a
    /// column of attributes, or the names of the groups tell.
    #[arg(long, value_delimiter = ',', value_name = "COLUMN")]
    pub by: Vec<String>,
    /// What a column holds, where its heading does not tell: group, attribute, n, selected, rate, ratio, p_value, z,
    /// difference, flag or share; repeat for several.
    #[arg(long, value_name = "ROLE=COLUMN")]
    pub column: Vec<String>,
    /// The day by which the age of the audit is judged, as 2026-11-01; today by default.
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
    #[command(flatten)]
    pub printed: Printed,
}
