//! Blocks: which lines of a table are compared with one another.

mod heading;

use crate::columns::{Columns, Role};
use crate::group::{Group, Kind, People, is_total, is_unknown};
use crate::number::{Cell, Printed, parse_number};
use crate::table::{Document, Row, Table};
use std::collections::BTreeMap;

pub(crate) use heading::seen;
use heading::{Segment, segments};

/// Lines that are compared with one another.
#[derive(Clone, Debug)]
pub(crate) struct Block {
    /// One-based place of the table in the file.
    pub table: usize,
    /// What sets it apart; empty where a table is one block.
    pub name: String,
    pub columns: Columns,
    pub groups: Vec<Group>,
}

impl Block {
    pub fn categories(&self) -> impl Iterator<Item = (usize, &Group)> {
        self.groups
            .iter()
            .enumerate()
            .filter(|(_, group)| group.kind == Kind::Category)
    }

    /// The decimals that a column shows where zeros at the end were not dropped; `i32::MIN` where they were not.
    pub fn decimals(&self, role: Role) -> i32 {
        let printed: Vec<Printed> = self
            .groups
            .iter()
            .filter_map(|group| group.number(role))
            .collect();
        if printed.len() < 3 || printed.iter().any(|number| number.trailing_zero) {
            return i32::MIN;
        }
        let mut decimals: Vec<i32> = printed.iter().map(|number| number.decimals).collect();
        decimals.sort_unstable();
        // At least half of the column has as many.
        decimals
            .get(decimals.len() / 2)
            .copied()
            .unwrap_or(i32::MIN)
    }
}

/// The blocks of a file, and the lines of text that stand inside of its tables.
pub(crate) fn blocks(
    document: &Document,
    by: &[String],
    fixed: &[(Role, String)],
) -> (Vec<Block>, Vec<String>) {
    let mut blocks = Vec::new();
    let mut notes = Vec::new();
    for (place, table) in document.tables.iter().enumerate() {
        for segment in segments(table, by, fixed) {
            of_segment(place + 1, table, &segment, by, &mut blocks, &mut notes);
        }
    }
    blocks.retain(|block: &Block| {
        let printed = |group: &Group| !group.numbers.is_empty();
        block.groups.iter().any(printed)
    });
    (blocks, notes)
}

fn of_segment(
    place: usize,
    table: &Table,
    segment: &Segment,
    by: &[String],
    blocks: &mut Vec<Block>,
    notes: &mut Vec<String>,
) {
    let columns = &segment.columns;
    let rows = table.rows.get(segment.rows.clone()).unwrap_or_default();
    let scale = Scale::of(columns, rows);
    let by: Vec<usize> = by.iter().filter_map(|name| columns.named(name)).collect();
    let attribute = columns.of(Role::Attribute).filter(|_| by.is_empty());
    let labels = columns.all(Role::Group);
    let mut flat = Flat::of(rows, columns, by.is_empty() && attribute.is_none());
    let mut places: BTreeMap<Vec<String>, usize> = BTreeMap::new();
    let mut section = String::new();
    for (offset, row) in rows.iter().enumerate() {
        if let Some(text) = section_text(row, columns) {
            notes.push(text.to_owned());
            section = text.to_owned();
            continue;
        }
        let mut key: Vec<String> = vec![section.clone()];
        let names = by
            .iter()
            .chain(&attribute)
            .map(|column| row.cell(*column).to_owned());
        key.extend(names);
        let totals: Vec<bool> = labels
            .iter()
            .map(|column| is_total(row.cell(*column)))
            .collect();
        let sum = !totals.is_empty() && totals.iter().all(|total| *total);
        if labels.len() > 1 && by.is_empty() && attribute.is_none() && !sum {
            // Men of all races are not compared with white women.
            let parts = labels.iter().zip(&totals).filter(|(_, total)| !**total);
            let parts: Vec<&str> = parts.map(|(column, _)| columns.heading(*column)).collect();
            if parts.len() < labels.len() {
                key.push(parts.join(" × "));
            }
        }
        if let Some(people) = flat.next(row) {
            key.push(people.name().to_owned());
        }
        let block = *places.entry(key.clone()).or_insert_with(|| {
            let mut name: Vec<&str> = key
                .iter()
                .map(String::as_str)
                .filter(|part| !part.is_empty())
                .collect();
            if name.is_empty() && !table.title.is_empty() && table.title.chars().count() <= 120 {
                name.push(&table.title);
            }
            blocks.push(Block {
                table: place,
                name: name.join(" / "),
                columns: columns.clone(),
                groups: Vec::new(),
            });
            blocks.len() - 1
        });
        if let Some(block) = blocks.get_mut(block) {
            block
                .groups
                .push(group(row, segment.rows.start + offset + 1, columns, &scale));
        }
    }
}

