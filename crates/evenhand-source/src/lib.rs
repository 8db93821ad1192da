//! Rows to statistics: files, polars frames, joins and counts tables.
