//! Whether one answer is as it should be.

use super::case::{Manner, Wanted};
use super::verdict::{Answered, Exchange, Objection};
use crate::client::failure::FailureKind;

/// Why the answer is not as it should be.
pub(super) fn objection(exchange: &Exchange) -> Option<Objection> {
    why(exchange).map(|why| Objection { why, exchange: Some(exchange.clone()) })
}

fn why(exchange: &Exchange) -> Option<String> {
    let status = match &exchange.answered {
        Answered::NotAwaited => return None,
        Answered::Failure(_) if exchange.wanted == Wanted::Anything => return None,
        Answered::Failure(failure)
            if exchange.wanted == Wanted::RefusedOrCut && failure.kind == FailureKind::Closed =>
        {
            return None;
        }
        Answered::Failure(failure) => return Some(format!("no answer: {failure}")),
        Answered::Answer(answer) => answer.status,
    };
    let due = match (exchange.wanted, status) {
        (Wanted::Anything, _)
        | (Wanted::Taken, 200..=299)
        | (Wanted::Refused | Wanted::RefusedOrCut, 300..=428 | 430..=499)
        | (Wanted::Calm, 200..=499)
        | (Wanted::NotTaken, 300..=499) => return None,
        // Without a length a handler may insist on one (RFC 9110, 15.5.12).
        (Wanted::Taken, 411) if exchange.manner == Manner::Chunked => return None,
        (_, 429) => "and a limit of the rate says nothing about the delivery",
        (Wanted::Taken, _) => "where a genuine delivery is due a 2xx",
        (Wanted::Refused | Wanted::RefusedOrCut, 500..=599) => {
            "where a 4xx is due: what is refused must break nothing"
        }
        (Wanted::Refused | Wanted::RefusedOrCut, _) => "where a 4xx is due: it was taken",
        (Wanted::Calm, _) => "where bad input is due a 2xx or a 4xx",
        (Wanted::NotTaken, _) => "where what is no delivery is due a 4xx",
    };
    Some(format!("answered {status} {due}"))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use bytes::Bytes;
    use hyper::Method;

    use super::why;
    use crate::check::case::{Manner, Wanted};
    use crate::check::verdict::{Answered, Exchange};
    use crate::client::Answer;
    use crate::client::failure::{Failure, FailureKind};
    use crate::contract::header::HeaderList;

    fn exchange(wanted: Wanted, answered: Answered) -> Exchange {
        Exchange {
            method: Method::POST,
            headers: HeaderList::new(),
            body: Bytes::new(),
            manner: Manner::Usual,
            wanted,
            digest: None,
            answered,
        }
    }

    fn passes(wanted: Wanted, status: u16) -> bool {
        let (headers, body) = (HeaderList::new(), Bytes::new());
        let answer = Answer { status, headers, body, cut: None, latency: Duration::ZERO };
        why(&exchange(wanted, Answered::Answer(answer))).is_none()
    }

    #[test]
    fn each_wish_has_its_statuses() {
        let statuses = [200, 202, 302, 400, 401, 409, 429, 500, 503];
        let good = |wanted| statuses.into_iter().filter(move |s| passes(wanted, *s));
        assert!(good(Wanted::Taken).eq([200, 202]));
        assert!(good(Wanted::Refused).eq([302, 400, 401, 409]));
        assert!(good(Wanted::Calm).eq([200, 202, 302, 400, 401, 409, 429]));
        assert!(good(Wanted::NotTaken).eq([302, 400, 401, 409, 429]));
        assert!(good(Wanted::Anything).eq(statuses));
    }

    #[test]
    fn silence_is_no_answer_to_bad_input_either() {
        let failure = Failure {
            kind: FailureKind::Closed,
            message: "closed".to_owned(),
            latency: Duration::ZERO,
        };
        for wanted in [Wanted::Taken, Wanted::Refused, Wanted::Calm, Wanted::NotTaken] {
            let told = why(&exchange(wanted, Answered::Failure(failure.clone())));
            assert_eq!(told.as_deref(), Some("no answer: closed"), "{wanted:?}");
        }
        assert!(why(&exchange(Wanted::Anything, Answered::Failure(failure))).is_none());
    }
}
