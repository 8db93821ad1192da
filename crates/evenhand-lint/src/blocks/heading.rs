use crate::columns::{Columns, Role};
use crate::number::{Cell, parse_number};
use crate::table::{Row, Table};
use std::ops::Range;

/// Titles and notes that may stand above the headings.
const MOST_BEFORE: usize = 25;

/// Rows that are looked at to tell whether a line heads them.
const LOOK_AHEAD: usize = 40;

/// Rows under one line of headings.
pub(crate) struct Segment {
    pub columns: Columns,
    pub rows: Range<usize>,
}

/// The parts of a table that have headings of their own, if any are understood.
pub(crate) fn segments(table: &Table, by: &[String], fixed: &[(Role, String)]) -> Vec<Segment> {
    let rows = &table.rows;
    let mut starts: Vec<(usize, Vec<String>, usize)> = Vec::new();
    let mut at = 0;
    while at < rows.len() && (at < MOST_BEFORE || !starts.is_empty()) {
        if let Some((headings, end)) = headings(rows, at, by, fixed, starts.is_empty()) {
            starts.push((at, headings, end));
            at = end;
        } else {
            at += 1;
        }
    }
    let mut found = Vec::new();
    for (place, (_, headings, start)) in starts.iter().enumerate() {
        let end = starts
            .get(place + 1)
            .map_or(rows.len(), |(next, _, _)| *next);
        let body = rows.get(*start..end).unwrap_or_default();
        let columns = Columns::find(headings.clone(), body, by, fixed);
        if columns.recognised() {
            found.push(Segment {
                columns,
                rows: *start..end,
            });
        }
    }
    found
}

/// Whether headings begin here, and where they end.
fn headings(
    rows: &[Row],
    at: usize,
    by: &[String],
    fixed: &[(Role, String)],
    first: bool,
) -> Option<(Vec<String>, usize)> {
    let row = rows.get(at)?;
    if row.texts().len() < 2 || has_number(row) || (!first && row.texts().len() < 3) {
        return None;
    }
    let marked = rows
        .get(at..)?
        .iter()
        .take(6)
        .take_while(|row| row.heading && !has_number(row))
        .count();
    let mut best: Option<(usize, Vec<String>, usize)> = None;
    // Headings of two lines are tried where nothing marks them.
    let heights = if marked > 0 { marked..=marked } else { 1..=2 };
    for height in heights {
        let lines = rows.get(at..at + height)?;
        if lines.iter().any(has_number) {
            continue;
        }
        let end = at + height;
        let ahead = rows.get(end..(end + LOOK_AHEAD).min(rows.len()))?;
        if ahead.is_empty() {
            continue;
        }
        let headings = joined(lines);
        let columns = Columns::find(headings.clone(), ahead, by, fixed);
        if columns.recognised()
            && best
                .as_ref()
                .is_none_or(|(numbers, _, _)| columns.numbers() > *numbers)
        {
            best = Some((columns.numbers(), headings, end));
        }
    }
    best.map(|(_, headings, end)| (headings, end))
}

fn has_number(row: &Row) -> bool {
    row.cells
        .iter()
        .any(|cell| matches!(parse_number(cell), Cell::Number(_)))
}

fn joined(lines: &[Row]) -> Vec<String> {
    let width = lines.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    (0..width)
        .map(|column| {
            let mut parts: Vec<&str> = Vec::new();
            for line in lines {
                // A title across the whole table heads no column.
                let part = line.cell(column);
                if line.texts().len() > 1 && !part.is_empty() && !parts.contains(&part) {
                    parts.push(part);
                }
            }
            parts.join(" ")
        })
        .collect()
}

/// The headings of every table, for a message that none was understood: of each the row with the most texts among the first.
pub(crate) fn seen(tables: &[Table]) -> Vec<Vec<String>> {
    tables
        .iter()
        .filter_map(|table| {
            let rows = table.rows.iter().take(MOST_BEFORE);
            let row = rows
                .clone()
                .find(|row| row.heading)
                .or_else(|| rows.rev().max_by_key(|row| row.texts().len()))?;
            Some(row.texts().into_iter().map(str::to_owned).collect())
        })
        .collect()
}
