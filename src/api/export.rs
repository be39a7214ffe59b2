//! The CSV export of contacts: one call for every id of a workspace.
//!
//! Default columns are `id,full_name,email,phone,job_title,company_name,linkedin_url,tags,created_at`
//! `[/api-reference/export/contacts]`; they are found by name. 50,000 rows are kept in little more
//! than the size of their texts: a map of each row is made only for whoever asks.

use std::io::Cursor;
use std::ops::Range;
use std::sync::Arc;

use csv::{ByteRecord, Position, Reader, ReaderBuilder};
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde_json::{Map, Value};

use super::fault::Fault;
use super::head::Quota;
use super::page::BadRow;

/// Names of the creation date, the documented one first.
const CREATED: [&str; 2] = ["created_at", "created_date"];
/// After how many bytes read again, as a multiple of the whole, a text is no CSV: each unclosed
/// quote costs a second look at what it swallowed.
const MOST_READ_AGAIN: usize = 8;

/// What one export gave.
#[derive(Clone, Debug)]
pub struct Export {
    /// Contacts in the order in which they were sent.
    pub rows: Vec<ExportRow>,
    /// Rows that cannot be used.
    pub bad: Vec<BadRow>,
    /// Whether there are as many rows as were asked for, so that there may be more.
    pub limit_hit: bool,
    /// What is left of the calls.
    pub quota: Option<Quota>,
    /// The server's clock, to the second.
    pub server_time: Option<Timestamp>,
}

/// A contact of an export.
#[derive(Clone, Debug)]
pub struct ExportRow {
    /// Its id.
    pub id: String,
    /// Its creation date; `None` when there is none that can be read.
    pub created: Option<Timestamp>,
    columns: Arc<[String]>,
    text: Box<str>,
    /// Where each cell ends in the text.
    ends: Box<[u32]>,
}

/// What a CSV text holds.
#[derive(Debug)]
pub struct Table {
    /// Contacts in the order in which they were sent.
    pub rows: Vec<ExportRow>,
    /// Rows that cannot be used.
    pub bad: Vec<BadRow>,
}

impl ExportRow {
    /// The text of a column; empty where the contact has none.
    #[must_use]
    pub fn cell(&self, column: &str) -> Option<&str> {
        let index = self.columns.iter().position(|name| name == column)?;
        self.nth(index)
    }

    /// All columns as the fields of a contact. CSV knows no null, so an empty cell is one.
    #[must_use]
    pub fn fields(&self) -> Map<String, Value> {
        let cells = self.columns.iter().enumerate().map(|(index, name)| {
            let text = self.nth(index).unwrap_or_default();
            let value = if text.is_empty() { Value::Null } else { Value::from(text) };
            (name.clone(), value)
        });
        cells.collect()
    }

    fn nth(&self, index: usize) -> Option<&str> {
        let begin = index.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        self.text.get(begin..*self.ends.get(index)? as usize)
    }
}

/// Where the columns are that matter.
struct Columns {
    names: Arc<[String]>,
    id: usize,
    created: Option<usize>,
}

/// Reads CSV: quotes, CR LF, a byte order mark, columns in any order.
///
/// # Errors
/// What it is instead.
pub fn read(body: &[u8]) -> Result<Table, Fault> {
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    let mut reader =
        ReaderBuilder::new().has_headers(false).flexible(true).from_reader(Cursor::new(body));
    let mut record = ByteRecord::new();
    if !next(&mut reader, &mut record)? {
        return Err(Fault::Empty);
    }
    if swallowed(body, &record, &reader).is_some() {
        return Err(Fault::NotCsv("a quote in its first line is not closed".to_owned()));
    }
    let columns = Columns::read(&record)?;
    let mut table = Table { rows: Vec::new(), bad: Vec::new() };
    let mut read_again = 0;
    while next(&mut reader, &mut record)? {
        let index = table.rows.len() + table.bad.len();
        if let Some(rest) = swallowed(body, &record, &reader) {
            table.bad.push(BadRow {
                index,
                id: None,
                why: "a quote in it is not closed".to_owned(),
            });
            read_again += rest.len();
            if read_again > MOST_READ_AGAIN * body.len() {
                return Err(Fault::NotCsv("too many quotes in it are not closed".to_owned()));
            }
            let mut position = Position::new();
            position.set_byte(rest.start as u64);
            reader.seek(position).map_err(|error| Fault::NotCsv(error.to_string()))?;
            continue;
        }
        match columns.row(&record) {
            Ok(row) => table.rows.push(row),
            Err((id, why)) => table.bad.push(BadRow { index, id, why }),
        }
    }
    table.rows.shrink_to_fit();
    Ok(table)
}

