//! The tunnel: requests go out through the public URL and are held, byte by byte, against what arrives
//! here at the other end, and the answers against what was answered. Only requests of one's own count:
//! each carries a nonce. They are signed with a secret of the moment, so none of the user's leaves.

mod answer;
mod body;
mod compare;
mod course;
mod crowd;
mod far_end;
mod hop;
mod judge;
mod message;
mod probe;
mod stranger;
mod stream;

pub use course::{Course, Pace, Start};
pub use far_end::FarEnd;

use std::time::Duration;

use tokio::time::timeout;

use super::finding::Finding;
use crate::client::target::{Place, Target};
use crate::error::{Error, Exit};

/// How long the name of a URL may take to be found.
const DEADLINE: Duration = Duration::from_secs(10);

/// Programs that make tunnels, as `--tunnel` knows them.
pub const PROGRAMS: [&str; 2] = ["cloudflared", "ngrok"];

/// Nothing was sent, since no tunnel was named: says which programs are there to make one.
#[must_use]
pub fn untested(installed: &[&str]) -> Finding {
    match installed {
        [] => Finding::skipped(
            "tunnel.skipped",
            "no tunnel is named, and neither cloudflared nor ngrok is installed",
            "install cloudflared, or name a tunnel that runs: `--public-url URL`",
        ),
        [first, ..] => Finding::skipped(
            "tunnel.skipped",
            format!("no tunnel is named; {} can make one", installed.join(" and ")),
            format!("`leadlex-hooks doctor --tunnel {first}` tests one from end to end"),
        ),
    }
}

/// The port at which the tunnel is to end is somebody's.
#[must_use]
pub fn port_taken(host: &str, port: u16, error: std::io::Error) -> Finding {
    if error.kind() == std::io::ErrorKind::AddrInUse {
        return Finding::problem(
            "tunnel.port_taken",
            Exit::USAGE,
            format!(
                "another program listens on {host}:{port}, perhaps `leadlex-hooks listen`: what \
                 arrives there cannot be looked at"
            ),
            "end it for as long as this takes; or name the port the tunnel leads to with `--port`",
        )
        .fix("or let this start a tunnel of its own: `--tunnel cloudflared`");
    }
    let error = Error::usage(format!("cannot listen on {host}:{port}")).because(error);
    Finding::of_error("tunnel.port_taken", &error, "name another port with `--port`")
}

/// What the public URL itself says, before anything is sent.
///
/// # Errors
/// A name without an address.
pub async fn url(target: &Target) -> Result<Option<Finding>, Error> {
    if target.is_https() {
        return Ok(None);
    }
    let place = timeout(DEADLINE, target.place()).await.unwrap_or_else(|_| {
        let seconds = DEADLINE.as_secs();
        Err(Error::unreachable(format!("{} has no address within {seconds} s", target.host())))
    });
    Ok(Some(match place? {
        Place::Loopback => Finding::advice(
            "tunnel.loopback",
            format!("{target} is on this machine: good for a try, and no use to LeadLex"),
            "LeadLex takes `https://` URLs of public hosts only: name the tunnel's",
        ),
        Place::Beyond => Finding::problem(
            "tunnel.not_https",
            Exit::NO,
            format!("{target} is not https: LeadLex takes `https://` URLs only"),
            "tunnels have an https URL as well: name that one",
        ),
    }))
}
