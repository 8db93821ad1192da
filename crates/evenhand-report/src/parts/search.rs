use crate::document::Block;
use crate::document::body::Body;
use crate::number;
use crate::table::{Cell, Table};
use crate::terminal::search::{foot, p_adjusted, result, tables, tried};
use crate::words::Words;
use evenhand_core::{Search, Span};

/// What a search found, in English: those shown to differ, the worse off first, and how many were tried.
pub fn search(of: &Search) -> Vec<Block> {
    let mut body = Body::new();
    body.heading(2, &format!("{} of combined groups", of.metric.label));
    body.list(&tried(of));
    body.paragraph(&result(of));
    let head = [
        ("Combination", false),
        ("Rows", true),
        ("Share", true),
        ("Rate", true),
        ("Others", true),
        ("Difference and its range", true),
        ("p, adjusted", true),
    ];
    for (title, subgroups) in tables(of) {
        if subgroups.is_empty() {
            continue;
        }
        let mut table = Table::speaking(Words::default(), title, &head);
        for one in subgroups {
            table.rows.push(vec![
                Cell::Name(one.name()),
                Cell::Number(number::count(one.n)),
                Cell::Number(number::percent(one.share.get())),
                Cell::Number(number::rate(one.rate.get())),
                Cell::Number(number::rate(one.rest_rate.get())),
                Cell::Number(number::with_interval(
                    Span::Difference,
                    Some(one.difference),
                    one.lower,
                    one.upper,
                )),
                Cell::Number(p_adjusted(one)),
            ]);
        }
        body.table(table);
    }
    body.list(&foot(of));
    body.finish()
}
