//! Two JSON texts compared by what they say: key order, white space and escapes make no difference.

use std::collections::HashMap;

use super::parts::{Member, Parts, parts};
use super::path::{Path, Segment, Steps};
use super::scan::unquoted;
use super::valid::Json;

/// A place where two texts differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change<'a> {
    /// As [`Path`] reads it; empty for the whole text.
    pub path: String,
    /// What the first text has there, as it was written.
    pub before: Option<&'a str>,
    /// What the second has there.
    pub after: Option<&'a str>,
}

/// When two numbers are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbers {
    /// When they are written alike: `1.0` is not `1`.
    AsWritten,
    /// When they have one value, however many digits there are.
    ByValue,
}

/// All differences outside of the ignored paths, in the order of the first text. A step `*` of an
/// ignored path is any member or element; what is below an ignored path is ignored too.
#[must_use]
pub fn compare<'a>(
    before: Json<'a>,
    after: Json<'a>,
    numbers: Numbers,
    ignored: &[Path],
) -> Vec<Change<'a>> {
    let mut walk = Walk { ignored, numbers, steps: Vec::new(), found: Vec::new() };
    walk.values(before.value(), after.value());
    walk.found
}

struct Walk<'a, 'p> {
    ignored: &'p [Path],
    numbers: Numbers,
    steps: Vec<Segment>,
    found: Vec<Change<'a>>,
}

impl<'a> Walk<'a, '_> {
    /// The recursion is as deep as [`super::valid::MAX_DEPTH`].
    fn values(&mut self, before: &'a str, after: &'a str) {
        match (parts(before), parts(after)) {
            (Parts::Object(old), Parts::Object(new)) => self.members(before, &old, after, &new),
            (Parts::Array(old), Parts::Array(new)) => {
                for index in 0..old.len().max(new.len()) {
                    let element = old.get(index).map(|place| &before[place.clone()]);
                    let other = new.get(index).map(|place| &after[place.clone()]);
                    self.step(Segment::Index(index), element, other);
                }
            }
            (Parts::Scalar(kind), Parts::Scalar(other))
                if kind == other && same_scalar(before, after, self.numbers) => {}
            _ => self.tell(Some(before), Some(after)),
        }
    }

    /// Of duplicate keys the last is meant.
    fn members(&mut self, before: &'a str, old: &[Member], after: &'a str, new: &[Member]) {
        let (last_old, last_new) = (last_by_name(old), last_by_name(new));
        for (index, member) in old.iter().enumerate() {
            let name = member.name.as_str();
            if last_old[name] == index {
                let other = last_new.get(name).map(|&other| &after[new[other].value.clone()]);
                let value = &before[member.value.clone()];
                self.step(Segment::Name(name.to_owned()), Some(value), other);
            }
        }
        for (index, member) in new.iter().enumerate() {
            let name = member.name.as_str();
            if last_new[name] == index && !last_old.contains_key(name) {
                let value = &after[member.value.clone()];
                self.step(Segment::Name(name.to_owned()), None, Some(value));
            }
        }
    }

    fn step(&mut self, step: Segment, before: Option<&'a str>, after: Option<&'a str>) {
        self.steps.push(step);
        if !self.is_ignored() {
            match (before, after) {
                (Some(before), Some(after)) => self.values(before, after),
                _ => self.tell(before, after),
            }
        }
        self.steps.pop();
    }

    fn tell(&mut self, before: Option<&'a str>, after: Option<&'a str>) {
        self.found.push(Change { path: Steps(&self.steps).to_string(), before, after });
    }

    /// Whole paths only: what is below one is never reached.
    fn is_ignored(&self) -> bool {
        self.ignored.iter().any(|path| {
            let wanted = path.segments();
            wanted.len() == self.steps.len()
                && wanted.iter().zip(&self.steps).all(|(wanted, step)| means(wanted, step))
        })
    }
}

fn means(wanted: &Segment, step: &Segment) -> bool {
    match (wanted, step) {
        (Segment::Name(any), _) if any == "*" => true,
        (Segment::Index(_), Segment::Name(_)) => false,
        (wanted, Segment::Index(index)) => wanted.index() == Some(*index),
        (wanted, step) => wanted == step,
    }
}

fn last_by_name(members: &[Member]) -> HashMap<&str, usize> {
    members.iter().enumerate().map(|(index, member)| (member.name.as_str(), index)).collect()
}

/// Of two scalars of one kind.
fn same_scalar(before: &str, after: &str, numbers: Numbers) -> bool {
    before == after
        || match before.as_bytes().first() {
            Some(b'"') => unquoted(before) == unquoted(after),
            Some(b'-' | b'0'..=b'9') if numbers == Numbers::ByValue => {
                matches!((decimal(before), decimal(after)), (Some(a), Some(b)) if a == b)
            }
            _ => false,
        }
}

