//! Recomputes published audit tables from their own counts, and lists what is wrong or missing.
//!
//! A [`Document`] is read from the bytes of a CSV file or of an HTML page, [`Columns`] are recognised by their headings,
//! lines that are compared with one another become blocks, and every number that follows from others is computed again.
//! A number is called wrong only if no rounding of what is printed explains it: see [`Printed::agreement`].
//!
//! # Example
//!
//! ```
//! use evenhand_lint::{Code, Options, Severity, lint};
//!
//! let page = "<table><caption>Sex</caption>
//!     <tr><th>Category<th># of applicants<th># selected<th>Selection rate<th>Impact ratio</tr>
//!     <tr><td>Male<td>2,000<td>1,000<td>50%<td>1.00</tr>
//!     <tr><td>Female<td>1,000<td>400<td>40%<td>0.88</tr></table>";
//! let found = lint(page.as_bytes(), &Options::default())?;
//! let wrong = &found.findings[0];
//! assert_eq!((wrong.code, wrong.group.as_str()), (Code::Ratio, "Female"));
//! assert_eq!((wrong.printed.as_str(), wrong.recomputed.as_str()), ("0.88", "0.80"));
//! assert_eq!(found.count(Severity::Error), 1);
//! # Ok::<(), evenhand_lint::Error>(())
//! ```
//!
//! # What it does not read
//!
//! Tables whose groups are columns, tables with both groups of a comparison on one line, scanned pages and PDF.

mod blocks;
mod columns;
mod comparator;
mod csv_text;
mod date;
mod error;
mod finding;
mod group;
mod lint;
mod number;
mod publication;
mod recompute;
mod table;
mod terminal;

pub use columns::{Columns, Role};
pub use csv_text::csv_text;
pub use date::first_date;
pub use error::{Error, Result};
pub use finding::{Code, Finding, Severity};
pub use lint::{BlockSummary, Lint, Options, lint};
pub use number::{Agreement, Bound, Cell, Printed, Range, p_value_text, parse_number};
pub use publication::{Item, Publication, Shown};
pub use table::{Document, Format, Row, Table};
pub use terminal::{TerminalOptions, terminal};
