//! The catalogue: every metric and disparity, declared once.
