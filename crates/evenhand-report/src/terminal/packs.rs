use super::{Sheet, paint};
use crate::index::Index;
use crate::packs::{checks, disclosures};
use crate::table::{Cell, Table};
use crate::words::Words;
use evenhand_core::{PackRecord, Scorecard};

/// What every policy pack asked for that is no finding: numbers that are disclosed, and what is missing.
pub(super) fn print(sheet: &mut Sheet<'_>, card: &Scorecard, index: &Index<'_>) {
    for pack in &card.packs {
        let line = sheet
            .paint
            .bold(&paint::clean(&sheet.wording.pack_line(pack)));
        sheet.line(&format!(" {line}"));
        if let Some(reason) = &pack.applies_not {
            sheet.wrapped(&format!("not applied: {reason}"), 3);
            sheet.line("");
            continue;
        }
        let mut others = Vec::new();
        for check in checks(card, pack) {
            if let Some(reason) = &check.reason {
                sheet.wrapped(&format!("○ {} not tested: {reason}", check.id), 3);
            }
            if check.disclosed.is_empty() {
                continue;
            }
            // The first of several readings is told; the others are in the report.
            let all = disclosures(Words::english(), card, index, check);
            if others.contains(&check.metric) && !sheet.verbose {
                continue;
            }
            others.push(check.metric.clone());
            for table in &all {
                sheet.line("");
                disclosed(sheet, &check.id, table);
            }
        }
        missing(sheet, pack);
        sheet.line("");
    }
}

fn disclosed(sheet: &mut Sheet<'_>, id: &str, table: &Table) {
    sheet.wrapped(&format!("{id}: {}", table.caption), 3);
    for row in &table.rows {
        let text = |i: usize| match row.get(i) {
            Some(Cell::Name(text) | Cell::Text(text) | Cell::Number(text)) => paint::clean(text),
            _ => String::new(),
        };
        let width = sheet.width.saturating_sub(50).clamp(16, 40);
        let line = format!(
            "   {}{}{}  {}",
            paint::left(&text(0), width),
            paint::right(&text(1), 10),
            paint::right(&text(2), 9),
            text(3)
        );
        sheet.line(&line);
    }
}

fn missing(sheet: &mut Sheet<'_>, pack: &PackRecord) {
    let missing: Vec<&str> = pack
        .items
        .iter()
        .filter(|item| !item.present)
        .map(|item| item.what.as_str())
        .collect();
    if !missing.is_empty() {
        sheet.wrapped(
            &format!(
                "asked for and not there ({} of {}): {}",
                missing.len(),
                pack.items.len(),
                missing.join("; ")
            ),
            3,
        );
    }
}
