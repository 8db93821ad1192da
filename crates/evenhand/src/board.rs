use evenhand_core::Scorecard;
use evenhand_ledger::{EXTENSION, Pending};
use evenhand_report::record::in_toto_with;

/// The statement that members of a board sign: the test result of the audit as in-toto knows it (predicate `test-result`
/// v0.1), about the scorecard, the minutes, the reports that the board read, the models and the counts.
///
/// What the board decided stands in the predicate under [`EXTENSION`]. The result of the tests does not depend on it: a board
/// may accept what failed, and pause what passed.
pub fn board_statement(pending: &Pending) -> Vec<u8> {
    let card: &Scorecard = &pending.card;
    in_toto_with(card, &pending.subjects(), EXTENSION, pending.extension())
}
