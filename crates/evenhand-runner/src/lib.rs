//! The parallel evaluation runner: plan to scorecard.
