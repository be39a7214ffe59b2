//! The command line as its users meet it: the real binary, real sockets, and a home of its own for
//! each test. A module a command; what they share is in `harness`.

// Commands are ended by signals, and shown in pseudo-terminals.
#![cfg(unix)]

mod harness;

mod bytes;
mod command;
mod deliveries;
mod duplicates;
mod durability;
mod events;
mod expect;
mod forward;
mod import;
mod limits;
mod listen;
mod ndjson;
mod outbox;
mod pipes;
mod replay;
mod respond;
mod routes;
mod screen;
mod sharing;
mod verdicts;
