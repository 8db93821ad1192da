//! From the bytes of a file to everything that is wrong with it.

use crate::blocks::{Block, blocks, seen};
use crate::columns::{Columns, Role};
use crate::comparator::{Reading, is_small};
use crate::error::{Error, Result};
use crate::finding::{Code, Finding, Severity};
use crate::publication::{self, Page, Publication, Shown};
use crate::recompute;
use crate::table::{Document, Format};
use evenhand_core::nearest;
use jiff::civil::Date;
use serde::Serialize;

/// What is asked of a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Options {
    /// Columns whose values set blocks apart.
    pub by: Vec<String>,
    /// Columns named for a role.
    pub columns: Vec<(Role, String)>,
    /// The rule that says what must be shown.
    pub publication: Option<Publication>,
    /// The day by which an age is judged.
    pub as_of: Option<Date>,
}

/// A block and what came of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BlockSummary {
    /// One-based place of its table.
    pub table: usize,
    /// What sets it apart.
    pub name: String,
    /// Lines of categories, totals and the unknown.
    pub rows: usize,
    /// Numbers that could be computed from others.
    pub recomputed: usize,
    /// Of these, numbers that agree.
    pub agreed: usize,
    /// How the comparator of its ratios was chosen: `all`, `large`, `with_ratio`, `one`.
    pub comparator: Option<String>,
    /// Findings that are errors.
    pub errors: usize,
}

/// Everything that was found in a file.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Lint {
    /// How the file is written.
    pub format: Format,
    /// Tables that were understood.
    pub tables: usize,
    /// Their blocks.
    pub blocks: Vec<BlockSummary>,
    /// Lines in all blocks.
    pub rows: usize,
    /// Numbers that could be computed from others.
    pub recomputed: usize,
    /// Of these, numbers that agree.
    pub agreed: usize,
    /// The rule that was asked for.
    pub pack: Option<String>,
    /// What it says must be shown, and whether it was found.
    pub shown: Vec<Shown>,
    /// In the order of the file.
    pub findings: Vec<Finding>,
}

impl Lint {
    /// How many findings are of a severity.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.findings
            .iter()
            .filter(|finding| finding.severity == severity)
            .count()
    }
}

/// Recomputes all tables of a file.
///
/// # Errors
/// When no table is understood, or a column that is named does not exist.
///
/// # Source
/// 6 RCNY 5-301, the "culture fit" example.
///
/// ```
/// use evenhand_lint::{Code, Options, lint};
/// let table = "category,applicants,above median,scoring rate,impact ratio\n\
///     Hispanic or Latino,28,18,64.2%,1.00\n\
///     White,40,15,37.5%,0.58\n\
///     Asian,24,10,41.7%,0.65\n";
/// let found = lint(table.as_bytes(), &Options::default())?;
/// assert_eq!((found.recomputed, found.agreed), (6, 6));
/// // 18 of 28 is 64.286 %: cut off, not rounded.
/// assert_eq!(found.findings.iter().map(|f| f.code).collect::<Vec<_>>(), [Code::Truncated]);
/// # Ok::<(), evenhand_lint::Error>(())
/// ```
///
/// # Example: a wrong p-value
///
/// ```
/// use evenhand_lint::{Code, Options, lint};
/// let table = "group,n,selected,p-value\nFemale,565,142,0.003\nMale,682,245,\n";
/// let found = lint(table.as_bytes(), &Options::default())?;
/// assert_eq!(found.findings[0].code, Code::PValue);
/// assert_eq!(found.findings[0].recomputed, "4 × 10⁻⁵");
/// # Ok::<(), evenhand_lint::Error>(())
/// ```
pub fn lint(bytes: &[u8], options: &Options) -> Result<Lint> {
    let document = Document::read(bytes);
    let (all, inside) = blocks(&document, &options.by, &options.columns);
    named_columns_exist(&document, &all, options)?;
    if all.is_empty() {
        return Err(Error::NoTable {
            headings: seen(&document.tables),
        });
    }
    let mut text = document.text.clone();
    text.extend(inside);
    let columns = first_values(&document, &all);
    let page = Page {
        blocks: &all,
        text: &text,
        columns: &columns,
    };
    let mut lint = Lint {
        format: document.format,
        tables: 0,
        blocks: Vec::new(),
        rows: 0,
        recomputed: 0,
        agreed: 0,
        pack: options.publication.as_ref().map(|rule| rule.id.clone()),
        shown: Vec::new(),
        findings: Vec::new(),
    };
    let reason = page.says_why().is_some();
    let mut tables: Vec<usize> = Vec::new();
    for block in &all {
        let checked = recompute::block(block);
        let mut findings = checked.findings;
        if !reason {
            findings.extend(without_reason(block));
        }
        if !tables.contains(&block.table) {
            tables.push(block.table);
        }
        lint.rows += block.groups.len();
        lint.recomputed += checked.recomputed;
        lint.agreed += checked.agreed;
        lint.blocks.push(BlockSummary {
            table: block.table,
            name: block.name.clone(),
            rows: block.groups.len(),
            recomputed: checked.recomputed,
            agreed: checked.agreed,
            comparator: checked
                .comparator
                .filter(|_| block.columns.of(Role::Ratio).is_some())
                .map(|comparator| {
                    match comparator.reading {
                        Reading::All => "all",
                        Reading::Large => "large",
                        Reading::WithRatio => "with_ratio",
                        Reading::One(_) => "one",
                    }
                    .to_owned()
                }),
            errors: findings
                .iter()
                .filter(|finding| finding.severity == Severity::Error)
                .count(),
        });
        lint.findings.append(&mut findings);
    }
    lint.tables = tables.len();
    lint.findings.extend(unused(&all));
    if lint.recomputed == 0 && lint.count(Severity::Error) == 0 {
        lint.findings.push(Finding {
            how: "every number stands alone".to_owned(),
            action: "print the number of people and the number selected of each category"
                .to_owned(),
            distance: 3.0,
            ..publication::about_file(Code::Nothing)
        });
    }
    if let Some(rule) = &options.publication {
        let (shown, findings) = publication::look(rule, &page, options.as_of);
        lint.shown = shown;
        lint.findings.extend(findings);
    }
    Ok(lint)
}

