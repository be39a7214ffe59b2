//! Holds a request that arrived against the one that was sent. Pure: bytes in, changes out.

#[cfg(test)]
mod tests;

use super::body::{self, BodyChange};
use super::hop;
use super::message::{Field, Framing, Request};

/// One thing that is not as it was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// Another method.
    Method { sent: String, arrived: String },
    /// Another path or query.
    Target { sent: String, arrived: String },
    /// A field that is missing.
    Dropped { name: String },
    /// A field with another value; the values of duplicates joined by ` | `.
    Changed { name: String, sent: Vec<u8>, arrived: Vec<u8> },
    /// Duplicates that became one field.
    Joined { name: String, arrived: Vec<u8> },
    /// Duplicates in another order.
    Shuffled { name: String },
    /// A field that was not sent.
    Added { name: String, value: Vec<u8> },
    /// A field that was not sent, and that whoever passes requests on usually writes.
    AddedByHop { name: String },
    /// Another `Host`.
    Host { sent: String, arrived: String },
    /// Names in another order.
    Reordered,
    /// A name in other letters.
    Recased { sent: String, arrived: String },
    /// The end of the body told in another way.
    Reframed { sent: Framing, arrived: Framing },
    /// Another body.
    Body(BodyChange),
}

/// All changes, those of the request line first.
pub(super) fn compare(sent: &Request, arrived: &Request) -> Vec<Change> {
    let mut changes = Vec::new();
    if sent.method != arrived.method {
        let (sent, arrived) = (sent.method.clone(), arrived.method.clone());
        changes.push(Change::Method { sent, arrived });
    }
    if sent.target != arrived.target {
        let (sent, arrived) = (sent.target.clone(), arrived.target.clone());
        changes.push(Change::Target { sent, arrived });
    }
    values(&sent.fields, &arrived.fields, &mut changes);
    host(sent, arrived, &mut changes);
    names(&sent.fields, &arrived.fields, &mut changes);
    if sent.framing != arrived.framing && !sent.body.is_empty() {
        let (sent, arrived) = (sent.framing, arrived.framing);
        changes.push(Change::Reframed { sent, arrived });
    }
    changes.extend(body::compare(&sent.body, &arrived.body).map(Change::Body));
    changes
}

/// The fields that go from end to end.
fn end_to_end(fields: &[Field]) -> impl Iterator<Item = &Field> {
    fields.iter().filter(|field| !hop::is_per_hop(&field.name))
}

/// Each name once, as it was first written.
fn distinct(fields: &[Field]) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    for field in end_to_end(fields) {
        if !names.iter().any(|known| field.is(known)) {
            names.push(&field.name);
        }
    }
    names
}

fn all<'a>(fields: &'a [Field], name: &str) -> Vec<&'a [u8]> {
    fields.iter().filter(|field| field.is(name)).map(|field| &*field.value).collect()
}

fn values(sent: &[Field], arrived: &[Field], changes: &mut Vec<Change>) {
    for name in distinct(sent) {
        let (was, is) = (all(sent, name), all(arrived, name));
        let name = name.to_owned();
        if was == is {
            continue;
        }
        let (mut sorted_was, mut sorted_is) = (was.clone(), is.clone());
        sorted_was.sort_unstable();
        sorted_is.sort_unstable();
        if is.is_empty() {
            changes.push(Change::Dropped { name });
        } else if was.len() > 1 && is.len() == 1 && is_joined(&was, is[0]) {
            changes.push(Change::Joined { name, arrived: is[0].to_vec() });
        } else if sorted_was == sorted_is {
            changes.push(Change::Shuffled { name });
        } else if let Some(more) = is.strip_prefix(&*was) {
            let added = more.iter().map(|value| (name.clone(), value.to_vec()));
            changes.extend(added.map(|(name, value)| Change::Added { name, value }));
        } else {
            let joined = |values: &[&[u8]]| values.join(&b" | "[..]);
            changes.push(Change::Changed { name, sent: joined(&was), arrived: joined(&is) });
        }
    }
    let is_new = |field: &&Field| !sent.iter().any(|known| known.is(&field.name));
    for Field { name, value } in end_to_end(arrived).filter(is_new) {
        changes.push(match hop::is_expected(name) {
            true => Change::AddedByHop { name: name.clone() },
            false => Change::Added { name: name.clone(), value: value.clone() },
        });
    }
}

/// The values one after the other, with a comma and any blanks between them (RFC 9110, 5.3).
fn is_joined(was: &[&[u8]], is: &[u8]) -> bool {
    [&b", "[..], b",", b"; ", b" "].into_iter().any(|between| was.join(between) == is)
}

fn host(sent: &Request, arrived: &Request, changes: &mut Vec<Change>) {
    let of = |request: &Request| {
        String::from_utf8_lossy(request.value("host").unwrap_or_default()).into_owned()
    };
    let (sent, arrived) = (of(sent), of(arrived));
    if !sent.eq_ignore_ascii_case(&arrived) {
        changes.push(Change::Host { sent, arrived });
    }
}

/// The order and the letters of the names that both have.
fn names(sent: &[Field], arrived: &[Field], changes: &mut Vec<Change>) {
    let (was, is) = (distinct(sent), distinct(arrived));
    let among = |name: &&str, others: &[&str]| others.iter().any(|o| o.eq_ignore_ascii_case(name));
    let was: Vec<_> = was.iter().copied().filter(|name| among(name, &is)).collect();
    let is: Vec<_> = is.iter().copied().filter(|name| among(name, &was)).collect();
    if was.iter().zip(&is).any(|(was, is)| !was.eq_ignore_ascii_case(is)) {
        changes.push(Change::Reordered);
    }
    for was in was {
        let is = is.iter().find(|is| is.eq_ignore_ascii_case(was));
        if let Some(is) = is.filter(|is| **is != was) {
            let (sent, arrived) = (was.to_owned(), (*is).to_owned());
            changes.push(Change::Recased { sent, arrived });
        }
    }
}