impl Columns {
    fn read(header: &ByteRecord) -> Result<Self, Fault> {
        let names: Arc<[String]> = header
            .iter()
            .map(|name| String::from_utf8_lossy(name).trim().to_ascii_lowercase())
            .collect();
        let place = |wanted: &str| names.iter().position(|name| name == wanted);
        let id = place("id").ok_or_else(|| {
            let there: Vec<_> = names.iter().take(12).map(|name| short(name)).collect();
            Fault::NotCsv(format!("there is no column `id`, but `{}`", there.join("`, `")))
        })?;
        let created = CREATED.into_iter().find_map(place);
        Ok(Self { id, created, names })
    }

    /// A row, or its id as far as it has one and why it cannot be used.
    fn row(&self, record: &ByteRecord) -> Result<ExportRow, (Option<String>, String)> {
        let id = record.get(self.id).and_then(|id| std::str::from_utf8(id).ok()).map(str::trim);
        let id = id.filter(|id| !id.is_empty()).map(str::to_owned);
        let (have, want) = (record.len(), self.names.len());
        if have != want {
            return Err((id, format!("it has {have} columns in the place of {want}")));
        }
        let Ok(text) = std::str::from_utf8(record.as_slice()) else {
            return Err((id, "it is not UTF-8".to_owned()));
        };
        let Some(id) = id else {
            return Err((None, "it has no `id`".to_owned()));
        };
        let mut ends = Vec::with_capacity(want);
        for index in 0..want {
            let end = record.range(index).map_or(0, |range| range.end);
            ends.push(u32::try_from(end).map_err(|_| (None, "it is too long".to_owned()))?);
        }
        let created = self.created.and_then(|at| date(std::str::from_utf8(record.get(at)?).ok()?));
        let columns = Arc::clone(&self.names);
        Ok(ExportRow { id, created, columns, text: text.into(), ends: ends.into() })
    }
}

fn next(reader: &mut Reader<Cursor<&[u8]>>, record: &mut ByteRecord) -> Result<bool, Fault> {
    reader.read_byte_record(record).map_err(|error| Fault::NotCsv(error.to_string()))
}

/// The lines behind the first one of a row, when an odd number of quotes has taken them in: they
/// are rows of their own.
fn swallowed(
    body: &[u8],
    record: &ByteRecord,
    reader: &Reader<Cursor<&[u8]>>,
) -> Option<Range<usize>> {
    let offset = |position: &Position| usize::try_from(position.byte()).ok();
    let is_break = |byte: &u8| matches!(byte, b'\r' | b'\n');
    let (begin, end) = (offset(record.position()?)?, offset(reader.position())?);
    let begin = begin + body.get(begin..end)?.iter().take_while(|byte| is_break(byte)).count();
    let span = &body[begin..end];
    let first = span.iter().position(|byte| *byte == b'\n')? + 1;
    let more = !span[first..].iter().all(is_break);
    let odd = span.iter().filter(|byte| **byte == b'"').count() % 2 == 1;
    (more && odd).then_some(begin + first..end)
}

/// A date without a zone is UTC, as all of LeadLex's examples are.
fn date(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    text.parse().ok().or_else(|| {
        let local: DateTime = text.parse().ok()?;
        local.to_zoned(TimeZone::UTC).ok().map(|zoned| zoned.timestamp())
    })
}

