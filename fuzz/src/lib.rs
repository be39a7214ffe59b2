//! The properties that the tests hold against the seeds, for the fuzz targets.

#[path = "../../tests/fuzz/property/mod.rs"]
mod property;

pub use property::*;
