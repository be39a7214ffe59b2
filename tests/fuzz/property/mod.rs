//! The properties, one file for each kind of input that comes from outside. A fuzzer and the seeds'
//! test call the same functions; each panics when its property does not hold.

pub mod api;
pub mod config;
pub mod edit;
pub mod envelope;
pub mod explain;
pub mod import;
pub mod request;
pub mod respond;
pub mod signature;
pub mod text;

/// A property under the name of its fuzz target.
pub type Property = (&'static str, fn(&[u8]));

/// All of them.
#[allow(dead_code, reason = "a fuzz target calls the one it is for")]
pub const ALL: [Property; 10] = [
    ("api", api::hold),
    ("config", config::hold),
    ("edit", edit::hold),
    ("envelope", envelope::hold),
    ("explain", explain::hold),
    ("import", import::hold),
    ("request", request::hold),
    ("respond", respond::hold),
    ("signature", signature::hold),
    ("text", text::hold),
];

/// What is before the first such byte, and what is behind it.
fn divided(data: &[u8], at: u8) -> (&[u8], &[u8]) {
    match data.iter().position(|byte| *byte == at) {
        Some(place) => (&data[..place], &data[place + 1..]),
        None => (data, &[]),
    }
}
