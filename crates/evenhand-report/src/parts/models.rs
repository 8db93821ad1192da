use crate::document::Block;
use crate::document::body::Body;
use crate::number;
use crate::table::{Cell, Table};
use crate::terminal::compare::{
    difference, foot, lower, named, own, people, rate, resolved, shown, signed, summary, title,
};
use crate::words::Words;
use evenhand_core::ModelComparison;

/// Two models on the same people, in English: who gained and who lost, each rate, and what became of the gaps.
pub fn models(of: &ModelComparison) -> Vec<Block> {
    let mut body = Body::new();
    body.heading(2, &title(of));
    body.paragraph(&format!("{}.", people(of)));
    body.paragraph(&summary(of));
    let head = [
        ("Whom", false),
        ("Rows", true),
        ("Lost", true),
        ("Gained", true),
    ];
    let mut flips = Table::speaking(Words::default(), "Selected by one model alone", &head);
    for change in own(&of.changes, "selection_rate", |c| &c.metric) {
        let counts = [change.n, change.lost, change.gained];
        let mut row = vec![Cell::Name(named(&change.attribute, &change.group))];
        row.extend(counts.map(|n| Cell::Number(number::count(n))));
        flips.rows.push(row);
    }
    body.table(flips);
    for metric in &of.metrics {
        let mut rates = before_and_after(&metric.label, "Shown");
        for change in own(&of.changes, &metric.id, |c| &c.metric) {
            rates.rows.push(vec![
                Cell::Name(named(&change.attribute, &change.group)),
                Cell::Number(rate(change.before)),
                Cell::Number(rate(change.after)),
                Cell::Number(difference(change.change, change.lower, change.upper)),
                Cell::Text(shown(change.shift, change.shift.rate_words())),
            ]);
        }
        body.table(rates);
        let gaps = own(&of.gaps, &metric.id, |g| &g.metric);
        if gaps.is_empty() {
            continue;
        }
        let title = format!("Gaps in {}", lower(&metric.label));
        let mut table = before_and_after(&title, "Size of the gap");
        for gap in gaps {
            let (group, reference) = (named(&gap.attribute, &gap.group), resolved(&gap.reference));
            table.rows.push(vec![
                Cell::Name(format!("{group} v. {reference}")),
                Cell::Number(signed(gap.before)),
                Cell::Number(signed(gap.after)),
                Cell::Number(difference(gap.change, gap.lower, gap.upper)),
                Cell::Text(shown(gap.shift, gap.shift.gap_words())),
            ]);
        }
        body.table(table);
    }
    body.paragraph(&foot(of));
    body.finish()
}

fn before_and_after(title: &str, shown: &str) -> Table {
    let head = [
        ("Whom", false),
        ("Before", true),
        ("After", true),
        ("Change and its range", true),
        (shown, false),
    ];
    Table::speaking(Words::default(), title, &head)
}
