//! The one HTTP client of every path that calls out: deliveries and the API. It follows no
//! redirects, decompresses nothing, and keeps plain HTTP on this machine unless told.

pub mod certificate;
mod connect;
pub mod dial;
pub mod failure;
mod head;
pub mod line;
pub mod look;
mod send;
pub mod target;
pub mod wire;

pub use send::{Answer, Client, ClientSettings, Outgoing, PlainHttp, Trust};
