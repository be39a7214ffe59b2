//! The listener's socket: where it binds, who can reach it, and how it says that it is ready.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Serialize;
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

use super::args::ListenArgs;
use crate::config::settings::Settings;
use crate::error::Error;
use crate::output::printer::Printer;
use crate::output::stream::Tone;
use crate::receiver::intake::{Exposure, Handling, Intake};
use crate::receiver::tls;
use crate::text::safe;

/// A socket that accepts connections.
pub(super) struct Bound {
    pub(super) listener: TcpListener,
    pub(super) tls: Option<TlsAcceptor>,
    pub(super) exposure: Exposure,
    pub(super) url: String,
    pub(super) port: u16,
}

/// Told when, and only when, connections are accepted.
#[derive(Serialize)]
#[serde(tag = "type", rename = "ready")]
struct ReadyJson<'a> {
    url: &'a str,
    store: String,
    secrets: Vec<&'a str>,
    forward_to: Option<String>,
    public_url: Option<&'a str>,
    webhook_id: Option<&'a str>,
    inspector_url: Option<&'a str>,
}

/// How others reach the listener.
pub(super) struct Public {
    /// Where.
    pub(super) url: Option<String>,
    /// LeadLex's id of the subscription to it.
    pub(super) webhook_id: Option<String>,
}

/// Removes the ready file when the listener ends.
pub(super) struct Ready(Option<PathBuf>);

impl Drop for Ready {
    fn drop(&mut self) {
        if let Some(path) = &self.0 {
            let _ = fs::remove_file(path);
        }
    }
}

impl Bound {
    pub(super) async fn new(settings: &Settings, args: &ListenArgs) -> Result<Self, Error> {
        let tls = match (&args.cert, &args.key) {
            (Some(cert), Some(key)) => Some(tls::acceptor(cert, key)?),
            _ => None,
        };
        let (host, port) = settings.listener(args.host.as_deref(), args.port)?;
        let listener = TcpListener::bind((host.trim_matches(['[', ']']), port))
            .await
            .map_err(|error| cannot_bind(&host, port, error))?;
        let address = listener
            .local_addr()
            .map_err(|error| Error::usage("cannot tell the listener's address").because(error))?;
        let is_open = args.tunnel.is_some() || args.public_url.is_some();
        let exposure = if address.ip().to_canonical().is_loopback() && !is_open {
            Exposure::Loopback
        } else {
            Exposure::Beyond
        };
        let scheme = if tls.is_some() { "https" } else { "http" };
        let url = format!("{scheme}://{address}{}", args.path.as_deref().unwrap_or_default());
        Ok(Self { listener, tls, exposure, url, port: address.port() })
    }

    /// Where this machine reaches it.
    pub(super) fn local_url(&self) -> String {
        let anywhere = ["//0.0.0.0:", "//[::]:"];
        anywhere.iter().fold(self.url.clone(), |url, any| url.replacen(any, "//127.0.0.1:", 1))
    }

    /// The URL without the path that is served.
    pub(super) fn origin(&self, args: &ListenArgs) -> &str {
        let path = args.path.as_deref().unwrap_or_default();
        self.url.strip_suffix(path).unwrap_or(&self.url)
    }

    /// Says that connections are accepted: the kernel queues them from the moment of binding, and
    /// everything else is set up by now.
    pub(super) fn announce(
        &self,
        printer: &Printer,
        intake: &Intake,
        file: Option<&Path>,
        public: &Public,
        inspector_url: Option<&str>,
    ) -> Result<Ready, Error> {
        let url = &self.url;
        let forward_to = match &intake.handling {
            Handling::Record | Handling::Scripted(_) => None,
            Handling::PassThrough(forward) => Some(forward.describe()),
            Handling::AckFirst(outbox) => Some(outbox.forward.describe()),
        };
        let store = intake.store.path().display().to_string();
        let [public_url, webhook_id] =
            [&public.url, &public.webhook_id].map(|text| text.as_deref());
        if let Some(path) = file {
            write_whole(path, url)?;
        }
        if printer.is_json() {
            let secrets = intake.signers.iter().map(|signer| signer.fingerprint()).collect();
            printer.json(&ReadyJson {
                url,
                store,
                secrets,
                forward_to,
                public_url,
                webhook_id,
                inspector_url,
            })?;
        } else {
            let out = printer.out();
            printer.good(&format!("listening on {}", out.paint(Tone::Name, url)));
            if let Some(target) = forward_to {
                printer.story(&format!("  forwarding to {target}"));
            }
            printer.story(&format!("  recording in {store}; Ctrl-C ends"));
            if let Some(url) = inspector_url {
                printer.good(&format!("inspector at {}", out.paint(Tone::Name, url)));
            }
            if let Some(public_url) = public_url {
                printer
                    .good(&format!("public at {}", out.paint(Tone::Name, &safe::line(public_url))));
                if webhook_id.is_none() {
                    printer.hint(
                        "paste it into LeadLex (Settings > API & Integrations > Webhooks > Create), \
                         and keep the secret it shows with `leadlex-hooks config secret set`; \
                         `--register` does it for the time of the session",
                    );
                }
            }
        }
        Ok(Ready(file.map(Path::to_owned)))
    }
}

fn cannot_bind(host: &str, port: u16, error: std::io::Error) -> Error {
    let made = Error::usage(format!("cannot listen on {host}:{port}"));
    let hint = match error.kind() {
        std::io::ErrorKind::AddrInUse => {
            "another program listens there; choose another `--port`, or `--port 0`"
        }
        std::io::ErrorKind::PermissionDenied => {
            "ports below 1024 need privileges; choose another `--port`"
        }
        _ => "`--host` takes an address of this machine",
    };
    made.because(error).hint(hint)
}

/// Nobody ever reads half a URL from the ready file.
fn write_whole(path: &Path, url: &str) -> Result<(), Error> {
    let draft = path.with_extension(format!("{}.tmp", std::process::id()));
    fs::write(&draft, format!("{url}\n")).and_then(|()| fs::rename(&draft, path)).map_err(|error| {
        let _ = fs::remove_file(&draft);
        Error::usage(format!("cannot write `--ready-file {}`", path.display())).because(error)
    })
}
