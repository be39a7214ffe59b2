//! Why an answer could not be read.

use std::fmt;

/// What was wrong with an answer as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It broke off; says where.
    Cut(String),
    /// There was nothing in it.
    Empty,
    /// It is a web page; holds its title.
    Html(Option<String>),
    /// It is not text.
    NotUtf8,
    /// It is not JSON; says why.
    NotJson(String),
    /// It is JSON without what was asked for; says what is there.
    Shape(String),
    /// It is no CSV with an `id` column; says what is there.
    NotCsv(String),
}

impl Fault {
    /// Whether asking again may help: the connection broke, or the server had a bad moment.
    pub(super) fn is_temporary(&self) -> bool {
        matches!(self, Self::Cut(_) | Self::Empty)
    }

    /// With a text from outside changed by `f`.
    pub(super) fn map(self, f: impl Fn(&str) -> String) -> Self {
        match self {
            Self::Cut(why) => Self::Cut(f(&why)),
            Self::Html(title) => Self::Html(title.map(|title| f(&title))),
            Self::NotJson(why) => Self::NotJson(f(&why)),
            Self::Shape(why) => Self::Shape(f(&why)),
            Self::NotCsv(why) => Self::NotCsv(f(&why)),
            plain @ (Self::Empty | Self::NotUtf8) => plain,
        }
    }

    /// What a text is that should have been something else, where that can be seen at once.
    pub(super) fn of_text(text: &str) -> Option<Self> {
        let text = text.trim_start();
        if text.is_empty() {
            return Some(Self::Empty);
        }
        text.starts_with('<').then(|| Self::Html(title(text)))
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cut(why) => write!(f, "it broke off: {why}"),
            Self::Empty => f.write_str("it is empty"),
            Self::Html(Some(title)) => write!(f, "it is a web page, titled “{title}”"),
            Self::Html(None) => f.write_str("it is a web page"),
            Self::NotUtf8 => f.write_str("it is not UTF-8"),
            Self::NotJson(why) => write!(f, "it is not JSON: {why}"),
            Self::Shape(why) => write!(f, "it is JSON of another shape: {why}"),
            Self::NotCsv(why) => write!(f, "it is no CSV of contacts: {why}"),
        }
    }
}

/// What a web page calls itself.
fn title(page: &str) -> Option<String> {
    let begin = find(page, "<title")?;
    let text = page[begin..].split_once('>')?.1;
    let text = text.split('<').next()?.split_whitespace().collect::<Vec<_>>().join(" ");
    let short: String = text.chars().take(80).collect();
    (!short.is_empty()).then_some(short)
}

/// Where an ASCII text begins, in capitals or not.
fn find(text: &str, wanted: &str) -> Option<usize> {
    text.as_bytes()
        .windows(wanted.len())
        .position(|window| window.eq_ignore_ascii_case(wanted.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::Fault;

    #[test]
    fn a_web_page_is_told_by_its_title() {
        let page = "\n<!DOCTYPE html><HTML><head><TITLE class=x>\n 502 Bad\tGateway </title>é";
        assert_eq!(Fault::of_text(page), Some(Fault::Html(Some("502 Bad Gateway".to_owned()))));
        assert_eq!(Fault::of_text("<p>no"), Some(Fault::Html(None)));
        assert_eq!(Fault::of_text(" \r\n"), Some(Fault::Empty));
        assert_eq!(Fault::of_text("{}"), None);
    }
}
