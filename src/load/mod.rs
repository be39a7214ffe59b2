//! The load driver: many deliveries at once, each with a body of its own and signed, or saved events
//! again, and what came of them as counts and percentiles. It keeps no list of anything, so memory is flat however long it runs.

mod crew;
pub mod dress;
pub mod driver;
mod limit;
pub mod mould;
pub mod pace;
mod route;
pub mod stock;
pub mod tally;
