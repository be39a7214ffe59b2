//! One raw request of the corpus, and what is right for it.

/// The body of requests that carry one and do not care which.
pub(super) const BODY: &[u8] = br#"{"event":"contact.created","data":{"id":"c1"}}"#;

/// What the client does once it has sent everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// It waits for answers.
    Waits,
    /// It closes its half, and waits for answers.
    HalfCloses,
    /// It resets the connection.
    Resets,
}

/// What becomes of the connection after the last answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Then {
    /// The next request on it is answered.
    Kept,
    /// It is closed, and nothing else is said.
    Closed,
}

/// A case. What is not recorded leaves no trace in the log.
#[derive(Clone, Debug)]
pub(super) struct Case {
    pub(super) what: String,
    pub(super) bytes: Vec<u8>,
    pub(super) ending: Ending,
    /// The statuses that are right for each answer, in order.
    pub(super) answers: Vec<Vec<u16>>,
    /// Whether a close without a word is right too.
    pub(super) may_be_silent: bool,
    pub(super) then: Then,
    /// The bodies of what is recorded, in order.
    pub(super) recorded: Vec<Vec<u8>>,
}

impl Case {
    /// A case that is answered so, once, on a connection that is kept.
    pub(super) fn new(
        what: impl Into<String>,
        bytes: impl Into<Vec<u8>>,
        statuses: &[u16],
    ) -> Self {
        Self {
            what: what.into(),
            bytes: bytes.into(),
            ending: Ending::Waits,
            answers: vec![statuses.to_vec()],
            may_be_silent: false,
            then: Then::Kept,
            recorded: Vec::new(),
        }
    }

    /// No request as HTTP has it: 400, and the end of the connection.
    pub(super) fn bad(what: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self::new(what, bytes, &[400]).closed()
    }

    /// A request like any other; it has no signature, so it is recorded and answered 401.
    pub(super) fn taken(what: impl Into<String>, bytes: impl Into<Vec<u8>>, body: &[u8]) -> Self {
        Self::new(what, bytes, &[401]).recording(body)
    }

    /// It breaks off: 400, or no answer to somebody who has stopped talking.
    pub(super) fn cut(what: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self { may_be_silent: true, ..Self::bad(what, bytes).ending(Ending::HalfCloses) }
    }

    pub(super) fn closed(self) -> Self {
        Self { then: Then::Closed, ..self }
    }

    pub(super) fn ending(self, ending: Ending) -> Self {
        Self { ending, ..self }
    }

    pub(super) fn recording(mut self, body: &[u8]) -> Self {
        self.recorded.push(body.to_vec());
        self
    }

    /// One more answer.
    pub(super) fn and(mut self, statuses: &[u16]) -> Self {
        self.answers.push(statuses.to_vec());
        self
    }
}

/// A POST of [`BODY`] with these lines in its head.
pub(super) fn with_lines(lines: &[u8]) -> Vec<u8> {
    post("/hooks", lines, BODY)
}

/// A POST with these lines in its head.
pub(super) fn post(target: &str, lines: &[u8], body: &[u8]) -> Vec<u8> {
    let length = format!("Content-Length: {}\r\n\r\n", body.len());
    let start = format!("POST {target} HTTP/1.1\r\nHost: localhost\r\n");
    [start.as_bytes(), lines, length.as_bytes(), body].concat()
}

/// A POST with these lines and nothing else in its head, and what follows it.
pub(super) fn framed(lines: &[u8], after: &[u8]) -> Vec<u8> {
    [b"POST /hooks HTTP/1.1\r\nHost: localhost\r\n", lines, b"\r\n", after].concat()
}

/// A body in one chunk.
pub(super) fn chunked(body: &[u8]) -> Vec<u8> {
    [format!("{:x}\r\n", body.len()).as_bytes(), body, b"\r\n0\r\n\r\n"].concat()
}
