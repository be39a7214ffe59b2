//! The command line as its users meet it: the real binary, real sockets, and a home of its own for
//! each test. A module a command; what they share is in `harness`.

mod harness;

mod catalog;
mod config;
mod demo;
mod durability;
mod endpoints;
mod exit_codes;
mod interop;
mod limits;
mod outbox;
mod scenario;
mod secrets;
mod send;
mod shapes;
mod sign;
mod store_faults;
mod verify;