/// Small categories without a ratio, where no text gives a reason.
fn without_reason(block: &Block) -> Option<Finding> {
    let small: Vec<usize> = block
        .categories()
        .filter(|(line, group)| {
            group.number(Role::Ratio).is_none()
                && block.columns.of(Role::Ratio).is_some()
                && block
                    .groups
                    .iter()
                    .any(|group| group.number(Role::Ratio).is_some())
                && is_small(block, *line)
                && group.n() != Some(0.0)
                && !group.unreadable(Role::Ratio)
        })
        .map(|(line, _)| line)
        .collect();
    let group = block.groups.get(*small.first()?)?;
    Some(Finding {
        table: Some(block.table),
        line: Some(group.line),
        row: Some(group.row),
        block: block.name.clone(),
        group: group.label.clone(),
        how: format!(
            "{}: no ratio, below 2 % of the people",
            small
                .iter()
                .filter_map(|line| block.groups.get(*line))
                .map(|group| group.label.as_str())
                .collect::<Vec<_>>()
                .join(", ")
        ),
        action: "state why the category was left out".to_owned(),
        ..publication::about_file(Code::NoReason)
    })
}

/// Columns that look like another that was read, once for each table.
fn unused(blocks: &[Block]) -> Vec<Finding> {
    let mut findings: Vec<Finding> = Vec::new();
    for block in blocks {
        for (role, column) in &block.columns.unused {
            let heading = block.columns.heading(*column);
            if findings
                .iter()
                .any(|other| other.table == Some(block.table) && other.column == heading)
            {
                continue;
            }
            let read = block
                .columns
                .of(*role)
                .map_or("", |column| block.columns.heading(column));
            findings.push(Finding {
                table: Some(block.table),
                column: heading.to_owned(),
                how: format!("{read} was read as the {}", role.as_str()),
                action: format!(
                    "if it is the other one: --column '{}={heading}'",
                    role.as_str()
                ),
                ..publication::about_file(Code::Unused)
            });
        }
    }
    findings
}

/// Headings of all tables with the first filled cell of each column.
fn first_values(document: &Document, blocks: &[Block]) -> Vec<(String, String)> {
    let mut values: Vec<(String, String)> = Vec::new();
    for block in blocks {
        let Some(table) = document.tables.get(block.table.saturating_sub(1)) else {
            continue;
        };
        let Some(first) = block.groups.first() else {
            continue;
        };
        if values
            .iter()
            .any(|(heading, _)| block.columns.headings.contains(heading))
        {
            continue;
        }
        for (column, heading) in block.columns.headings.iter().enumerate() {
            let rows = table.rows.iter().skip(first.row.saturating_sub(1));
            let filled = rows
                .map(|row| row.cell(column))
                .find(|cell| !cell.is_empty() && *cell != "NA");
            values.push((heading.clone(), filled.unwrap_or_default().to_owned()));
        }
    }
    values
}

/// Columns named on the command line must be in some table.
fn named_columns_exist(document: &Document, blocks: &[Block], options: &Options) -> Result<()> {
    let mut headings: Vec<String> = blocks
        .iter()
        .flat_map(|block| block.columns.headings.clone())
        .collect();
    if blocks.is_empty() {
        headings = seen(&document.tables).into_iter().flatten().collect();
    }
    let mut different = Vec::new();
    for heading in headings {
        if !heading.is_empty() && !different.contains(&heading) {
            different.push(heading);
        }
    }
    let known = Columns {
        headings: different.clone(),
        ..Columns::default()
    };
    let names = options
        .by
        .iter()
        .chain(options.columns.iter().map(|(_, name)| name));
    for name in names {
        if known.named(name).is_none() {
            return Err(Error::UnknownColumn {
                name: name.clone(),
                near: nearest(name, different.iter().map(String::as_str)).map(str::to_owned),
                headings: different,
            });
        }
    }
    Ok(())
}