/// Sign, digits without zeros around them, and the power of ten of the last digit: equal for equal
/// numbers, of any size. `None` when the exponent is beyond counting.
fn decimal(text: &str) -> Option<(bool, String, i64)> {
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (sign, mantissa) = (mantissa.starts_with('-'), mantissa.trim_start_matches('-'));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{whole}{fraction}");
    let significant = digits.trim_start_matches('0').trim_end_matches('0');
    if significant.is_empty() {
        return Some((false, String::new(), 0));
    }
    let zeros = i64::try_from(digits.len() - digits.trim_end_matches('0').len()).ok()?;
    let fraction = i64::try_from(fraction.len()).ok()?;
    let power = exponent.parse::<i64>().ok()?.checked_sub(fraction)?.checked_add(zeros)?;
    Some((sign, significant.to_owned(), power))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::proptest;

    use super::{Numbers, compare, decimal};
    use crate::json::path::Path;
    use crate::json::valid::Json;

    fn told(before: &str, after: &str, ignored: &[&str]) -> Vec<String> {
        let ignored: Vec<Path> =
            ignored.iter().map(|path| Path::parse(path).expect("a path")).collect();
        let (before, after) = (Json::read(before).expect("JSON"), Json::read(after).expect("JSON"));
        compare(before, after, Numbers::ByValue, &ignored)
            .iter()
            .map(|change| {
                let or_none = |value: Option<&str>| value.unwrap_or("-").to_owned();
                format!("{} {} {}", change.path, or_none(change.before), or_none(change.after))
            })
            .collect()
    }

    #[test]
    fn notation_makes_no_difference() {
        for (before, after) in [
            (r#"{"a":1,"b":[true,null]}"#, " { \"b\" : [ true , null ], \"a\" : 1.0 } "),
            (r#""\u00e9\/""#, r#""é/""#),
            ("[1e2, -0, 1.50, 0.001]", "[100, 0, 1.5, 1E-3]"),
            (r#"{"a":1,"a":2}"#, r#"{"a":2}"#),
        ] {
            assert_eq!(told(before, after, &[]), [""; 0], "{before} {after}");
        }
    }

    #[test]
    fn numbers_may_be_held_to_how_they_are_written() {
        let (before, after) = (Json::read("[1.10, 2]"), Json::read("[1.1, 2]"));
        let (before, after) = (before.expect("JSON"), after.expect("JSON"));
        assert_eq!(compare(before, after, Numbers::AsWritten, &[]).len(), 1);
    }

    #[test]
    fn each_difference_has_its_path_and_both_values() {
        assert_eq!(
            told(
                r#"{"a":{"x.y":[1,2]},"gone":null,"t":"1"}"#,
                r#"{"a":{"x.y":[1,3,{}]},"t":1,"new":[]}"#,
                &[]
            ),
            [r#"a."x.y"[1] 2 3"#, r#"a."x.y"[2] - {}"#, "gone null -", r#"t "1" 1"#, "new - []"]
        );
        assert_eq!(told("[]", "{}", &[]), [" [] {}"]);
        let (one, other) = ("12345678901234567890123", "12345678901234567890124");
        assert_eq!(told(one, other, &[]).len(), 1, "no digit is rounded away");
    }

    #[test]
    fn ignored_paths_take_what_is_below_them() {
        let before = r#"{"id":1,"items":[{"id":1,"n":1},{"id":2,"n":2}],"meta":{"at":1}}"#;
        let after = r#"{"id":2,"items":[{"id":3,"n":1},{"id":4,"n":9}],"meta":{"by":1}}"#;
        assert_eq!(told(before, after, &["id", "items.*.id", "meta"]), ["items[1].n 2 9"]);
        assert_eq!(told(before, after, &["id", "items.0", "items[1]", "*.at", "*.by"]), [""; 0]);
        assert_eq!(told(before, before, &[]), [""; 0]);
    }

    #[test]
    fn exponents_beyond_counting_are_compared_as_written() {
        let huge = format!("1e{}", "9".repeat(30));
        assert_eq!(decimal(&huge), None);
        assert_eq!(told(&huge, &huge, &[]), [""; 0]);
        assert_eq!(told(&huge, "1", &[]).len(), 1);
    }

    proptest! {
        #[test]
        fn a_shifted_number_is_the_same_number(number: i32, shift in 0_i32..6) {
            let plain = format!("{number}");
            let shifted = format!("{number}{}e-{shift}", "0".repeat(usize::try_from(shift).expect("small")));
            assert_eq!(decimal(&plain), decimal(&shifted));
        }
    }
}