/// The text of a line that heads those below, or that is a footnote.
fn section_text<'a>(row: &'a Row, columns: &Columns) -> Option<&'a str> {
    let [text] = row.texts()[..] else {
        return None;
    };
    if !matches!(parse_number(text), Cell::Text) {
        return None;
    }
    let filled = row.cells.iter().filter(|cell| !cell.is_empty()).count();
    // A category whose numbers were all left empty is none.
    let alone = filled == 1 && columns.headings.len() > 1;
    let category = alone
        && text.chars().count() < 60
        && (People::of(text) != People::Other || is_unknown(text) || is_total(text));
    (!category).then_some(text)
}

fn group(row: &Row, place: usize, columns: &Columns, scale: &Scale) -> Group {
    let mut names: Vec<&str> = Vec::new();
    let mut all_total = true;
    let mut unknown = false;
    for column in columns.all(Role::Group) {
        let name = row.cell(*column);
        if name.is_empty() {
            continue;
        }
        unknown |= is_unknown(name);
        if !is_total(name) {
            all_total = false;
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    let kind = if unknown {
        Kind::Unknown
    } else if all_total
        && !columns.all(Role::Group).is_empty()
        && !row.cell(columns.all(Role::Group)[0]).is_empty()
    {
        Kind::Total
    } else {
        Kind::Category
    };
    let mut text = BTreeMap::new();
    let mut numbers = BTreeMap::new();
    for role in Role::ALL {
        let Some(column) = columns.of(role) else {
            continue;
        };
        text.insert(role, row.cell(column).to_owned());
        if matches!(role, Role::Group | Role::Attribute | Role::Flag) {
            continue;
        }
        if let Cell::Number(printed) = parse_number(row.cell(column)) {
            numbers.insert(role, scale.apply(role, printed));
        }
    }
    let label = if names.is_empty() {
        "Total".to_owned()
    } else {
        names.join(" × ")
    };
    Group {
        label,
        kind,
        line: row.line,
        row: place,
        text,
        numbers,
    }
}

/// Which columns print hundredths.
struct Scale {
    percent: Vec<Role>,
}

impl Scale {
    fn of(columns: &Columns, rows: &[Row]) -> Self {
        let mut percent = Vec::new();
        for role in [Role::Rate, Role::Ratio, Role::Share, Role::Difference] {
            let Some(column) = columns.of(role) else {
                continue;
            };
            let values: Vec<f64> = rows
                .iter()
                .filter_map(|row| match parse_number(row.cell(column)) {
                    Cell::Number(printed) if !printed.percent => Some(printed.value.abs()),
                    _ => None,
                })
                .filter(|value| *value > 0.0)
                .collect();
            let heading = columns.heading(column).to_lowercase();
            let said =
                heading.contains('%') || heading.contains("percent") || heading.contains("pct");
            let large = values.iter().filter(|value| **value > 1.0).count();
            // A ratio above 1 is no percentage; one above 5 would be.
            let much = values.iter().filter(|value| **value > 5.0).count();
            let is_percent = match role {
                Role::Ratio => 2 * much > values.len(),
                Role::Difference => (said && large > 0) || 2 * large > values.len(),
                _ => (said && large > 0) || 2 * large > values.len(),
            };
            if is_percent {
                percent.push(role);
            }
        }
        Self { percent }
    }

    fn apply(&self, role: Role, printed: Printed) -> Printed {
        let share = matches!(
            role,
            Role::Rate | Role::Ratio | Role::Share | Role::Difference
        );
        if share && (printed.percent || self.percent.contains(&role)) {
            printed.of_percent()
        } else {
            printed
        }
    }
}

/// Tells sexes from races where one list holds both and nothing else parts them.
struct Flat {
    on: bool,
    column: usize,
    last: People,
}

impl Flat {
    fn of(rows: &[Row], columns: &Columns, wanted: bool) -> Self {
        let labels = columns.all(Role::Group);
        let column = labels.first().copied().unwrap_or(0);
        let mut kinds: Vec<People> = rows
            .iter()
            .filter(|row| section_text(row, columns).is_none())
            .map(|row| People::of(row.cell(column)))
            .filter(|people| *people != People::Other)
            .collect();
        let first = kinds.first().copied().unwrap_or(People::Other);
        kinds.sort_unstable();
        kinds.dedup();
        let sections = rows
            .iter()
            .any(|row| section_text(row, columns).is_some_and(|text| text.chars().count() < 60));
        Self {
            on: wanted && labels.len() == 1 && kinds.len() > 1 && !sections,
            column,
            last: first,
        }
    }

    fn next(&mut self, row: &Row) -> Option<People> {
        if !self.on {
            return None;
        }
        let people = People::of(row.cell(self.column));
        if people != People::Other {
            self.last = people;
        }
        Some(self.last)
    }
}
