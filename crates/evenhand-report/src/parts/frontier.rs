use crate::document::Block;
use crate::document::body::Body;
use crate::figure::frontier_table;
use crate::number;
use crate::table::Cell;
use crate::terminal::frontier::{BEATEN, sentences};
use crate::words::Words;
use evenhand_core::Frontier;

/// What every choice is worth against the group that it leaves furthest behind, in English.
pub fn frontier(of: &Frontier) -> Vec<Block> {
    let mut body = Body::new();
    let words = Words::english();
    body.heading(2, &words.frontier_title().to_text());
    if of.choices.is_empty() {
        body.paragraph(NO_CHOICE);
        return body.finish();
    }
    let level = number::level(of.level.get());
    let mut table = frontier_table(words, &of.choices, of.polarity, &level);
    table.caption = String::new();
    table.head.push((BEATEN.to_owned(), false));
    for (row, choice) in table.rows.iter_mut().zip(&of.choices) {
        row.push(Cell::Text(
            if choice.beaten { "yes" } else { "no" }.to_owned(),
        ));
    }
    body.table(table);
    for sentence in sentences(of) {
        body.paragraph(&sentence);
    }
    body.finish()
}

/// What is said where there is none.
pub(crate) const NO_CHOICE: &str = "There is no choice to compare: it takes an outcome (`label`), an attribute, and groups that are large enough.";
