//! The distributions behind the methods, accurate in both tails.

pub mod beta;
pub mod binomial;
pub mod chi_squared;
pub mod normal;
pub mod student;
pub mod studentized_range;
