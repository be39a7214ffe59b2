//! What is looked for in every answer of the run.

use super::case::{Wanted, Watch};
use super::verdict::{Answered, Exchange, Objection};
use crate::contract::secret::Secret;

/// A shorter secret stands in many an answer by chance.
const TELLING: usize = 8;

/// What a framework prints of its insides.
const INSIDES: [&str; 9] = [
    "Traceback (most recent call last)",
    "\n    at ",
    "node_modules/",
    "site-packages/",
    "Stack trace:",
    "goroutine 1 [",
    ".java:",
    "panicked at ",
    "in `block in ",
];

/// A delivery that failed, and the same sent again.
#[derive(Clone, Debug)]
pub(super) struct Repeat {
    pub(super) first: Exchange,
    pub(super) again: Exchange,
}

/// What is known of the URL, whatever it answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Surroundings {
    /// On this machine, where LeadLex cannot deliver anyway.
    Loopback,
    /// https, its certificate checked.
    Https,
    /// https, with `--insecure`.
    Unchecked,
    /// Plain http beyond this machine, with `--insecure-http`.
    Plain,
}

/// All that a watch may look at.
pub(super) struct Sight<'a> {
    pub(super) exchanges: &'a [Exchange],
    pub(super) repeats: &'a [Repeat],
    pub(super) secret: &'a Secret,
    pub(super) surroundings: Surroundings,
}

impl Sight<'_> {
    /// What a watch objects to.
    pub(super) fn objection(&self, watch: Watch) -> Option<Objection> {
        match watch {
            Watch::Nothing | Watch::Probe => None,
            Watch::Redirect => self.first(|one| match one.status() {
                Some(status @ 300..=399) if one.wanted == Wanted::Taken => {
                    let to = one.answer().and_then(|answer| answer.headers.text("location"));
                    let to = to.map(|to| format!(" to `{to}`")).unwrap_or_default();
                    Some(format!("a genuine delivery was answered {status}, a redirect{to}"))
                }
                _ => None,
            }),
            Watch::Secret => {
                let secret = self.secret.as_bytes();
                self.first(|one| {
                    let shown = secret.len() >= TELLING && shows(one, secret);
                    shown.then(|| "the answer holds the signing secret".to_owned())
                })
            }
            Watch::Oracle => self.first(|one| {
                let digest = one.digest.as_ref()?.as_bytes();
                // What the sender wrote himself may come back to him.
                let own = one.headers.iter().any(|(_, value)| holds(value, digest));
                let told = !own && shows(one, digest);
                told.then(|| "the answer holds the signature that the forgery lacked".to_owned())
            }),
            Watch::Insides => self.first(|one| {
                let answer = one.answer()?;
                let found =
                    INSIDES.into_iter().find(|text| holds(&answer.body, text.as_bytes()))?;
                Some(format!("the answer holds `{}`", found.trim()))
            }),
            Watch::Retry => self.repeats.iter().find_map(|repeat| {
                let refused = repeat.again.status().filter(|status| (400..500).contains(status))?;
                let first = match &repeat.first.answered {
                    Answered::Answer(answer) => answer.status.to_string(),
                    Answered::Failure(_) | Answered::NotAwaited => "not at all".to_owned(),
                };
                let why = format!("answered {first}, and {refused} when it came again");
                Some(Objection { why, exchange: Some(repeat.again.clone()) })
            }),
            Watch::Https => {
                let why = match self.surroundings {
                    Surroundings::Loopback | Surroundings::Https => return None,
                    Surroundings::Unchecked => "the certificate was not checked (`--insecure`)",
                    Surroundings::Plain => "the URL is not https",
                };
                Some(Objection { why: why.to_owned(), exchange: None })
            }
        }
    }

    fn first(&self, look: impl Fn(&Exchange) -> Option<String>) -> Option<Objection> {
        self.exchanges
            .iter()
            .find_map(|one| Some(Objection { why: look(one)?, exchange: Some(one.clone()) }))
    }
}

