//! The forms in which events leave the log and come in again: JSONL, curl, HAR and `.http`; and
//! what has to be taken out of them before they may be shared.
//!
//! Each form is one file that writes and reads it. Nothing here prints, asks or opens the store.

pub mod arrival;
pub mod curl;
pub mod har;
pub mod http;
pub mod jsonl;
pub mod outgoing;
pub mod reading;
pub mod redact;
pub mod sniff;
