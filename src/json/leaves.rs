//! Every string, number, boolean and null of a body, with its path.

use std::ops::Range;

use super::parts::{Parts, parts};
use super::path::{Path, Segment};
use super::valid::Json;

/// One value that has nothing inside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaf {
    /// Where it is.
    pub path: Path,
    /// The value as written, quotes and escapes included.
    pub raw: String,
}

/// The leaves in the order of the text. Of duplicate keys the last is meant, as in [`super::edit`].
#[must_use]
pub fn leaves(body: Json<'_>) -> Vec<Leaf> {
    let mut found = Vec::new();
    collect(body.value(), &mut Vec::new(), &mut found);
    found
}

fn collect(value: &str, path: &mut Vec<Segment>, found: &mut Vec<Leaf>) {
    let children: Vec<(Segment, Range<usize>)> = match parts(value) {
        Parts::Object(members) => members
            .iter()
            .enumerate()
            .filter(|(at, member)| !members[at + 1..].iter().any(|later| later.name == member.name))
            .map(|(_, member)| (Segment::Name(member.name.clone()), member.value.clone()))
            .collect(),
        Parts::Array(elements) => elements
            .into_iter()
            .enumerate()
            .map(|(index, range)| (Segment::Index(index), range))
            .collect(),
        Parts::Scalar(_) => {
            found.extend(Path::of(path.clone()).map(|path| Leaf { path, raw: value.to_owned() }));
            return;
        }
    };
    for (segment, range) in children {
        path.push(segment);
        collect(&value[range], path, found);
        path.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::leaves;
    use crate::json::edit::set;
    use crate::json::valid::Json;

    #[test]
    fn each_leaf_is_where_its_path_leads() {
        let text = r#" {"a":1.10,"b":{"x.y":"\u00e4","e":{},"l":[]},"c":[null,[true]],"a":"z"} "#;
        let body = Json::read(text).expect("JSON");
        let found: Vec<_> =
            leaves(body).into_iter().map(|leaf| (leaf.path.to_string(), leaf.raw)).collect();
        let expected =
            [(r#"b."x.y""#, r#""\u00e4""#), ("c[0]", "null"), ("c[1][0]", "true"), ("a", r#""z""#)];
        assert_eq!(found, expected.map(|(path, raw)| (path.to_owned(), raw.to_owned())));
        for leaf in leaves(body) {
            assert_eq!(set(text, &leaf.path, &leaf.raw).as_deref(), Ok(text));
        }
        assert_eq!(leaves(Json::read("1").expect("JSON")), []);
    }
}
