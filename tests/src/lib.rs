//! Cases, reference values and laws over the whole workspace.
