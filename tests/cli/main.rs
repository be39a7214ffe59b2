//! The command line as its users meet it: the real binary, real sockets, and a home of its own for
//! each test. A module a command; what they share is in `harness`.

mod harness;

mod bytes;
mod deliveries;
mod duplicates;
mod durability;
mod events;
mod forward;
mod handlers;
mod import;
#[cfg(unix)]
mod init;
#[cfg(unix)]
mod interactive;
mod limits;
mod listen;
mod ndjson;
mod outbox;
mod pipes;
mod replay;
mod screen;
mod sharing;
mod verdicts;
