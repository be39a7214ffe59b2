//! A request as it stands on the wire: names as they are written, fields in their order, each duplicate.

use std::fmt::Write as _;

/// A field of a head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Field {
    /// As it is written.
    pub(super) name: String,
    /// Without the blanks around it, which mean nothing.
    pub(super) value: Vec<u8>,
}

impl Field {
    pub(super) fn new(name: impl Into<String>, value: impl Into<Vec<u8>>) -> Self {
        Self { name: name.into(), value: value.into() }
    }

    pub(super) fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }
}

/// How the end of a body is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Framing {
    /// By its length, in the head.
    Length,
    /// By a chunk without bytes.
    Chunked,
}

/// A request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Request {
    pub(super) method: String,
    /// Path and query.
    pub(super) target: String,
    pub(super) fields: Vec<Field>,
    pub(super) framing: Framing,
    pub(super) body: Vec<u8>,
}

/// Bytes of a chunk: uneven, so that no boundary is a round number.
const CHUNK: usize = 1_021;

impl Request {
    /// The first value of a field.
    pub(super) fn value(&self, name: &str) -> Option<&[u8]> {
        find(&self.fields, name)
    }

    /// The head as it is sent.
    pub(super) fn head(&self) -> Vec<u8> {
        let mut head = format!("{} {} HTTP/1.1\r\n", self.method, self.target).into_bytes();
        for Field { name, value } in &self.fields {
            head.extend_from_slice(name.as_bytes());
            head.extend_from_slice(b": ");
            head.extend_from_slice(value);
            head.extend_from_slice(b"\r\n");
        }
        let length = match self.framing {
            Framing::Chunked => "Transfer-Encoding: chunked\r\n".to_owned(),
            Framing::Length if self.method == "GET" => String::new(),
            Framing::Length => format!("Content-Length: {}\r\n", self.body.len()),
        };
        head.extend_from_slice(length.as_bytes());
        head.extend_from_slice(b"\r\n");
        head
    }

    /// The body as it is sent.
    pub(super) fn framed_body(&self) -> Vec<u8> {
        if self.framing == Framing::Length {
            return self.body.clone();
        }
        let mut framed = Vec::with_capacity(self.body.len() + 64);
        for chunk in self.body.chunks(CHUNK) {
            let mut size = String::new();
            // Writing to a string cannot fail.
            let _ = write!(size, "{:x}\r\n", chunk.len());
            framed.extend_from_slice(size.as_bytes());
            framed.extend_from_slice(chunk);
            framed.extend_from_slice(b"\r\n");
        }
        framed.extend_from_slice(b"0\r\n\r\n");
        framed
    }
}

/// The first value of that name.
pub(super) fn find<'a>(fields: &'a [Field], name: &str) -> Option<&'a [u8]> {
    fields.iter().find(|field| field.is(name)).map(|field| &*field.value)
}

/// The fields of a parsed head.
pub(super) fn fields(parsed: &[httparse::Header<'_>]) -> Vec<Field> {
    parsed.iter().map(|header| Field::new(header.name, header.value)).collect()
}
