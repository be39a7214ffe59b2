//! Rows read.
