//! Writes a JSON document in one style.

use std::fmt::Write as _;

use super::layout::{Escapes, Node, Numbers, Order, Slashes, Spacing, Style};
use super::number;
use crate::json::scan::{Kind, Token};

/// A text under way.
pub(super) struct Writer {
    style: Style,
    out: String,
    depth: usize,
}

impl Writer {
    pub(super) fn new(style: Style) -> Self {
        Self { style, out: String::new(), depth: 0 }
    }

    pub(super) fn finish(self) -> Vec<u8> {
        self.out.into_bytes()
    }

    pub(super) fn node(&mut self, node: &Node<'_>) {
        match node {
            Node::Scalar(token) => self.scalar(token),
            Node::Array(items) => self.container('[', ']', items, Self::node),
            Node::Object(members) if self.style.order == Order::Sorted => {
                let mut sorted: Vec<_> = members.iter().collect();
                sorted.sort_by_cached_key(|(key, _)| said(key.text));
                self.container('{', '}', &sorted, |writer, member| writer.member(member));
            }
            Node::Object(members) => self.container('{', '}', members, Self::member),
        }
    }

    fn member(&mut self, (key, value): &(Token<'_>, Node<'_>)) {
        self.scalar(key);
        self.out.push(':');
        if self.style.spacing != Spacing::Compact {
            self.out.push(' ');
        }
        self.node(value);
    }

    fn container<T>(
        &mut self,
        open: char,
        close: char,
        parts: &[T],
        write: impl Fn(&mut Self, &T),
    ) {
        self.out.push(open);
        self.depth += 1;
        for (index, part) in parts.iter().enumerate() {
            if index > 0 {
                self.out.push(',');
            }
            match self.style.spacing {
                Spacing::Spaced if index > 0 => self.out.push(' '),
                _ => self.line_break(),
            }
            write(self, part);
        }
        self.depth -= 1;
        if !parts.is_empty() {
            self.line_break();
        }
        self.out.push(close);
    }

    fn line_break(&mut self) {
        if let Spacing::Indented(indent) = self.style.spacing {
            self.out.push('\n');
            self.out.extend(std::iter::repeat_n(indent, self.depth));
        }
    }

    fn scalar(&mut self, token: &Token<'_>) {
        match token.kind {
            Kind::Number => {
                let again = match self.style.numbers {
                    Numbers::Kept => None,
                    Numbers::JavaScript => number::javascript(token.text),
                    Numbers::Python => number::python(token.text),
                };
                self.out.push_str(again.as_deref().unwrap_or(token.text));
            }
            Kind::Key | Kind::String => self.string(token.text),
            _ => self.out.push_str(token.text),
        }
    }

    fn string(&mut self, text: &str) {
        let Style { escapes, slashes, .. } = self.style;
        let said: Option<String> = match escapes {
            Escapes::Kept => None,
            // Half a surrogate pair cannot be read, so it stays as it is.
            _ => serde_json::from_str(text).ok(),
        };
        let Some(said) = said else {
            if slashes == Slashes::Escaped && !text.contains("\\/") {
                self.out.push_str(&text.replace('/', "\\/"));
            } else {
                self.out.push_str(text);
            }
            return;
        };
        self.out.push('"');
        for c in said.chars() {
            match c {
                '"' => self.out.push_str("\\\""),
                '\\' => self.out.push_str("\\\\"),
                '\n' => self.out.push_str("\\n"),
                '\r' => self.out.push_str("\\r"),
                '\t' => self.out.push_str("\\t"),
                '\u{8}' => self.out.push_str("\\b"),
                '\u{c}' => self.out.push_str("\\f"),
                '/' if slashes == Slashes::Escaped => self.out.push_str("\\/"),
                c if c < ' ' || must_escape(escapes, c) => self.escape(c),
                c => self.out.push(c),
            }
        }
        self.out.push('"');
    }

    fn escape(&mut self, c: char) {
        for unit in c.encode_utf16(&mut [0; 2]) {
            let _ = write!(self.out, "\\u{unit:04x}");
        }
    }
}

fn must_escape(escapes: Escapes, c: char) -> bool {
    match escapes {
        Escapes::Kept | Escapes::Fewest => false,
        Escapes::Ascii => !c.is_ascii(),
        Escapes::Html => matches!(c, '<' | '>' | '&' | '\u{2028}' | '\u{2029}'),
    }
}

/// A key with its escapes read, by which objects are sorted.
fn said(key: &str) -> String {
    serde_json::from_str(key).unwrap_or_else(|_| key.to_owned())
}
