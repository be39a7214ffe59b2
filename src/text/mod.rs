//! Text for people: what comes from outside made safe to show, and cut, padded and measured.

pub mod hexdump;
pub mod keys;
pub mod measure;
pub mod query;
pub mod safe;
pub mod shell;
pub mod width;
