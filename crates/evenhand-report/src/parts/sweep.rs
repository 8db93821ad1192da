use crate::document::Block;
use crate::document::body::Body;
use crate::number;
use crate::table::{Cell, Table};
use crate::terminal::sweep::{attributes, left_out, short, shown};
use crate::words::Words;
use evenhand_core::Sweep;

/// The numbers at every threshold, in English: a table for each metric, a column for each attribute.
pub fn sweep(of: &Sweep) -> Vec<Block> {
    let mut body = Body::new();
    for metric in &of.metrics {
        let attributes = attributes(of, metric);
        let mut head = vec![("score ≥".to_owned(), true), ("selected".to_owned(), true)];
        head.extend(attributes.iter().map(|name| (name.to_string(), true)));
        body.heading(2, &metric.label);
        body.paragraph(&metric.summary);
        let mut table = Table::speaking(Words::default(), "", &head);
        for point in &of.points {
            let mut row = vec![
                short(point.threshold.get()),
                number::percent(point.share.get()),
            ];
            row.extend(attributes.iter().map(|name| shown(point, metric, name)));
            table.rows.push(row.into_iter().map(Cell::Number).collect());
        }
        body.table(table);
        for attribute in &attributes {
            if let Some(note) = left_out(of, metric, attribute) {
                body.paragraph(&note);
            }
        }
    }
    body.finish()
}
