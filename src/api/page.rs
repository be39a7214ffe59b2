//! What a GET of JSON gave.

use jiff::Timestamp;
use serde_json::{Map, Value};

use super::head::Quota;

/// The rows of one answer and what was told beside them.
#[derive(Clone, Debug)]
pub struct Page {
    /// Objects with a usable `id`, as they were sent. One, where one was asked for.
    pub rows: Vec<Map<String, Value>>,
    /// Rows that cannot be used.
    pub bad: Vec<BadRow>,
    /// Where in the whole this page is; `None` when nothing is said.
    pub meta: Option<Meta>,
    /// What is left of the calls.
    pub quota: Option<Quota>,
    /// The server's clock, to the second.
    pub server_time: Option<Timestamp>,
    /// The id under which LeadLex logs the request.
    pub request_id: Option<String>,
}

/// `meta` `[/api-reference/contacts/list]`, as far as it makes sense.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Meta {
    /// The page, from 1 on.
    pub page: Option<u64>,
    /// Rows a page.
    pub per_page: Option<u64>,
    /// Rows in all.
    pub total: Option<u64>,
}

/// A row that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadRow {
    /// Its place in the answer, from 0 on, the good ones counted too.
    pub index: usize,
    /// Its id, if that much can be read; text from outside.
    pub id: Option<String>,
    /// Why, without anything of its content.
    pub why: String,
}
