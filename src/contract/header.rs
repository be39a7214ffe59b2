//! Header names of a LeadLex delivery, and the ordered list of headers as they were received.

use std::fmt::{self, Write as _};

/// `sha256=<hex>`: HMAC-SHA256 of the raw body `[/webhooks]`.
pub const SIGNATURE: &str = "x-leadlex-signature";
/// ISO 8601 time at which the delivery was generated; not part of what is signed `[/webhooks]`.
pub const TIMESTAMP: &str = "x-leadlex-timestamp";
/// UUID of the delivery, suggested for idempotency; not part of what is signed `[/webhooks]`.
pub const DELIVERY_ID: &str = "x-leadlex-delivery-id";
/// Always `application/json` `[/webhooks]`.
pub const CONTENT_TYPE: &str = "content-type";
/// `LeadLex-Webhook/1.0` `[/webhooks]`.
pub const USER_AGENT: &str = "user-agent";
/// The `User-Agent` that LeadLex sends `[/webhooks]`.
pub const LEADLEX_USER_AGENT: &str = "LeadLex-Webhook/1.0";

/// Fields that belong to one connection and are never passed on (RFC 9110, 7.6.1), with `Host` and
/// `Content-Length`, which each hop computes anew.
const PER_HOP: [&str; 12] = [
    "connection",
    "content-length",
    "expect",
    "host",
    "keep-alive",
    "proxy-authenticate",
    "proxy-authorization",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// Header fields in the order they came, names in lower case, values as bytes, duplicates kept.
///
/// They lie behind one another in one text, which is what the store keeps: a list goes from thread to
/// thread with each delivery, and a piece of memory for each name and value would cost more than the rest.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct HeaderList {
    block: Vec<u8>,
    fields: Vec<Field>,
}

/// Where a field lies in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Field {
    start: usize,
    colon: usize,
    end: usize,
}

impl HeaderList {
    /// An empty list.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a field at the end; the name is kept in lower case.
    pub fn push(&mut self, name: &str, value: impl AsRef<[u8]>) {
        let value = value.as_ref();
        let start = self.block.len();
        let colon = start + name.len();
        let end = colon + 2 + value.len();
        self.block.reserve(name.len() + value.len() + 4);
        self.block.extend_from_slice(name.as_bytes());
        self.block[start..].make_ascii_lowercase();
        self.block.extend_from_slice(b": ");
        self.block.extend_from_slice(value);
        self.block.extend_from_slice(b"\r\n");
        self.fields.push(Field { start, colon, end });
    }

    /// Replaces every field of that name by one, in the place of the first.
    pub fn set(&mut self, name: &str, value: impl AsRef<[u8]>) {
        let mut is_first = true;
        self.retain(|known| !known.eq_ignore_ascii_case(name) || std::mem::take(&mut is_first));
        let Some(place) = self.place(name) else { return self.push(name, value) };
        let Field { colon, end, .. } = self.fields[place];
        let value = value.as_ref();
        self.block.splice(colon + 2..end, value.iter().copied());
        let new_end = colon + 2 + value.len();
        self.fields[place].end = new_end;
        for field in &mut self.fields[place + 1..] {
            for at in [&mut field.start, &mut field.colon, &mut field.end] {
                *at = *at - end + new_end;
            }
        }
    }

    /// Removes every field of that name.
    pub fn remove(&mut self, name: &str) {
        self.retain(|known| !known.eq_ignore_ascii_case(name));
    }

    fn retain(&mut self, mut is_kept: impl FnMut(&str) -> bool) {
        let (block, mut kept) = (&mut self.block, 0);
        self.fields.retain_mut(|field| {
            if !is_kept(name(block, *field)) {
                return false;
            }
            let Field { start, colon, end } = *field;
            block.copy_within(start..end + 2, kept);
            let gap = start - kept;
            *field = Field { start: kept, colon: colon - gap, end: end - gap };
            kept += end + 2 - start;
            true
        });
        self.block.truncate(kept);
    }

    fn place(&self, name: &str) -> Option<usize> {
        let name = name.as_bytes();
        let is_it = |f: &Field| self.block[f.start..f.colon].eq_ignore_ascii_case(name);
        self.fields.iter().position(is_it)
    }

