//! The command line as its users meet it: the real binary, real sockets, and a home of its own for
//! each test. A module a command; what they share is in `harness`.

mod harness;

mod bytes;
mod deliveries;
mod diff;
mod duplicates;
mod durability;
mod events;
mod export;
mod forward;
mod import;
mod import_forms;
mod limits;
mod listen;
mod ndjson;
mod outbox;
mod pipes;
mod prune;
mod redact;
mod replay;
mod screen;
mod sharing;
mod stats;
mod verdicts;
