use super::page::{self, Page};
use super::teller::clean;
use super::{GateRun, Teller};
use crate::index::Index;
use evenhand_core::Scorecard;

/// Most bytes of a comment on a pull request.
const MOST_COMMENT: usize = 64_000;

/// A comment on a pull request; of a run that is held against another, only what changed.
///
/// It begins with a line that no reader sees, by which a bot finds its own comment again.
pub fn comment(card: &Scorecard, run: &GateRun<'_>) -> String {
    let index = Index::new(card);
    let teller = Teller::new(card, &index, run);
    let mut page = Page::new(MOST_COMMENT);
    // A comment in HTML ends at two hyphens.
    let id: String = clean(&card.system.id)
        .chars()
        .map(|letter| match letter {
            letter if letter.is_alphanumeric() || letter == '_' => letter,
            _ => '.',
        })
        .collect();
    page.line(&format!("<!-- evenhand:{id} -->"));
    page::write(&mut page, &teller);
    page.text
}
