//! The CSV export of contacts: one call for every id of a workspace.
//!
//! Default columns are `id,full_name,email,phone,job_title,company_name,linkedin_url,tags,created_at`
//! `[/api-reference/export/contacts]`; they are found by name. 50,000 rows are kept in little more
//! than the size of their texts: a map of each row is made only for whoever asks.

use std::io::Cursor;
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
pub(super) struct Table {
    pub(super) rows: Vec<ExportRow>,
    pub(super) bad: Vec<BadRow>,
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
pub(super) fn read(body: &[u8]) -> Result<Table, Fault> {
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    let mut reader =
        ReaderBuilder::new().has_headers(false).flexible(true).from_reader(Cursor::new(body));
    let mut record = ByteRecord::new();
    if !next(&mut reader, &mut record)? {
        return Err(Fault::Empty);
    }
    let columns = Columns::read(&record)?;
    let mut table = Table { rows: Vec::new(), bad: Vec::new() };
    let mut read_again = 0;
    while next(&mut reader, &mut record)? {
        let index = table.rows.len() + table.bad.len();
        match columns.row(&record) {
            Err((id, why)) => table.bad.push(BadRow { index, id, why }),
            Ok(row) => {
                table.rows.push(row);
                // The usual case: no line break in the row.
                if reader.position().line() == line_of(&record) + 1 {
                    continue;
                }
            }
        }
        let begin = offset(record.position());
        let end = offset(Some(reader.position()));
        let Some(line_end) = swallowed(body, begin, end) else {
            continue;
        };
        // The quote was never closed, and the rows behind it were taken for its text.
        table.rows.truncate(index - table.bad.len().min(index));
        if table.rows.len() + table.bad.len() <= index {
            table.bad.push(BadRow { index, id: None, why: "a quote in it is not closed".to_owned() });
        }
        read_again += end - line_end;
        if read_again > MOST_READ_AGAIN * body.len() {
            return Err(Fault::NotCsv("too many quotes in it are not closed".to_owned()));
        }
        let mut position = Position::new();
        position.set_byte(line_end as u64).set_line(line_of(&record) + 1);
        reader.seek(position).map_err(|error| Fault::NotCsv(error.to_string()))?;
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

/// Where the first line of a row ends, when an odd number of quotes has taken in the lines behind it.
fn swallowed(body: &[u8], begin: usize, end: usize) -> Option<usize> {
    let span = body.get(begin..end)?;
    let blank = span.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
    let (begin, span) = (begin + blank, &span[blank..]);
    let first = span.iter().position(|byte| *byte == b'\n')? + 1;
    let more = span[first..].iter().any(|byte| !matches!(byte, b'\r' | b'\n'));
    let odd = span.iter().filter(|byte| **byte == b'"').count() % 2 == 1;
    (more && odd).then_some(begin + first)
}

fn offset(position: Option<&Position>) -> usize {
    position.map_or(0, |position| usize::try_from(position.byte()).unwrap_or(usize::MAX))
}

fn line_of(record: &ByteRecord) -> u64 {
    record.position().map_or(0, Position::line)
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
