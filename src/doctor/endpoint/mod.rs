//! The endpoint: its addresses, a connection, its certificate, one harmless request, and LeadLex's own
//! rules for endpoints. Whether its handler is right is for `check` to say.

mod address;
mod answer;
mod certificate;

use std::time::Duration;

use bytes::Bytes;
use hyper::Method;
use jiff::Timestamp;

use super::clock::Reading;
use super::finding::Finding;
use crate::client::failure::{Failure, FailureKind};
use crate::client::look::{addresses, connect};
use crate::client::target::Target;
use crate::client::{Client, Outgoing, Trust};
use crate::contract::header::{CONTENT_TYPE, HeaderList, USER_AGENT};
use crate::error::Exit;
use crate::text::measure::latency;

/// How long each step before the request may take.
const STEP: Duration = Duration::from_secs(5);
/// How long the answer may take: as long as LeadLex waits `[/webhooks]`.
const DEADLINE: Duration = Duration::from_secs(10);
/// How much of an answer is read.
const KEEP: usize = 64 * 1024;

/// An endpoint to look at.
#[derive(Debug)]
pub struct Endpoint<'a> {
    /// Calls it, as deliveries would.
    pub client: &'a Client,
    /// Where it is.
    pub target: &'a Target,
    /// Where the URL comes from.
    pub origin: String,
    /// Whether the client checks certificates.
    pub trust: Trust,
}

impl Endpoint<'_> {
    /// Looks at it step by step; a step that fails is the last.
    pub async fn look(&self) -> (Vec<Finding>, Option<Reading>) {
        let mut findings = Vec::new();
        if self.client.goes_through_proxy(self.target.uri()).await {
            findings.push(Finding::skipped(
                "endpoint.proxied",
                format!(
                    "{} is reached through the proxy: its address and certificate are the \
                         proxy's to see",
                    self.target
                ),
                "leave `--proxy` and the setting `proxy` out to look at them from here",
            ));
        } else if !self.way(&mut findings).await {
            return (findings, None);
        }
        let (finding, reading) = self.ask().await;
        findings.push(finding);
        (findings, reading)
    }

    /// Name, connection and certificate; whether a request makes sense.
    async fn way(&self, findings: &mut Vec<Finding>) -> bool {
        let found = match addresses(self.target, STEP).await {
            Ok(found) => found,
            Err(failure) => {
                findings.push(self.unreachable("endpoint.dns", &failure));
                return false;
            }
        };
        findings.push(address::judge(self.target, &self.origin, &found));
        if let Err(error) = self.client.check(self.target).await {
            let fix = "`--insecure-http` sends all the same, if the network is yours";
            let told = format!("nothing was sent: {error}");
            findings.push(match error.exit() {
                Exit::USAGE => Finding::skipped("endpoint.plain_http", told, fix),
                _ => Finding::of_error("endpoint.tls", &error, "`--cacert FILE` names some"),
            });
            return false;
        }
        let stream = match connect(&found, STEP).await {
            Ok((stream, address)) => {
                let told = format!("{address} takes connections");
                findings.push(Finding::good("endpoint.connection", told));
                stream
            }
            Err(failure) => {
                findings.push(self.unreachable("endpoint.connection", &failure));
                return false;
            }
        };
        if !self.target.is_https() {
            return true;
        }
        let shown = self.client.certificate(self.target, stream, STEP).await;
        let judged = certificate::judge(self.target, &shown, self.trust, Timestamp::now());
        let goes_on = judged.exit == Exit::DONE;
        findings.push(judged);
        goes_on
    }

    /// A POST, since routes of webhooks often take nothing else and answer 404 to a GET; without a
    /// body and without a signature, so that no handler finds anything in it to act upon.
    async fn ask(&self) -> (Finding, Option<Reading>) {
        let mut headers = HeaderList::new();
        headers.push(CONTENT_TYPE, "application/json");
        headers.push(USER_AGENT, concat!("leadlex-hooks/", env!("CARGO_PKG_VERSION")));
        let asked = Timestamp::now();
        let sent = self.client.send(Outgoing {
            method: Method::POST,
            uri: self.target.uri(),
            headers: &headers,
            authorization: None,
            body: Bytes::new(),
            deadline: DEADLINE,
            keep: KEEP,
        });
        match sent.await {
            Ok(answer) => {
                let date = answer.headers.text("date");
                let reading = Reading::of_date("the endpoint", date, asked, Timestamp::now());
                (answer::judge(self.target, &answer), reading)
            }
            Err(failure) => (self.unreachable("endpoint.answer", &failure), None),
        }
    }

    fn unreachable(&self, id: &'static str, failure: &Failure) -> Finding {
        let took = latency(failure.latency);
        let told = format!("cannot reach {} (from {}): {failure}", self.target, self.origin);
        let told = match failure.kind {
            FailureKind::TimedOut => told,
            _ => format!("{told}, after {took}"),
        };
        Finding::problem(id, Exit::UNREACHABLE, told, fix(failure.kind))
    }
}

fn fix(kind: FailureKind) -> &'static str {
    match kind {
        FailureKind::Refused => {
            "start the handler, or compare the port; `leadlex-hooks listen` is one for a first try"
        }
        FailureKind::Dns => "is the host name spelt right? `--to URL` names another",
        FailureKind::Tls => {
            "is it an https port at all? `--cacert FILE` trusts a private authority"
        }
        FailureKind::TimedOut => {
            "LeadLex waits 10 s: a firewall may drop connections, or the handler works before it \
             answers"
        }
        FailureKind::Closed => "the handler hung up without an answer: its log has the reason",
        FailureKind::Garbage => {
            "what answers speaks no HTTP: compare the port, and http with https"
        }
        FailureKind::PlainHttp => "use https, or say `--insecure-http` if the network is yours",
        FailureKind::Proxy => "the proxy did not let the request through: is `--proxy` right?",
        FailureKind::Other => "`leadlex-hooks send -v --to URL` shows a whole exchange",
    }
}
