//! How times, durations and words are kept in columns.

use std::time::Duration;

use jiff::Timestamp;
use rusqlite::types::{FromSqlError, Type};
use rusqlite::{Error, Result, Row, RowIndex};

use crate::contract::header::HeaderList;

/// A duration as microseconds.
pub(super) fn micros(duration: Duration) -> i64 {
    signed(duration.as_micros())
}

/// A size or count as a column holds it.
pub(super) fn signed(count: impl TryInto<i64>) -> i64 {
    count.try_into().unwrap_or(i64::MAX)
}

/// A size or count from a column.
pub(super) fn unsigned(count: i64) -> u64 {
    u64::try_from(count).unwrap_or(0)
}

/// A column of microseconds.
pub(super) fn duration(row: &Row<'_>, column: impl RowIndex) -> Result<Option<Duration>> {
    let micros: Option<i64> = row.get(column)?;
    Ok(micros.map(|micros| Duration::from_micros(unsigned(micros))))
}

/// A column of microseconds since 1970.
pub(super) fn time(row: &Row<'_>, column: impl RowIndex) -> Result<Timestamp> {
    to_time(row.get(column)?)
}

/// Microseconds since 1970.
pub(super) fn to_time(micros: i64) -> Result<Timestamp> {
    Timestamp::from_microsecond(micros).map_err(|error| unreadable(Type::Integer, error))
}

/// A time as two columns: microseconds since 1970 and the nanoseconds beyond them.
pub(super) fn exact(time: Timestamp) -> (i64, i64) {
    let nanos = time.as_nanosecond();
    // A time's microseconds and a remainder below 1000 always fit.
    (signed(nanos.div_euclid(1_000)), signed(nanos.rem_euclid(1_000)))
}

/// Reads what [`exact`] wrote.
pub(super) fn to_exact(micros: i64, rest: i64) -> Result<Timestamp> {
    let nanos = i128::from(micros) * 1_000 + i128::from(rest);
    Timestamp::from_nanosecond(nanos).map_err(|error| unreadable(Type::Integer, error))
}

/// A column that holds one of our words.
pub(super) fn word<T>(row: &Row<'_>, column: &str, parse: impl Fn(&str) -> Option<T>) -> Result<T> {
    word_at(row, row.as_ref().column_index(column)?, parse)
}

/// The same by the column's place, for rows that are many.
pub(super) fn word_at<T>(
    row: &Row<'_>,
    column: usize,
    parse: impl Fn(&str) -> Option<T>,
) -> Result<T> {
    let word = row.get_ref(column)?.as_str()?;
    parse(word).ok_or_else(|| {
        let name = row.as_ref().column_name(column).unwrap_or_default();
        unreadable(Type::Text, FromSqlError::Other(format!("`{word}` in `{name}`").into()))
    })
}

/// A column that holds a header block.
pub(super) fn headers(row: &Row<'_>, column: impl RowIndex) -> Result<HeaderList> {
    Ok(HeaderList::from_block(row.get_ref(column)?.as_blob()?))
}

/// A value that this program did not write.
pub(super) fn unreadable(
    kind: Type,
    error: impl std::error::Error + Send + Sync + 'static,
) -> Error {
    Error::FromSqlConversionFailure(0, kind, Box::new(error))
}
