//! What an endpoint answers to an unsigned POST without a body, and what that says about the route.

use std::time::Duration;

use crate::client::Answer;
use crate::client::target::Target;
use crate::doctor::finding::Finding;
use crate::doctor::quote::quoted;
use crate::error::Exit;
use crate::text::measure::latency;

/// Half of what LeadLex waits: a handler that works before it answers is near the end of it.
const SLOW: Duration = Duration::from_secs(5);

/// Judges the answer.
pub(super) fn judge(target: &Target, answer: &Answer) -> Finding {
    let (status, took) = (answer.status, latency(answer.latency));
    let answered = format!("an unsigned POST without a body is answered {status} in {took}");
    let check = format!("`leadlex-hooks check {target}` tests the handler itself");
    let wrong = |id, why: &str, fix: &str| {
        Finding::problem(id, Exit::NO, format!("{answered}: {why}"), fix)
    };
    if answer.latency > SLOW {
        let fix = "LeadLex waits 10 s: store the event, answer 200, and do the work afterwards";
        return Finding::advice("endpoint.slow", answered, fix);
    }
    match status {
        300..=399 => {
            let place = answer.headers.text("location").unwrap_or("nowhere");
            wrong(
                "endpoint.redirect",
                &format!("it points to {}, and LeadLex does not follow", quoted(place)),
                "register the final URL; a `/` too many or too few at the end is the usual cause",
            )
        }
        200..=299 => Finding::advice(
            "endpoint.takes_anything",
            format!("{answered}: does it verify signatures?"),
            check,
        ),
        400 | 401 | 403 | 422 => {
            Finding::good("endpoint.answer", format!("{answered}, as it should be; {check}"))
        }
        404 | 410 => wrong(
            "endpoint.no_route",
            "there is nothing at this path",
            "compare the path of the URL with the one the handler is mounted at",
        ),
        405 | 501 => wrong(
            "endpoint.no_post",
            "the route takes no POST",
            "mount the handler for POST; a static site answers like this",
        ),
        407 => wrong(
            "endpoint.proxy_login",
            "a proxy in between wants a login",
            "a webhook carries none: exempt the route",
        ),
        502..=504 => wrong(
            "endpoint.no_handler",
            "a proxy in front of the handler gets no answer from it",
            "is the handler running, and on the port that the proxy calls?",
        ),
        500..=599 => wrong(
            "endpoint.fails",
            "the handler fails instead of refusing it",
            "its log has the reason; what is not signed deserves a 401",
        ),
        _ => Finding::advice("endpoint.answer_unusual", answered, check),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use bytes::Bytes;

    use super::judge;
    use crate::client::Answer;
    use crate::client::target::Target;
    use crate::contract::header::HeaderList;

    fn answer(status: u16, location: &str, seconds: u64) -> Answer {
        let mut headers = HeaderList::new();
        headers.push("location", location);
        let latency = Duration::from_secs(seconds);
        Answer { status, headers, body: Bytes::new(), cut: None, latency }
    }

    #[test]
    fn an_address_that_never_ends_is_cut() {
        let target = Target::parse("--to", ":1/x").expect("a URL");
        let place = format!("/{}", "a".repeat(60_000));
        let told = judge(&target, &answer(302, &place, 1)).message;
        let expected = format!("it points to {}…, and LeadLex does not follow", &place[..200]);
        assert!(told.ends_with(&expected), "{told}");
    }

    #[test]
    fn each_status_says_something_else() {
        let target = Target::parse("--to", ":1/x").expect("a URL");
        let judged = |status, seconds| {
            let found = judge(&target, &answer(status, "/login", seconds));
            (found.id, found.exit.code())
        };
        for (status, expected) in [
            (200, ("endpoint.takes_anything", 0)),
            (302, ("endpoint.redirect", 1)),
            (401, ("endpoint.answer", 0)),
            (404, ("endpoint.no_route", 1)),
            (405, ("endpoint.no_post", 1)),
            (418, ("endpoint.answer_unusual", 0)),
            (500, ("endpoint.fails", 1)),
            (502, ("endpoint.no_handler", 1)),
        ] {
            assert_eq!(judged(status, 1), expected, "{status}");
        }
        assert_eq!(judged(401, 6), ("endpoint.slow", 0));
    }
}
