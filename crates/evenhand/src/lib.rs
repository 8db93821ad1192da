//! The bias auditing toolkit for targeting models.