/// Whether the answer holds these bytes, in its body or in a header, in either case of letters.
fn shows(exchange: &Exchange, bytes: &[u8]) -> bool {
    exchange.answer().is_some_and(|answer| {
        holds(&answer.body, bytes) || answer.headers.iter().any(|(_, value)| holds(value, bytes))
    })
}

fn holds(text: &[u8], bytes: &[u8]) -> bool {
    text.windows(bytes.len()).any(|part| part.eq_ignore_ascii_case(bytes))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use bytes::Bytes;
    use hyper::Method;

    use super::{Repeat, Sight, Surroundings};
    use crate::check::case::{Manner, Wanted, Watch};
    use crate::check::verdict::{Answered, Exchange};
    use crate::client::Answer;
    use crate::contract::header::HeaderList;
    use crate::contract::secret::Secret;

    fn exchange(status: u16, body: &str, header: &str) -> Exchange {
        let mut headers = HeaderList::new();
        headers.push("location", header);
        let body = Bytes::copy_from_slice(body.as_bytes());
        Exchange {
            method: Method::POST,
            headers: HeaderList::new(),
            body: Bytes::new(),
            manner: Manner::Usual,
            wanted: Wanted::Taken,
            digest: Some("00ff".to_owned()),
            answered: Answered::Answer(Answer {
                status,
                headers,
                body,
                cut: None,
                latency: Duration::ZERO,
            }),
        }
    }

    fn told(watch: Watch, exchanges: &[Exchange], repeats: &[Repeat]) -> Option<String> {
        let secret = Secret::new("whsec_test").expect("not empty");
        let surroundings = Surroundings::Plain;
        let sight = Sight { exchanges, repeats, secret: &secret, surroundings };
        sight.objection(watch).map(|objection| objection.why)
    }

    #[test]
    fn each_finds_its_own_and_nothing_else() {
        let calm = exchange(200, "ok", "");
        for watch in [Watch::Redirect, Watch::Secret, Watch::Oracle, Watch::Insides, Watch::Retry] {
            assert_eq!(told(watch, std::slice::from_ref(&calm), &[]), None, "{watch:?}");
        }
        let moved = [calm.clone(), exchange(302, "", "/login")];
        let why = told(Watch::Redirect, &moved, &[]).expect("a redirect");
        assert!(why.contains("302") && why.contains("`/login`"), "{why}");
        assert!(told(Watch::Secret, &[exchange(500, "env: WHSEC_TEST", "")], &[]).is_some());
        assert!(told(Watch::Secret, &[exchange(302, "", "/?s=whsec_test")], &[]).is_some());
        assert!(told(Watch::Oracle, &[exchange(401, "expected sha256=00FF", "")], &[]).is_some());
        let trace = "Error: x\n    at Object.<anonymous> (/app/index.js:1:7)";
        assert!(told(Watch::Insides, &[exchange(500, trace, "")], &[]).is_some());
        assert!(told(Watch::Https, &[], &[]).is_some());
    }

    #[test]
    fn a_signature_that_the_sender_wrote_may_come_back() {
        let mut echoed = exchange(401, "got 00ff", "");
        echoed.headers.push("x-leadlex-signature", "00ff");
        assert_eq!(told(Watch::Oracle, &[echoed], &[]), None);
    }

    #[test]
    fn a_repeat_may_fail_again_and_may_not_be_refused() {
        let repeat =
            |status| vec![Repeat { first: exchange(500, "", ""), again: exchange(status, "", "") }];
        assert_eq!(told(Watch::Retry, &[], &repeat(200)), None);
        assert_eq!(told(Watch::Retry, &[], &repeat(500)), None);
        let why = told(Watch::Retry, &[], &repeat(409)).expect("refused");
        assert_eq!(why, "answered 500, and 409 when it came again");
    }
}
