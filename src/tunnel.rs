//! A tunnel program: started, its public URL read from what it prints, ended with the listener.

use std::time::Duration;

use tokio::sync::mpsc;

use crate::error::Error;
use crate::runner::{Program, Running, Secrets, Stdout};

/// How long a tunnel may take to print its URL.
const PATIENCE: Duration = Duration::from_secs(30);

/// Lines of a failed tunnel that are shown.
const SHOWN_LINES: usize = 5;

/// Which program makes the tunnel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tunnel {
    /// Cloudflare's, without an account.
    Cloudflared,
    /// ngrok's, with the account it is configured for.
    Ngrok,
    /// Any program that prints an https URL; `{url}` and `{port}` in its words are ours.
    Other(Vec<String>),
}

/// A tunnel that stands.
#[derive(Debug)]
pub struct Standing {
    /// Where the world reaches the listener.
    pub public_url: String,
    running: Running,
}

impl Tunnel {
    /// Reads `--tunnel`.
    ///
    /// # Errors
    /// Words whose quotes do not close, or none at all (exit 2).
    pub fn parse(text: &str) -> Result<Self, Error> {
        match text.trim() {
            "cloudflared" => return Ok(Self::Cloudflared),
            "ngrok" => return Ok(Self::Ngrok),
            _ => {}
        }
        match shell_words::split(text) {
            Ok(words) if !words.is_empty() => Ok(Self::Other(words)),
            _ => Err(Error::usage(format!("`--tunnel {}` names no program", text.escape_debug()))
                .hint("use `cloudflared`, `ngrok`, or a command: `--tunnel 'ssh -R 80:localhost:{port} tunnel.example.com'`")),
        }
    }

    /// Starts the program and waits for its URL. It gets no secret and no key.
    ///
    /// # Errors
    /// A program that cannot be started (exit 2), that ends, or that prints no URL (exit 3).
    pub async fn open(&self, local: &str, port: u16) -> Result<Standing, Error> {
        let program = Program {
            command: self.words(local, port),
            environment: Vec::new(),
            stdout: Stdout::Read,
            secrets: Secrets::Withheld,
        };
        let mut running = program.start().map_err(|error| self.advise(error))?;
        let mut lines = running.lines();
        let mut told = Vec::new();
        let found = tokio::time::timeout(PATIENCE, self.find(&mut lines, &mut told)).await;
        if let Ok(Some(public_url)) = found {
            return Ok(Standing { public_url, running });
        }
        running.end().await;
        let why = match found {
            Ok(_) => "ended before it printed a public URL".to_owned(),
            Err(_) => format!("printed no public URL within {} s", PATIENCE.as_secs()),
        };
        let last = told.split_off(told.len().saturating_sub(SHOWN_LINES));
        let error = Error::unreachable(format!("the tunnel `{}` {why}", program.command[0]));
        Err(last.iter().fold(error, |error, line| error.hint(format!("it said: {line}"))))
    }

    /// Where a program that we know is had from.
    fn advise(&self, error: Error) -> Error {
        match self {
            Self::Cloudflared => {
                error.hint("https://github.com/cloudflare/cloudflared has it; it needs no account")
            }
            Self::Ngrok => error.hint("https://ngrok.com/download has it; it needs an account"),
            Self::Other(_) => error,
        }
    }

    fn words(&self, local: &str, port: u16) -> Vec<String> {
        let words = |all: &[&str]| all.iter().map(|&word| word.to_owned()).collect();
        match self {
            Self::Cloudflared => {
                words(&["cloudflared", "tunnel", "--no-autoupdate", "--url", local])
            }
            Self::Ngrok => words(&["ngrok", "http", local, "--log", "stdout"]),
            Self::Other(all) => {
                let port = port.to_string();
                all.iter()
                    .map(|word| word.replace("{url}", local).replace("{port}", &port))
                    .collect()
            }
        }
    }

    async fn find(
        &self,
        lines: &mut mpsc::Receiver<String>,
        told: &mut Vec<String>,
    ) -> Option<String> {
        while let Some(line) = lines.recv().await {
            if let Some(url) = urls(&line).find(|url| self.is_ours(url)) {
                return Some(url.to_owned());
            }
            told.push(line);
        }
        None
    }

    /// Both programs print links to their documentation first.
    fn is_ours(&self, url: &str) -> bool {
        let host = url.trim_start_matches("https://").split('/').next().unwrap_or_default();
        match self {
            Self::Cloudflared => {
                host.ends_with(".trycloudflare.com") && host != "api.trycloudflare.com"
            }
            Self::Ngrok => host.contains(".ngrok") && !host.ends_with("ngrok.com"),
            Self::Other(_) => !host.is_empty(),
        }
    }
}

impl Standing {
    /// Waits for the tunnel's end, which nobody asked for.
    pub async fn lost(&mut self) -> Error {
        let _ = self.running.ended().await;
        Error::unreachable(format!("the tunnel {} has ended", self.public_url))
            .hint("start again: most tunnels get another URL then, which LeadLex must be told")
    }

    /// Takes the tunnel down.
    pub async fn close(&mut self) {
        self.running.end().await;
    }
}

/// The https URLs of a line.
fn urls(line: &str) -> impl Iterator<Item = &str> {
    let ends = |c: char| c.is_whitespace() || "\"'|<>,)\\".contains(c) || c.is_control();
    line.match_indices("https://")
        .map(move |(at, _)| line[at..].split(ends).next().unwrap_or_default().trim_end_matches('/'))
}

#[cfg(test)]
mod tests {
    use super::{Tunnel, urls};

    fn found<'a>(tunnel: &Tunnel, line: &'a str) -> Option<&'a str> {
        urls(line).find(|url| tunnel.is_ours(url))
    }

    #[test]
    fn links_to_documentation_are_no_tunnels() {
        let cloudflared = Tunnel::Cloudflared;
        let line = "INF |  https://wide-open-door.trycloudflare.com  |";
        assert_eq!(found(&cloudflared, line), Some("https://wide-open-door.trycloudflare.com"));
        assert_eq!(found(&cloudflared, "see https://developers.cloudflare.com/x"), None);
        let line = "lvl=info msg=\"started tunnel\" url=https://ab-1.ngrok-free.app";
        assert_eq!(found(&Tunnel::Ngrok, line), Some("https://ab-1.ngrok-free.app"));
        assert_eq!(found(&Tunnel::Ngrok, "https://dashboard.ngrok.com/x"), None);
    }

    #[test]
    fn a_command_gets_our_url_and_port() {
        let tunnel = Tunnel::parse("ssh -R '80:localhost:{port}' x {url}").expect("a command");
        let words = tunnel.words("http://127.0.0.1:1", 1);
        assert_eq!(words, ["ssh", "-R", "80:localhost:1", "x", "http://127.0.0.1:1"]);
        assert!(Tunnel::parse(" ").is_err() && Tunnel::parse("a 'b").is_err());
    }
}
