//! Options of every command that calls out: one setting for all paths.

use std::path::PathBuf;

use clap::Args;
use hyper::Uri;
use hyper::header::{HeaderName, HeaderValue};

use super::context::Context;
use crate::client::{Client, ClientSettings, PlainHttp, Trust};
use crate::config::key;
use crate::contract::header::HeaderList;
use crate::error::Error;
use crate::text::safe::typed;

/// How to call out.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Connection options")]
pub struct ClientArgs {
    /// Add a header to every request, or replace one
    #[arg(short = 'H', long = "header", value_name = "NAME: VALUE")]
    header: Vec<String>,
    /// Trust the certificates of this PEM file as well
    #[arg(long, value_name = "FILE")]
    cacert: Option<PathBuf>,
    /// Trust any certificate; says so every time
    #[arg(long)]
    insecure: bool,
    /// Allow plain http beyond this machine
    #[arg(long)]
    insecure_http: bool,
    /// HTTP proxy for everything but loopback
    #[arg(long, value_name = "URL")]
    proxy: Option<String>,
}

impl ClientArgs {
    /// Whether certificates go unchecked.
    #[must_use]
    pub fn is_insecure(&self) -> bool {
        self.insecure
    }

    /// The client they describe without what `-H` sets, which is meant for an endpoint.
    ///
    /// # Errors
    /// A proxy that is none (exit 2).
    pub fn client_for_api(&self, context: &Context) -> Result<Client, Error> {
        Ok(Client::new(ClientSettings { headers: HeaderList::new(), ..self.settings(context)? }))
    }

    /// The client they describe.
    ///
    /// # Errors
    /// A header or a proxy that is none (exit 2).
    pub fn client(&self, context: &Context) -> Result<Client, Error> {
        Ok(Client::new(self.settings(context)?))
    }

    fn settings(&self, context: &Context) -> Result<ClientSettings, Error> {
        if self.insecure {
            context.warn_once("`--insecure`: certificates are not checked");
        }
        let settings = context.settings()?;
        let cacert = match &self.cacert {
            Some(path) => Some(path.clone()),
            None => settings.text(&key::CACERT, None).map(|setting| PathBuf::from(setting.value)),
        };
        let proxy = settings.text(&key::PROXY, self.proxy.as_deref());
        let headers = parse_headers(&self.header)?;
        for name in ["content-length", "transfer-encoding"] {
            if headers.get(name).is_some() {
                return Err(Error::usage(format!("`--header {name}`: it follows from the body"))
                    .hint("to send other bytes use `send --data @FILE`"));
            }
        }
        Ok(ClientSettings {
            headers,
            cacert,
            trust: if self.insecure { Trust::Anyone } else { Trust::Checked },
            plain_http: if self.insecure_http {
                PlainHttp::Anywhere
            } else {
                PlainHttp::LoopbackOnly
            },
            proxy: proxy.map(|setting| parse_proxy(&setting.value)).transpose()?,
        })
    }
}

/// Reads `Name: value` lines.
///
/// # Errors
/// Names the text that is no header (exit 2).
pub fn parse_headers(lines: &[String]) -> Result<HeaderList, Error> {
    let mut headers = HeaderList::new();
    for line in lines {
        let wrong = || {
            Error::usage(format!("`--header {}` is no header", typed(&start_of(line))))
                .hint("write it as `--header 'Name: value'`")
        };
        let (name, value) = line.split_once(':').ok_or_else(wrong)?;
        let (name, value) = (name.trim(), value.trim());
        HeaderName::from_bytes(name.as_bytes()).map_err(|_| wrong())?;
        HeaderValue::from_bytes(value.as_bytes()).map_err(|_| wrong())?;
        headers.push(name, value);
    }
    Ok(headers)
}

/// What can be told of a line: its first word, since the rest may be a credential.
fn start_of(line: &str) -> String {
    match line.split_once(|c: char| c == ':' || c.is_whitespace()) {
        Some((first, _)) => format!("{first} …"),
        None => line.to_owned(),
    }
}

fn parse_proxy(text: &str) -> Result<Uri, Error> {
    let full = if text.contains("://") { text.to_owned() } else { format!("http://{text}") };
    full.parse::<Uri>()
        .ok()
        .filter(|uri| uri.host().is_some() && uri.scheme_str() == Some("http"))
        .ok_or_else(|| {
            Error::usage(format!("`--proxy {}` is no HTTP proxy", text.escape_debug()))
                .hint("write it as `--proxy http://proxy.example.com:3128`")
        })
}
