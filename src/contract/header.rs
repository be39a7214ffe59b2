//! Header names of a LeadLex delivery, and the ordered list of headers as they were received.

use std::fmt::Write as _;

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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HeaderList(Vec<(String, Vec<u8>)>);

impl HeaderList {
    /// An empty list.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a field at the end; the name is kept in lower case.
    pub fn push(&mut self, name: &str, value: impl Into<Vec<u8>>) {
        self.0.push((name.to_ascii_lowercase(), value.into()));
    }

    /// Replaces every field of that name by one, in the place of the first.
    pub fn set(&mut self, name: &str, value: impl Into<Vec<u8>>) {
        let name = name.to_ascii_lowercase();
        match self.0.iter().position(|(known, _)| *known == name) {
            Some(place) => {
                self.0[place].1 = value.into();
                let mut index = 0;
                self.0.retain(|(known, _)| {
                    index += 1;
                    *known != name || index == place + 1
                });
            }
            None => self.0.push((name, value.into())),
        }
    }

    /// Removes every field of that name.
    pub fn remove(&mut self, name: &str) {
        self.0.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
    }

    /// The first value of that name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&[u8]> {
        self.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// The first value of that name, when it is UTF-8.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        self.get(name).and_then(|value| std::str::from_utf8(value).ok())
    }

    /// All fields in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_slice()))
    }

    /// How many fields there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
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
        let kept = |name: &str| !PER_HOP.contains(&name) && !named.iter().any(|n| n == name);
        self.0.retain(|(name, _)| kept(name));
        self
    }

    /// `name: value` lines, each ended by CR LF: the form in which the store keeps them. Exact,
    /// since a value can hold neither CR nor LF.
    #[must_use]
    pub fn to_block(&self) -> Vec<u8> {
        let mut block = Vec::with_capacity(self.0.iter().map(|(n, v)| n.len() + v.len() + 4).sum());
        for (name, value) in &self.0 {
            block.extend_from_slice(name.as_bytes());
            block.extend_from_slice(b": ");
            block.extend_from_slice(value);
            block.extend_from_slice(b"\r\n");
        }
        block
    }

    /// Reads what [`HeaderList::to_block`] wrote; a line without a colon is left out.
    #[must_use]
    pub fn from_block(block: &[u8]) -> Self {
        // A line for each field, and an empty one behind the last.
        let mut list = Self::new();
        for line in block.split(|byte| *byte == b'\n') {
            let Some(line) = line.strip_suffix(b"\r") else { continue };
            if let Some(colon) = line.windows(2).position(|pair| pair == b": ") {
                list.push(&String::from_utf8_lossy(&line[..colon]), &line[colon + 2..]);
            }
        }
        list
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
        assert_eq!(HeaderList::from_block(&fields.to_block()), fields);
    }

    #[test]
    fn set_keeps_the_place_and_drops_duplicates() {
        let mut fields = list(&[("a", b"1"), ("b", b"2"), ("a", b"3")]);
        fields.set("A", "9");
        assert_eq!(fields, list(&[("a", b"9"), ("b", b"2")]));
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
