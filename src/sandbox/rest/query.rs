//! The query of a request, and what its values mean.

use std::str::FromStr as _;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_json::Value;

use crate::sandbox::world::denied::Denied;
use crate::text::query;

/// Names and values in order, decoded.
#[derive(Clone, Debug, Default)]
pub(crate) struct Query(Vec<(String, String)>);

impl Query {
    /// Reads what follows the `?`.
    pub(crate) fn parse(text: &str) -> Self {
        Self(query::pairs(text))
    }

    /// The first value of a name; an empty one counts as none.
    pub(crate) fn get<'a>(&'a self, name: &'a str) -> Option<&'a str> {
        self.all(name).next()
    }

    /// Every value of a name that may be repeated, `tag` and `tag[]` alike.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let same = move |known: &str| known == name || known.strip_suffix("[]") == Some(name);
        let pairs = self.0.iter().filter(move |(known, value)| same(known) && !value.is_empty());
        pairs.map(|(_, value)| value.as_str())
    }

    /// A whole number that is at least 1.
    ///
    /// # Errors
    /// Names the parameter.
    pub(crate) fn number(&self, name: &str, default: usize) -> Result<usize, Denied> {
        match self.get(name) {
            None => Ok(default),
            Some(text) => text
                .parse()
                .ok()
                .filter(|number| *number >= 1)
                .ok_or_else(|| Denied::field(name, "A number from 1 is expected")),
        }
    }

    /// A date or a time.
    ///
    /// # Errors
    /// Names the parameter.
    pub(crate) fn time(&self, name: &str) -> Result<Option<Timestamp>, Denied> {
        let Some(text) = self.get(name) else {
            return Ok(None);
        };
        let midnight = |date: Date| date.to_zoned(TimeZone::UTC).map(|at| at.timestamp());
        let read = Timestamp::from_str(text)
            .or_else(|_| Date::from_str(text).and_then(midnight))
            .map_err(|_| Denied::field(name, "Not an ISO 8601 date"))?;
        Ok(Some(read))
    }
}

/// A field of a body that is a text, if it is there.
///
/// # Errors
/// Something else stands there.
pub(crate) fn texts(body: &Value, field: &str, most: usize) -> Result<Vec<String>, Denied> {
    let Some(list) = body.get(field) else {
        return Err(Denied::required(field));
    };
    let texts: Option<Vec<String>> = list.as_array().and_then(|list| {
        list.iter().map(|value| value.as_str().map(str::to_owned)).collect::<Option<_>>()
    });
    match texts {
        Some(texts) if texts.len() <= most => Ok(texts),
        Some(_) => Err(Denied::field(field, format!("At most {most}"))),
        None => Err(Denied::field(field, "A list of texts is expected")),
    }
}

#[cfg(test)]
mod tests {
    use super::Query;

    #[test]
    fn values_are_decoded_and_may_be_repeated() {
        let query = Query::parse("search=J%C3%BCrgen+M&tag=a&tag%5B%5D=b&page=&x");
        assert_eq!(query.get("search"), Some("Jürgen M"));
        assert_eq!(query.all("tag").collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!((query.get("page"), query.get("x")), (None, None));
        assert_eq!(Query::parse("a=%zz%4").get("a"), Some("%zz%4"));
    }

    #[test]
    fn numbers_and_times_are_checked() {
        let query =
            Query::parse("page=0&per_page=7&a=2026-02-24T10:00:00%2B01:00&b=2026-02-24&c=x");
        assert_eq!(query.number("page", 1).expect_err("0").status, 400);
        assert_eq!(query.number("per_page", 1), Ok(7));
        assert_eq!(query.number("other", 50), Ok(50));
        let second = |name| query.time(name).expect("a time").map(|at| at.as_second());
        assert_eq!(second("a"), Some(1_771_923_600));
        assert_eq!(second("b"), Some(1_771_891_200));
        assert_eq!(query.time("c").expect_err("no date").code, "validation_error");
    }
}
