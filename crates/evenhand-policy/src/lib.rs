//! Policy packs and limits: estimates in, findings out.
//!
//! A verdict is taken from the whole interval against the limit, never from a bare number; a number that rests on too
//! few people, or that is undefined, never counts as within a limit. On which side of its limit a number itself lies
//! is decided in integers.

mod correction;
mod four_fifths;
mod judge;
mod p_limit;
mod packs;
mod rules;
mod side;
mod waive;

pub use correction::{adjust_estimates, correct};
pub use four_fifths::{four_fifths, one_person_turns_it};
pub use judge::{Judgement, judge};
pub use p_limit::p_limit;
pub use packs::{Embedded, PACKS, PackChange, pack_changes};
pub use rules::{Rule, rule_of_code, rule_of_metric, rule_of_note, rules};
pub use side::side;
pub use waive::waive;
