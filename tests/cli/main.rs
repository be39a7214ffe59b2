//! The command line as its users meet it: the real binary, real sockets, and a home of its own for
//! each test. A module a command; what they share is in `harness`.

mod harness;

mod durability;
mod limits;
// Its tests end commands by signals.
#[cfg(unix)]
mod outbox;