    /// The first value of that name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&[u8]> {
        let field = self.fields[self.place(name)?];
        Some(&self.block[field.colon + 2..field.end])
    }

    /// The first value of that name, when it is UTF-8.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        self.get(name).and_then(|value| std::str::from_utf8(value).ok())
    }

    /// All fields in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        let value = |field: &Field| &self.block[field.colon + 2..field.end];
        self.fields.iter().map(move |field| (name(&self.block, *field), value(field)))
    }

    /// How many fields there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.fields.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    /// The fields that may be passed to the next hop: without per-hop fields and those that
    /// `Connection` names.
    #[must_use]
    pub fn end_to_end(&self) -> Self {
        self.clone().into_end_to_end()
    }

    /// The same of a list that is needed no more.
    #[must_use]
    pub fn into_end_to_end(mut self) -> Self {
        let named: Vec<String> = self
            .iter()
            .filter(|(name, _)| *name == "connection")
            .flat_map(|(_, value)| {
                String::from_utf8_lossy(value)
                    .split(',')
                    .map(|token| token.trim().to_ascii_lowercase())
                    .collect::<Vec<_>>()
            })
            .collect();
        self.retain(|name| !PER_HOP.contains(&name) && !named.iter().any(|n| n == name));
        self
    }

    /// `name: value` lines, each ended by CR LF: the form in which the store keeps them. Exact,
    /// since a value can hold neither CR nor LF.
    #[must_use]
    pub fn as_block(&self) -> &[u8] {
        &self.block
    }

    /// Reads what [`HeaderList::as_block`] gave; a line without a colon is left out.
    #[must_use]
    pub fn from_block(block: &[u8]) -> Self {
        let mut list = Self::new();
        list.block.reserve(block.len());
        // A line for each field, and an empty one behind the last.
        for line in block.split(|byte| *byte == b'\n') {
            let Some(line) = line.strip_suffix(b"\r") else { continue };
            if let Some(colon) = line.windows(2).position(|pair| pair == b": ") {
                list.push(&String::from_utf8_lossy(&line[..colon]), &line[colon + 2..]);
            }
        }
        list
    }
}

/// What was text when the field was added.
fn name(block: &[u8], field: Field) -> &str {
    std::str::from_utf8(&block[field.start..field.colon]).unwrap_or_default()
}

impl fmt::Debug for HeaderList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter().map(|(name, value)| (name, value_text(value)))).finish()
    }
}

/// A header value as text: UTF-8 where it is, otherwise `\xNN` for the bytes that are not ASCII.
#[must_use]
pub fn value_text(value: &[u8]) -> String {
    if let Ok(text) = std::str::from_utf8(value) {
        return text.to_owned();
    }
    value.iter().fold(String::new(), |mut text, &byte| {
        if byte.is_ascii() {
            text.push(char::from(byte));
        } else {
            let _ = write!(text, "\\x{byte:02x}");
        }
        text
    })
}

#[cfg(test)]
mod tests {
    use super::HeaderList;

    fn list(fields: &[(&str, &[u8])]) -> HeaderList {
        let mut list = HeaderList::new();
        for (name, value) in fields {
            list.push(name, *value);
        }
        list
    }

    #[test]
    fn a_block_keeps_every_byte_order_and_duplicate() {
        let fields = list(&[("A", b"1: 2"), ("b", b"\xff\x80"), ("a", b""), ("B", b" x ")]);
        assert_eq!(HeaderList::from_block(fields.as_block()), fields);
    }

    #[test]
    fn set_keeps_the_place_and_drops_duplicates() {
        let mut fields = list(&[("a", b"1"), ("b", b"2"), ("a", b"3")]);
        fields.set("A", "9");
        assert_eq!(fields, list(&[("a", b"9"), ("b", b"2")]));
        for value in ["", "longer", "x"] {
            fields.set("a", value);
            fields.set("c", value);
            let expected = [("a", value), ("b", "2"), ("c", value)];
            assert_eq!(fields, list(&expected.map(|(name, value)| (name, value.as_bytes()))));
        }
        fields.remove("B");
        assert_eq!(fields, list(&[("a", b"x"), ("c", b"x")]));
        assert_eq!(HeaderList::from_block(fields.as_block()), fields);
    }

    #[test]
    fn per_hop_fields_and_those_connection_names_end_here() {
        let fields = list(&[
            ("Host", b"x"),
            ("Connection", b"close, X-Hop"),
            ("x-hop", b"1"),
            ("x-end", b"2"),
        ]);
        assert_eq!(fields.end_to_end(), list(&[("x-end", b"2")]));
    }
}
