//! The listener's side of a delivery: bounded HTTP, verification, recording, forwarding.

pub mod arrival;
pub mod behaviour;
pub mod descriptors;
mod drip;
pub mod expectation;
pub mod forward;
pub mod framing;
pub mod intake;
mod patience;
pub mod respond;
mod room;
pub mod seat;
pub mod serve;
mod server;
pub mod tls;
pub mod told;
pub mod witness;
