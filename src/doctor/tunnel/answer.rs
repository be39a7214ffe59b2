//! An answer as it stands on the wire, and how one that came back differs from the one that was given.

use super::message::{Field, fields, find};

/// A field of every answer that is given here.
pub(super) const MARK: &str = "X-Hooks-Answer";

/// Fields that an answer may have.
const FIELDS: usize = 100;

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) fields: Vec<Field>,
    pub(super) body: Vec<u8>,
}

/// What became of an answer on the way back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// Another status.
    Status { given: u16, came: u16 },
    /// A field that is missing or has another value.
    Field(String),
    /// Another body.
    Body { given: usize, came: usize },
}

impl Answer {
    /// One with a body that no program writes like this by itself.
    pub(super) fn new(status: u16, nonce: &str) -> Self {
        Self {
            status,
            fields: vec![Field::new("Content-Type", "application/json"), Field::new(MARK, nonce)],
            body: format!("{{\r\n\t\"nonce\" :\"{nonce}\", \"é\":\"\\u00e9\\/\" }}\r\n")
                .into_bytes(),
        }
    }

    /// What everybody else gets.
    pub(super) fn bare(status: u16) -> Self {
        Self { status, fields: Vec::new(), body: Vec::new() }
    }

    /// Reads a head that was found sound before.
    pub(super) fn read(status: u16, head: &[u8], body: Vec<u8>) -> Self {
        let mut room = [httparse::EMPTY_HEADER; FIELDS];
        let mut parsed = httparse::Response::new(&mut room);
        let fields = match parsed.parse(head) {
            Ok(_) => fields(parsed.headers),
            Err(_) => Vec::new(),
        };
        Self { status, fields, body }
    }

    /// The value of a field as text.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        find(&self.fields, name).map(|value| String::from_utf8_lossy(value).into_owned())
    }

    /// As it is sent.
    pub(super) fn written(&self) -> Vec<u8> {
        // The words behind the number mean nothing.
        let mut bytes = format!("HTTP/1.1 {} Told\r\n", self.status).into_bytes();
        for Field { name, value } in &self.fields {
            bytes.extend([name.as_bytes(), b": ", value, b"\r\n"].concat());
        }
        bytes.extend(format!("Content-Length: {}\r\n\r\n", self.body.len()).into_bytes());
        bytes.extend_from_slice(&self.body);
        bytes
    }

    /// How the one that came differs.
    pub(super) fn compare(&self, came: &Self) -> Vec<Change> {
        let mut changes = Vec::new();
        if self.status != came.status {
            changes.push(Change::Status { given: self.status, came: came.status });
        }
        for field in &self.fields {
            if find(&came.fields, &field.name) != Some(&*field.value) {
                changes.push(Change::Field(field.name.clone()));
            }
        }
        if self.body != came.body {
            changes.push(Change::Body { given: self.body.len(), came: came.body.len() });
        }
        changes
    }
}

#[cfg(test)]
mod tests {
    use super::{Answer, Change};

    #[test]
    fn an_answer_that_came_as_it_was_given_has_no_changes_and_others_are_named() {
        let given = Answer::new(401, "n");
        let written = given.written();
        let head = written.len() - given.body.len();
        let came = Answer::read(401, &written[..head], given.body.clone());
        assert_eq!(given.compare(&came), []);
        let other = Answer { status: 502, fields: Vec::new(), body: b"no".to_vec() };
        assert_eq!(
            given.compare(&other),
            [
                Change::Status { given: 401, came: 502 },
                Change::Field("Content-Type".to_owned()),
                Change::Field("X-Hooks-Answer".to_owned()),
                Change::Body { given: given.body.len(), came: 2 },
            ]
        );
    }
}
