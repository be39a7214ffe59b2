//! Replacing one value of a body; every other byte stays as it was.

use std::ops::Range;

use super::error::{EditError, Known, Place};
use super::parts::{Parts, parts};
use super::path::{Path, Segment, Steps};
use super::valid::Json;

/// Puts a JSON value in the place of the one at `path`. Of duplicate keys the last is meant, as in
/// most parsers. A slice of the text is all that changes, so numbers, blanks and the order of keys
/// elsewhere stay as they were.
///
/// # Errors
/// Either text is not JSON, or the path leads nowhere.
pub fn set(text: &str, path: &Path, raw_value: &str) -> Result<String, EditError> {
    let body = Json::read(text).map_err(EditError::NotJson)?;
    let value = Json::read(raw_value).map_err(EditError::ValueNotJson)?.value();
    let Range { start, end } = locate(body, path)?;
    Ok([&text[..start], value, &text[end..]].concat())
}

/// Where the value at `path` is.
fn locate(body: Json<'_>, path: &Path) -> Result<Range<usize>, EditError> {
    let mut here = body.range();
    for (depth, segment) in path.segments().iter().enumerate() {
        let inside = child(&body.text()[here.clone()], segment, || {
            Place(path.segments()[..depth].to_vec())
        })?;
        here = here.start + inside.start..here.start + inside.end;
    }
    Ok(here)
}

fn child(
    value: &str,
    segment: &Segment,
    parent: impl Fn() -> Place,
) -> Result<Range<usize>, EditError> {
    let written = || Steps(std::slice::from_ref(segment)).to_string();
    let nothing_inside =
        |found| EditError::NothingInside { parent: parent(), segment: written(), found };
    match (parts(value), segment) {
        (Parts::Object(members), Segment::Name(name)) => {
            let found = members.iter().rfind(|member| member.name == *name);
            found.map(|member| member.value.clone()).ok_or_else(|| EditError::NoSuchName {
                parent: parent(),
                name: name.clone(),
                known: Known::near(name, &members),
            })
        }
        (Parts::Array(elements), _) => {
            let found = segment.index().and_then(|index| elements.get(index));
            found.cloned().ok_or_else(|| EditError::NoSuchElement {
                parent: parent(),
                segment: written(),
                length: elements.len(),
            })
        }
        (Parts::Object(_), Segment::Index(_)) => Err(nothing_inside("an object")),
        (Parts::Scalar(found), _) => Err(nothing_inside(found)),
    }
}

#[cfg(test)]
mod tests {
    use super::{EditError, Path, set};

    const BODY: &str = r#"{ "id":12345678901234567890123, "data" : {
        "contact":{"email":"a@x","name":"Ä","email" : "b@x"},"price":1.10,"tags":["vip", [1, 2.0] ]} }
"#;

    fn edited(path: &str, value: &str) -> Result<String, EditError> {
        set(BODY, &Path::parse(path).expect("a path"), value)
    }

    fn refused(path: &str) -> String {
        edited(path, "1").expect_err("refused").to_string()
    }

    #[test]
    fn one_value_changes_and_nothing_else() {
        let cases = [
            ("data.contact.email", r#""b@x""#),
            ("data.price", "1.10"),
            ("data.tags[1][1]", "2.0"),
            ("data.tags.0", r#""vip""#),
            ("data.tags", r#"["vip", [1, 2.0] ]"#),
            ("id", "12345678901234567890123"),
        ];
        for (path, before) in cases {
            let (head, tail) = BODY.split_once(before).expect("the old value");
            let expected = format!("{head}{{\"new\": 1e400}}{tail}");
            assert_eq!(edited(path, " {\"new\": 1e400}\n").as_ref(), Ok(&expected), "{path}");
        }
    }

    #[test]
    fn a_missing_name_is_answered_with_the_nearest() {
        assert_eq!(
            refused("data.contact.emial"),
            "there is no `emial` in `data.contact`, which has `email`, `name`; \
             `--patch` adds new fields"
        );
        assert_eq!(
            refused("dat.contact"),
            "there is no `dat` in the body, which has `data`, `id`; `--patch` adds new fields"
        );
        let many: Vec<_> = (10..30).map(|n| format!("\"k{n}\":0")).collect();
        let body = format!("{{{}}}", many.join(","));
        let path = Path::parse("k2").expect("a path");
        let error = set(&body, &path, "1").expect_err("refused").to_string();
        assert!(error.contains("which has `k12`, "), "{error}");
        assert!(error.contains(" and 12 more;"), "{error}");
        assert!(set("{}", &path, "1").expect_err("refused").to_string().contains("which is empty"));
    }

    #[test]
    fn what_has_nothing_inside_says_what_it_is() {
        let array = "it is an array of 2, counted from 0; \
                     `--patch` adds new fields and replaces whole arrays";
        assert_eq!(refused("data.tags[2]"), format!("there is no `[2]` in `data.tags`: {array}"));
        assert_eq!(refused("data.tags.x"), format!("there is no `x` in `data.tags`: {array}"));
        let price = "there is no `x` in `data.price`: it is a number; `--patch` adds new fields";
        assert_eq!(refused("data.price.x"), price);
        let body = "there is no `[0]` in the body: it is an object; `--patch` adds new fields";
        assert_eq!(refused("[0]"), body);
    }

    #[test]
    fn texts_that_are_not_json_are_named() {
        let path = Path::parse("a").expect("a path");
        let body = set("<xml/>", &path, "1").expect_err("refused");
        assert_eq!(body.to_string(), "the body is not JSON: expected value at line 1 column 1");
        let value = set("{\"a\":1}", &path, "01").expect_err("refused");
        assert!(matches!(value, EditError::ValueNotJson(_)));
    }
}
