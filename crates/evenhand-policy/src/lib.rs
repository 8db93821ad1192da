//! Limits: estimates in, findings out.
