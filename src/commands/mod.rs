//! One file or folder a command: its arguments (whose docs are the help) above, one function below
//! that resolves, calls and renders. Commands never call each other.

pub mod api_args;
pub mod catalog;
pub mod check;
pub mod client_args;
pub mod completions;
pub mod config;
pub mod context;
pub mod deliveries;
pub mod demo;
pub mod doctor;
pub mod edit_args;
pub mod endpoint_args;
pub mod event_id;
pub mod events;
pub mod expect;
pub mod explainer;
pub mod filter_args;
pub mod follow;
pub mod inspect;
pub mod listen;
pub mod load_run;
pub mod man;
pub mod masking_args;
pub mod outbound;
pub mod poll;
pub mod replay;
pub mod retry_args;
pub mod sandbox;
pub mod send;
pub mod sign;
pub mod signing_secret;
pub mod subscription_events;
pub mod verify;
pub mod webhooks;
