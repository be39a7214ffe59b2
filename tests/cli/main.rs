//! The command line as its users meet it: the real binary, real sockets, and a home of its own for
//! each test. A module a command; what they share is in `harness`.

// Commands are ended by signals, and shown in pseudo-terminals.
#![cfg(unix)]

mod harness;

mod abuse;
mod bench;
mod bytes;
mod catalog;
mod check;
mod command;
mod config;
mod crash;
mod crowd;
mod deliveries;
mod demo;
mod diff;
mod doctor;
mod duplicates;
mod durability;
mod endpoints;
mod events;
mod exit_codes;
mod expect;
mod explain;
mod export;
mod faults;
mod forward;
mod handlers;
mod help;
mod import;
mod import_forms;
mod init;
mod inspect;
mod interactive;
mod interop;
mod keys;
mod limits;
mod listen;
mod load;
mod ndjson;
mod order;
mod outbox;
mod pipes;
mod poll;
mod prune;
mod redact;
mod register;
mod replay;
mod replay_diff;
mod replay_order;
mod replay_speed;
mod respond;
mod routes;
mod sandbox;
mod scenario;
mod screen;
mod secrets;
mod send;
mod shapes;
mod sharing;
mod sign;
mod soak;
mod stats;
mod store_faults;
mod tunnel;
mod usage;
mod verdicts;
mod verify;
mod webhooks;
