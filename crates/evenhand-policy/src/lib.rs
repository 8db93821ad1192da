//! Limits: estimates in, findings out.
//!
//! A verdict is taken from the whole interval against the limit, never from a bare number; a number that rests on too
//! few people, or that is undefined, never counts as within a limit. On which side of its limit a number itself lies
//! is decided in integers.

mod correction;
mod judge;
mod p_limit;
mod side;

pub use correction::{adjust_estimates, correct};
pub use judge::{Judgement, judge};
pub use p_limit::p_limit;
pub use side::side;