fn short(name: &str) -> String {
    name.chars().take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::{Fault, Table, read};

    fn table(text: &str) -> Table {
        read(text.as_bytes()).expect("CSV")
    }

    fn ids(table: &Table) -> Vec<&str> {
        table.rows.iter().map(|row| row.id.as_str()).collect()
    }

    fn places(table: &Table) -> Vec<usize> {
        table.bad.iter().map(|bad| bad.index).collect()
    }

    #[test]
    fn columns_are_found_by_name_wherever_they_are() {
        let text = "\u{feff}Email, Created_Date ,ID,full_name\r\n\
                    a@b.c,2026-02-24 10:00:00,1,\"Doe, \"\"Jane\"\"\r\nof Acme\"\r\n\r\n,nonsense,2,\r\n";
        let table = table(text);
        assert_eq!(ids(&table), ["1", "2"]);
        assert_eq!(table.rows[0].cell("full_name"), Some("Doe, \"Jane\"\r\nof Acme"));
        assert_eq!(table.rows[0].created.expect("a date").to_string(), "2026-02-24T10:00:00Z");
        assert_eq!(table.rows[1].created, None);
        assert_eq!(
            serde_json::Value::Object(table.rows[1].fields()),
            serde_json::json!({"email": null, "created_date": "nonsense", "id": "2", "full_name": null})
        );
        assert!(table.bad.is_empty());
    }

    #[test]
    fn a_bad_row_keeps_its_place_and_hides_no_other() {
        let body = b"id,name\n1,a\n2\n3,b,c\n,d\n\xff,e\n6,\xff\n7,f".as_slice();
        let table = read(body).expect("CSV");
        assert_eq!(ids(&table), ["1", "7"]);
        assert_eq!(places(&table), [1, 2, 3, 4, 5]);
        assert_eq!(table.bad[0].id.as_deref(), Some("2"));
        assert_eq!(table.bad[1].why, "it has 3 columns in the place of 2");
        assert_eq!(table.bad[2].why, "it has no `id`");
        assert_eq!(table.bad[4].why, "it is not UTF-8");
    }

    #[test]
    fn an_unclosed_quote_takes_its_own_row_only() {
        for end in ["\n", "\r\n"] {
            let text = ["id,name", "1,\"a", "2,b", "3,\"c\"", "4,\"d\"\"", "5,e", ""].join(end);
            let table = table(&text);
            assert_eq!(ids(&table), ["2", "3", "5"], "{text:?}");
            assert_eq!(places(&table), [0, 3], "{text:?}");
        }
        let inch = table("id,name\n1,5\" pipe\n2,b\n");
        assert_eq!(inch.rows[0].cell("name"), Some("5\" pipe"));
        assert_eq!(ids(&inch), ["1", "2"]);
    }

    #[test]
    fn what_is_no_export_is_refused() {
        let refused = |text: &str| read(text.as_bytes()).expect_err("no CSV");
        assert_eq!(refused(""), Fault::Empty);
        for text in ["name,email\n1,2\n", "upstream failed", "id;name\n1;a\n", "\"id,name\n1,2\n"] {
            assert!(matches!(refused(text), Fault::NotCsv(_)), "{text}");
        }
    }

    #[test]
    fn no_rows_are_no_rows() {
        assert!(table("id,name").rows.is_empty());
    }

    #[test]
    fn a_large_export_is_kept_in_little_more_than_its_text() {
        let mut text = String::from("id,full_name,email,phone,created_at\n");
        for number in 0..50_000 {
            text.push_str(&format!(
                "789e0123-e45b-67c8-a901-{number:012},\"Doe, Jane {number}\",jane{number}@example.com,\
                 +49 30 {number:07},2026-02-24T10:00:00Z\n"
            ));
        }
        let table = table(&text);
        assert_eq!(table.rows.len(), 50_000);
        let last = &table.rows[49_999];
        assert_eq!(last.cell("full_name"), Some("Doe, Jane 49999"));
        let kept: usize = table
            .rows
            .iter()
            .map(|row| size_of_val(row) + row.id.len() + row.text.len() + 4 * row.ends.len())
            .sum();
        assert!(kept < 3 * text.len(), "{kept} bytes for {}", text.len());
    }
}
