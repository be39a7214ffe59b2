//! Files of other programs and of our own: the first byte chooses the form, the rest is the file.

use std::path::Path;

use jiff::Timestamp;
use leadlex_hooks::contract::header::HeaderList;
use leadlex_hooks::exchange::arrival::{Arrival, Taken};
use leadlex_hooks::exchange::curl::{self, Layout};
use leadlex_hooks::exchange::reading::read;
use leadlex_hooks::exchange::redact::{OpaqueBody, Redactor, test_signer};
use leadlex_hooks::exchange::sniff::{Form, sniff};
use leadlex_hooks::exchange::{http, jsonl};
use leadlex_hooks::output::event_json;
use leadlex_hooks::output::headers::Masking;
use leadlex_hooks::store::event::{EventRecord, EventRow};

/// What is read can be written in our own forms and is read again as it was; redacted, it verifies
/// as it did before.
pub fn hold(data: &[u8]) {
    let Some((choice, file)) = data.split_first() else {
        return;
    };
    // A body in a file of its own may lie anywhere on this machine: not a matter of bytes.
    if file.windows(2).any(|pair| pair == b"< " || pair == b"@/") {
        return;
    }
    let forms = [Form::Jsonl, Form::Curl, Form::Har, Form::Http];
    let Some(form) = forms.get(usize::from(*choice) % 5).copied().or_else(|| sniff(file)) else {
        return;
    };
    let Ok(parts) = read(form, file, Path::new("/nonexistent"), Timestamp::UNIX_EPOCH) else {
        return;
    };
    for part in parts.map_while(Result::ok) {
        match part.1 {
            Taken::Event(arrival) => written_and_read(&arrival),
            Taken::Refused(why) => assert!(!why.is_empty()),
            Taken::Skipped(_) => {}
        }
    }
}

fn written_and_read(arrival: &Arrival) {
    let record = record(arrival);
    let line = serde_json::to_vec(&event_json::of_record(&record, Masking::Shown)).expect("JSON");
    let mut again = jsonl::read(&line).expect("our own line");
    // RFC 3339 as it is printed has milliseconds.
    again.received_at = arrival.received_at;
    assert_eq!(again, *arrival);
    through_curl(arrival);
    through_http(arrival, &record);
    redacted(record);
}

fn url(path: &str) -> String {
    format!("http://localhost:3000{path}")
}

/// Whether a request line can hold the method and the path: what cannot be sent is not written.
fn can_be_sent(arrival: &Arrival) -> bool {
    let token = |c: char| c.is_ascii_alphanumeric();
    arrival.path.starts_with('/')
        && arrival.path.chars().all(|c| c.is_ascii_graphic() && c != '#')
        && !arrival.method.is_empty()
        && arrival.method.chars().all(token)
}

fn through_curl(arrival: &Arrival) {
    if !can_be_sent(arrival) {
        return;
    }
    let Arrival { method, path, headers, body, .. } = arrival;
    let line = curl::command(method, &url(path), headers, body, Layout::Line);
    let read = curl::read(line.as_bytes(), Path::new("/nonexistent"), Timestamp::UNIX_EPOCH)
        .expect("a command");
    let read = read.unwrap_or_else(|why| panic!("{why}\n{line}"));
    assert_eq!((&read.body, &read.method, &read.path), (body, method, path), "{line}");
    assert_eq!(plain(&read.headers), plain(&headers.end_to_end()), "{line}");
}

/// Without the white space around values, which curl and HTTP itself take away.
fn plain(headers: &HeaderList) -> Vec<(String, Vec<u8>)> {
    headers.iter().map(|(name, value)| (name.to_owned(), value.trim_ascii().to_vec())).collect()
}

fn through_http(arrival: &Arrival, record: &EventRecord) {
    if !can_be_sent(arrival) || matches!(http::place(&arrival.body), http::Place::File(_)) {
        return;
    }
    let outgoing = leadlex_hooks::exchange::outgoing::Outgoing {
        record: record.clone(),
        url: url(&arrival.path),
        attempt: None,
    };
    let (text, left_out) = http::request(&outgoing, None);
    let read = http::read(&text, Path::new("/nonexistent"), Timestamp::UNIX_EPOCH);
    let [(1, Ok(read))] = &*read else {
        panic!("{read:?}\n{text}");
    };
    assert_eq!((&read.body, &read.path), (&arrival.body, &arrival.path), "{text}");
    let mut kept = arrival.headers.end_to_end();
    left_out.iter().for_each(|name| kept.remove(name));
    let mut seen = read.headers.clone();
    left_out.iter().for_each(|name| seen.remove(name));
    assert_eq!(plain(&seen), plain(&kept), "{text}");
}

fn redacted(record: EventRecord) {
    let verdict = record.row.verdict;
    let mut redactor = Redactor::new("seed", OpaqueBody::Drop);
    let Ok(redacted) = redactor.event(record) else {
        return;
    };
    assert_eq!(redacted.row.verdict.is_accepted(), verdict.is_accepted());
    assert_eq!(redacted.row.peer, None);
}

fn record(arrival: &Arrival) -> EventRecord {
    let event = arrival.clone().event(&[test_signer()]);
    let row = EventRow {
        number: 1,
        source: event.source,
        received_at: event.received_at,
        method: event.method,
        path: event.path,
        peer: event.peer,
        event: event.event,
        delivery_id: event.delivery_id,
        verdict: event.verdict,
        fingerprint: event.fingerprint,
        freshness: event.freshness,
        duplicate_of: None,
        id_reused: None,
        same_body_as: None,
        replay_of: None,
        size: event.body.len() as u64,
        outcome: None,
    };
    EventRecord { row, headers: event.headers, body: event.body.to_vec() }
}
