//! JSON as text: shown and edited without touching the bytes that nobody named.
//!
//! Nothing here goes through a parsed value, which would lose duplicate keys, `1.10`, escapes and
//! big numbers. `serde_json` says whether a text is JSON; the tokens then say where its parts are.

pub mod assign;
pub mod compare;
pub mod edit;
pub mod error;
pub mod leaves;
pub mod merge;
mod parts;
pub mod path;
pub mod pretty;
pub mod scan;
pub mod valid;
