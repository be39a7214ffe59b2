//! One request and what came of it.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;

use super::case::Manner;
use super::plan::Request;
use super::verdict::{Answered, Exchange};
use crate::client::failure::Failure;
use crate::client::line::{Framing, Line, NameCase};
use crate::client::target::Target;
use crate::client::{Client, Outgoing};

/// How much of an answer is looked at; LeadLex keeps 2 KB of it.
const KEEP: usize = 64 * 1024;

/// How often a request is sent again that was answered 429, and the longest wait before that.
const PATIENCE: (u32, Duration) = (3, Duration::from_secs(10));

/// Where everything goes.
#[derive(Clone, Debug)]
pub(super) struct Way {
    pub(super) client: Arc<Client>,
    pub(super) target: Target,
    pub(super) deadline: Duration,
}

impl Way {
    /// Sends a request, again when the endpoint asks to wait.
    pub(super) async fn exchange(&self, request: &Request, line: &mut Option<Line>) -> Exchange {
        let (times, longest) = PATIENCE;
        let mut exchange = self.once(request, line).await;
        for _ in 0..times {
            let Answered::Answer(answer) = &exchange.answered else { break };
            if answer.status != 429 {
                break;
            }
            let asked = answer.headers.text("retry-after").and_then(|text| text.parse().ok());
            let wait = asked.map_or(Duration::from_secs(1), Duration::from_secs);
            tokio::time::sleep(wait.min(longest)).await;
            exchange = self.once(request, line).await;
        }
        exchange
    }

    async fn once(&self, request: &Request, line: &mut Option<Line>) -> Exchange {
        let headers = self.client.with_own(request.headers(Timestamp::now()));
        let outgoing = Outgoing {
            authorization: None,
            method: request.method.clone(),
            uri: self.target.uri(),
            headers: &headers,
            body: request.body.clone(),
            deadline: self.deadline,
            keep: KEEP,
        };
        let answered = match request.manner {
            Manner::Cut => self.client.cut(outgoing).await.map(|()| None),
            Manner::SameConnection => {
                let open = line.take().filter(Line::is_open);
                self.on(open, NameCase::Lower, Framing::Whole, outgoing, line).await.map(Some)
            }
            Manner::TitleCase => {
                self.on(None, NameCase::Title, Framing::Whole, outgoing, line).await.map(Some)
            }
            Manner::Halves => {
                self.on(None, NameCase::Lower, Framing::Halves, outgoing, line).await.map(Some)
            }
            Manner::Chunked => {
                self.on(None, NameCase::Lower, Framing::Chunked, outgoing, line).await.map(Some)
            }
            Manner::Usual | Manner::Charset | Manner::Get | Manner::Pair | Manner::Crowd => {
                self.client.send(outgoing).await.map(Some)
            }
        };
        Exchange {
            method: request.method.clone(),
            headers,
            body: request.body.clone(),
            manner: request.manner,
            wanted: request.wanted,
            digest: request.digest.clone(),
            answered: match answered {
                Ok(Some(answer)) => Answered::Answer(answer),
                Ok(None) => Answered::NotAwaited,
                Err(failure) => Answered::Failure(failure),
            },
        }
    }

    /// On a connection of its own, which is kept for the next step.
    async fn on(
        &self,
        open: Option<Line>,
        case: NameCase,
        framing: Framing,
        outgoing: Outgoing<'_>,
        kept: &mut Option<Line>,
    ) -> Result<crate::client::Answer, Failure> {
        let mut line = match open {
            Some(line) => line,
            None => self.client.line(self.target.uri(), case, self.deadline).await?,
        };
        let answer = line.send(&self.client, outgoing, framing).await?;
        *kept = Some(line);
        Ok(answer)
    }
}
