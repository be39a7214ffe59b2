//! What two JSON texts say differently, value by value, in the words in which they were sent.

use std::collections::{HashMap, VecDeque};
use std::fmt;

use super::parts::{Parts, parts};
use super::path::{Segment, Steps};
use super::scan::unquoted;
use super::valid::Json;

/// A value that is not the same in both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference<'a> {
    /// Where it is.
    pub at: Location,
    /// The first text's value as it was sent; `None` when it is not there.
    pub old: Option<&'a str>,
    /// The second text's.
    pub new: Option<&'a str>,
}

/// The steps from the whole text to a value in it; none for the text itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Location(Vec<Segment>);

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", Steps(&self.0))
    }
}

/// All differences, in the order of the first text, what the second adds after it in each object.
///
/// Members are compared by name (the second of the same name with the second), elements by their
/// place. Numbers are compared as they were written: `1.0` is not `1`. White space, the order of
/// members and the way in which a string is escaped make no difference.
#[must_use]
pub fn differences<'a>(old: Json<'a>, new: Json<'a>) -> Vec<Difference<'a>> {
    let mut found = Vec::new();
    compare(&mut Vec::new(), old.value(), new.value(), &mut found);
    found
}

fn compare<'a>(
    path: &mut Vec<Segment>,
    old: &'a str,
    new: &'a str,
    found: &mut Vec<Difference<'a>>,
) {
    if old == new {
        return;
    }
    match (parts(old), parts(new)) {
        (Parts::Object(before), Parts::Object(after)) => {
            let mut partners: HashMap<&str, VecDeque<usize>> = HashMap::new();
            for (place, member) in after.iter().enumerate() {
                partners.entry(&member.name).or_default().push_back(place);
            }
            let mut met = vec![false; after.len()];
            for member in &before {
                path.push(Segment::Name(member.name.clone()));
                let value = &old[member.value.clone()];
                match partners.get_mut(&*member.name).and_then(VecDeque::pop_front) {
                    Some(place) => {
                        met[place] = true;
                        compare(path, value, &new[after[place].value.clone()], found);
                    }
                    None => report(path, Some(value), None, found),
                }
                path.pop();
            }
            for (member, _) in after.iter().zip(met).filter(|(_, met)| !met) {
                path.push(Segment::Name(member.name.clone()));
                report(path, None, Some(&new[member.value.clone()]), found);
                path.pop();
            }
        }
        (Parts::Array(before), Parts::Array(after)) => {
            for place in 0..before.len().max(after.len()) {
                path.push(Segment::Index(place));
                let value = |ranges: &[std::ops::Range<usize>], text: &'a str| {
                    ranges.get(place).map(|range| &text[range.clone()])
                };
                match (value(&before, old), value(&after, new)) {
                    (Some(old), Some(new)) => compare(path, old, new, found),
                    (old, new) => report(path, old, new, found),
                }
                path.pop();
            }
        }
        _ if old.starts_with('"') && new.starts_with('"') && unquoted(old) == unquoted(new) => {}
        _ => report(path, Some(old), Some(new), found),
    }
}

fn report<'a>(
    path: &[Segment],
    old: Option<&'a str>,
    new: Option<&'a str>,
    found: &mut Vec<Difference<'a>>,
) {
    found.push(Difference { at: Location(path.to_vec()), old, new });
}

#[cfg(test)]
mod tests {
    use super::differences;
    use crate::json::valid::Json;

    fn shown(old: &str, new: &str) -> Vec<String> {
        let found = differences(Json::read(old).expect("JSON"), Json::read(new).expect("JSON"));
        let line = |d: &super::Difference<'_>| format!("{} {:?} {:?}", d.at, d.old, d.new);
        found.iter().map(line).collect()
    }

    #[test]
    fn each_value_is_named_with_what_it_was_and_is() {
        let old = r#"{"a": 1.10, "b": [1, {"x": "é"}, 3], "gone": {"k": null}, "d": 1, "d": 2}"#;
        let new =
            r#"{ "d": 1, "b": [1, {"x": "\u00e9", "y.z": []}], "a": 1.1, "d": 3, "new": "s" }"#;
        assert_eq!(
            shown(old, new),
            [
                r#"a Some("1.10") Some("1.1")"#,
                r#"b[1]."y.z" None Some("[]")"#,
                r#"b[2] Some("3") None"#,
                r#"gone Some("{\"k\": null}") None"#,
                r#"d Some("2") Some("3")"#,
                r#"new None Some("\"s\"")"#,
            ]
        );
    }

    #[test]
    fn form_alone_makes_no_difference() {
        assert!(shown(r#"{"a":1,"b":[true]}"#, " { \"b\" : [ true ],\n\"a\":1 } ").is_empty());
        assert_eq!(shown("1", "\"1\""), [r#" Some("1") Some("\"1\"")"#]);
        assert_eq!(shown("{}", "[]"), [r#" Some("{}") Some("[]")"#]);
    }
}
