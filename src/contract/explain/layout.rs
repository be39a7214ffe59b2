//! JSON written again as other libraries write it: the same document, other bytes.

use super::number;
use super::writer::Writer;
use crate::json::scan::{Kind, Token, Tokens};
use crate::json::valid::Json;

/// The white space between the tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spacing {
    /// None at all: `JSON.stringify`.
    Compact,
    /// A blank after each comma and colon: Python's `json.dumps`.
    Spaced,
    /// One member a line, indented by this.
    Indented(&'static str),
}

/// How strings are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Escapes {
    /// As they are.
    Kept,
    /// Only what must be escaped is.
    Fewest,
    /// All that is not ASCII is escaped as well.
    Ascii,
    /// `<`, `>` and `&` are, for HTML.
    Html,
}

/// How slashes are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slashes {
    Plain,
    Escaped,
}

/// The order of an object's members.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    Kept,
    Sorted,
}

/// How numbers are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Numbers {
    Kept,
    JavaScript,
    Python,
}

/// One way to write a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Style {
    pub(super) spacing: Spacing,
    pub(super) escapes: Escapes,
    pub(super) slashes: Slashes,
    pub(super) order: Order,
    pub(super) numbers: Numbers,
}

/// White space alone differs.
pub(super) const PLAIN: Style = Style {
    spacing: Spacing::Compact,
    escapes: Escapes::Kept,
    slashes: Slashes::Plain,
    order: Order::Kept,
    numbers: Numbers::Kept,
};

/// The spacings in use, the commonest first.
pub(super) const SPACINGS: [Spacing; 5] = [
    Spacing::Compact,
    Spacing::Spaced,
    Spacing::Indented("  "),
    Spacing::Indented("    "),
    Spacing::Indented("\t"),
];

/// Every combination; those that come to the same bytes are for the caller to leave out.
pub(super) fn every() -> impl Iterator<Item = Style> {
    let escapes = [Escapes::Kept, Escapes::Fewest, Escapes::Ascii, Escapes::Html];
    let numbers = [Numbers::Kept, Numbers::JavaScript, Numbers::Python];
    numbers.into_iter().flat_map(move |numbers| {
        [Order::Kept, Order::Sorted].into_iter().flat_map(move |order| {
            [Slashes::Plain, Slashes::Escaped].into_iter().flat_map(move |slashes| {
                escapes.into_iter().flat_map(move |escapes| {
                    let style = Style { numbers, order, slashes, escapes, ..PLAIN };
                    SPACINGS.into_iter().map(move |spacing| Style { spacing, ..style })
                })
            })
        })
    })
}

impl Style {
    /// The style in words: `compact, keys sorted`.
    pub(super) fn words(self) -> String {
        let spacing = match self.spacing {
            Spacing::Compact => "compact",
            Spacing::Spaced => "with a blank after `,` and `:`",
            Spacing::Indented("\t") => "indented with tabs",
            Spacing::Indented("    ") => "indented by 4",
            Spacing::Indented(_) => "indented by 2",
        };
        let escapes = match self.escapes {
            Escapes::Kept | Escapes::Fewest => None,
            Escapes::Ascii => Some("non-ASCII as `\\uXXXX`"),
            Escapes::Html => Some("`<`, `>`, `&` as `\\u00XX`"),
        };
        let numbers = match self.numbers {
            Numbers::Kept => None,
            Numbers::JavaScript => Some("numbers as in JavaScript"),
            Numbers::Python => Some("numbers as in Python"),
        };
        let slashes = (self.slashes == Slashes::Escaped).then_some("`/` as `\\/`");
        let order = (self.order == Order::Sorted).then_some("keys sorted");
        let all = [Some(spacing), order, escapes, slashes, numbers];
        all.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

/// A document taken apart, to be written in many styles.
#[derive(Debug)]
pub(super) struct Document<'a>(Node<'a>);

/// One value of a document.
#[derive(Debug)]
pub(super) enum Node<'a> {
    Scalar(Token<'a>),
    Array(Vec<Node<'a>>),
    Object(Vec<(Token<'a>, Node<'a>)>),
}

impl<'a> Document<'a> {
    /// `None` when the body is no JSON.
    pub(super) fn read(body: &'a [u8]) -> Option<Self> {
        let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
        let json = Json::read(std::str::from_utf8(body).ok()?).ok()?;
        let mut tokens = json.tokens();
        let first = tokens.next()?;
        Some(Self(Node::read(first, &mut tokens)?))
    }

    /// Whether these styles say anything of this document: most have no number to rewrite, many no
    /// slash.
    pub(super) fn differs_in(&self) -> impl Fn(Style) -> bool + use<> {
        let mut facts = Facts::default();
        self.0.look(&mut facts);
        move |style| {
            let escapes = match style.escapes {
                Escapes::Kept => true,
                Escapes::Fewest => facts.escaped,
                Escapes::Ascii => facts.non_ascii,
                Escapes::Html => facts.html,
            };
            let numbers = match style.numbers {
                Numbers::Kept => true,
                Numbers::JavaScript => facts.javascript,
                Numbers::Python => facts.python,
            };
            escapes
                && numbers
                && (style.slashes == Slashes::Plain || facts.slash)
                && (style.order == Order::Kept || facts.unsorted)
        }
    }

    /// Writes it.
    pub(super) fn write(&self, style: Style) -> Vec<u8> {
        let mut writer = Writer::new(style);
        writer.node(&self.0);
        writer.finish()
    }
}

#[derive(Clone, Copy, Default)]
struct Facts {
    escaped: bool,
    non_ascii: bool,
    html: bool,
    slash: bool,
    unsorted: bool,
    javascript: bool,
    python: bool,
}

impl Facts {
    fn text(&mut self, text: &str) {
        self.escaped |= text.contains('\\');
        self.slash |= text.contains('/');
        // Escaped already, it is there all the same once it is read.
        self.non_ascii |= !text.is_ascii() || text.contains("\\u");
        self.html |= text.contains(['<', '>', '&']) || text.contains("\\u00");
    }
}

impl<'a> Node<'a> {
    /// The node that begins with this token. [`Json::read`] bounds the depth.
    fn read(first: Token<'a>, tokens: &mut Tokens<'a>) -> Option<Self> {
        match first.kind {
            Kind::ArrayOpen => {
                let mut items = Vec::new();
                loop {
                    let token = tokens.find(|token| token.kind != Kind::Comma)?;
                    if token.kind.closes() {
                        return Some(Self::Array(items));
                    }
                    items.push(Self::read(token, tokens)?);
                }
            }
            Kind::ObjectOpen => {
                let mut members = Vec::new();
                loop {
                    let key = tokens.find(|token| token.kind != Kind::Comma)?;
                    if key.kind.closes() {
                        return Some(Self::Object(members));
                    }
                    let value = tokens.find(|token| token.kind != Kind::Colon)?;
                    members.push((key, Self::read(value, tokens)?));
                }
            }
            _ => Some(Self::Scalar(first)),
        }
    }

    fn look(&self, facts: &mut Facts) {
        match self {
            Self::Scalar(token) if token.kind == Kind::Number => {
                facts.javascript |= number::javascript(token.text).is_some();
                facts.python |= number::python(token.text).is_some();
            }
            Self::Scalar(token) => facts.text(token.text),
            Self::Array(items) => items.iter().for_each(|item| item.look(facts)),
            Self::Object(members) => {
                facts.unsorted |= !members.is_sorted_by_key(|(key, _)| key.text);
                for (key, value) in members {
                    facts.text(key.text);
                    value.look(facts);
                }
            }
        }
    }
}
