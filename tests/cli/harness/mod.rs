//! What the suites share. A test begins with a [`Sandbox`], runs the binary in it ([`Cmd`],
//! [`Running`], [`Pty`]), and gives it somebody to talk to ([`Endpoint`], [`RawServer`], [`Raw`]).

mod cmd;
mod endpoint;
mod hook;
mod ledger;
mod normalise;
mod pty;
mod raw;
mod raw_server;
mod recorder;
mod running;
mod sandbox;
#[cfg(target_os = "linux")]
mod shim;
mod signature;
mod tool;
mod vitals;
mod wait;
mod workspace;

pub(crate) use cmd::{Cmd, Output};
pub(crate) use endpoint::{Endpoint, Received, Reply};
pub(crate) use hook::Hook;
pub(crate) use ledger::{Load, Posted};
pub(crate) use pty::Pty;
pub(crate) use raw::{Answer, Raw, request};
pub(crate) use raw_server::{Manner, RawServer, closed_port};
pub(crate) use recorder::Recorder;
pub(crate) use running::{Running, Signal};
pub(crate) use sandbox::{SECRET, Sandbox};
#[cfg(target_os = "linux")]
pub(crate) use shim::{Entry, Shim};
pub(crate) use signature::{post, sign};
pub(crate) use tool::{has_tool, python};
pub(crate) use vitals::Vitals;
pub(crate) use wait::{PATIENCE, until};
pub(crate) use workspace::{KEY, Workspace, poll};
