//! A request on its way in: the first byte says where the bytes are cut in two, the rest is what a
//! connection carries. The head is watched as it comes, kept as a block, and judged.

use std::time::Duration;

use jiff::Timestamp;
use leadlex_hooks::contract::freshness::judge;
use leadlex_hooks::contract::header::{self, HeaderList, value_text};
use leadlex_hooks::receiver::framing::Heads;

/// What the watcher of heads sees does not depend on how the bytes arrive; a block of headers is read
/// as it was written; nothing that belongs to one hop goes on to the next.
pub fn hold(data: &[u8]) {
    let Some((choice, bytes)) = data.split_first() else {
        return;
    };
    watched(bytes, usize::from(*choice));
    let headers = HeaderList::from_block(bytes);
    assert_eq!(HeaderList::from_block(headers.as_block()), headers);
    let passed = headers.end_to_end();
    for (name, value) in passed.iter() {
        assert!(!["connection", "content-length", "host", "transfer-encoding"].contains(&name));
        assert!(headers.get(name).is_some());
        let _ = value_text(value);
    }
    assert_eq!(passed.end_to_end(), passed);
    for name in [header::TIMESTAMP, header::SIGNATURE, header::DELIVERY_ID] {
        let _ = judge(headers.get(name), Timestamp::UNIX_EPOCH, Duration::from_secs(300));
        let mut without = headers.clone();
        without.remove(name);
        assert_eq!(without.get(name), None);
        without.set(name, "x");
        assert_eq!(without.text(name), Some("x"));
    }
}

fn watched(bytes: &[u8], cut: usize) {
    let see = |pieces: &[&[u8]]| {
        let mut heads = Heads::default();
        pieces.iter().for_each(|piece| heads.read(piece));
        heads
    };
    let (one, other) = bytes.split_at(cut.min(bytes.len()));
    let whole = see(&[bytes]);
    assert_eq!(see(&[one, other]), whole);
    let each: Vec<&[u8]> = bytes.chunks(1).collect();
    assert_eq!(see(&each), whole);
}
