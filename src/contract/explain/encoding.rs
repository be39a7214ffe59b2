//! Bytes that stand for other bytes: character sets, compression, percent signs.

use std::io::Read as _;

use flate2::read::{MultiGzDecoder, ZlibDecoder};

/// A small body can hold gigabytes of zeros.
const LARGEST: u64 = 16 * 1024 * 1024;

/// Each byte as the character of that number, as Latin-1 is read.
pub(super) fn latin1_to_utf8(bytes: &[u8]) -> Vec<u8> {
    bytes.iter().map(|&byte| char::from(byte)).collect::<String>().into_bytes()
}

/// The other way round; `None` for a text that Latin-1 cannot write.
pub(super) fn utf8_to_latin1(text: &str) -> Option<Vec<u8>> {
    text.chars().map(|c| u8::try_from(u32::from(c)).ok()).collect()
}

/// What a gzip or zlib body holds; `None` when it is neither, or larger than anybody's.
pub(super) fn inflated(body: &[u8]) -> Option<Vec<u8>> {
    let mut plain = Vec::new();
    match body {
        [0x1f, 0x8b, ..] => MultiGzDecoder::new(body).take(LARGEST + 1).read_to_end(&mut plain),
        [0x78, ..] => ZlibDecoder::new(body).take(LARGEST + 1).read_to_end(&mut plain),
        _ => return None,
    }
    .ok()?;
    (plain.len() as u64 <= LARGEST).then_some(plain)
}

/// With `%41` read as `A`; `None` when nothing is written so.
pub(super) fn percent_decoded(text: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while let [first, after @ ..] = rest {
        let byte = after.get(..2).filter(|_| *first == b'%').and_then(|two| hex::decode(two).ok());
        match byte.as_deref() {
            Some(&[byte]) => {
                out.push(byte);
                rest = &after[2..];
            }
            _ => {
                out.push(*first);
                rest = after;
            }
        }
    }
    (out.len() < text.len()).then_some(out)
}

/// With all but letters, digits and `kept` written as `%41`; a blank as `blank`.
pub(super) fn percent_encoded(text: &[u8], kept: &[u8], blank: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len() * 2);
    for &byte in text {
        match byte {
            b' ' => out.extend_from_slice(blank),
            _ if byte.is_ascii_alphanumeric() || kept.contains(&byte) => out.push(byte),
            _ => out.extend_from_slice(format!("%{byte:02X}").as_bytes()),
        }
    }
    out
}
