//! Bytes that are no text, for the eye.

use std::fmt::Write as _;

/// Bytes in one row; the columns below are made for it.
const ROW: usize = 16;

/// Rows of 16 bytes with their offset, in hex and as ASCII with a dot for what cannot be printed,
/// without a line break at the end. What is beyond `max_rows` is counted in a last line.
#[must_use]
pub fn hexdump(bytes: &[u8], max_rows: usize) -> String {
    let mut rows: Vec<String> = bytes
        .chunks(ROW)
        .take(max_rows)
        .enumerate()
        .map(|(index, chunk)| row(index * ROW, chunk))
        .collect();
    let left = bytes.len().saturating_sub(max_rows.saturating_mul(ROW));
    if left > 0 {
        rows.push(format!("… {left} more {}", if left == 1 { "byte" } else { "bytes" }));
    }
    rows.join("\n")
}

fn row(offset: usize, chunk: &[u8]) -> String {
    let mut hex = String::with_capacity(3 * ROW + 1);
    for (index, byte) in chunk.iter().enumerate() {
        let gap = if index == ROW / 2 { " " } else { "" };
        // Writing to a string cannot fail.
        let _ = write!(hex, "{gap}{byte:02x} ");
    }
    let ascii: String = chunk.iter().map(|&byte| printable(byte)).collect();
    format!("{offset:08x}  {hex:<49} |{ascii}|")
}

fn printable(byte: u8) -> char {
    if byte == b' ' || byte.is_ascii_graphic() { char::from(byte) } else { '.' }
}

#[cfg(test)]
mod tests {
    use super::hexdump;

    /// The rows are those of `hexdump -C`.
    #[test]
    fn rows_are_the_classic_ones() {
        let bytes: Vec<u8> = (b'A'..=b'P').chain(*b"\x00\x1b \xffz").collect();
        assert_eq!(
            hexdump(&bytes, 10),
            "\
00000000  41 42 43 44 45 46 47 48  49 4a 4b 4c 4d 4e 4f 50  |ABCDEFGHIJKLMNOP|
00000010  00 1b 20 ff 7a                                    |.. .z|"
        );
    }

    #[test]
    fn what_is_left_out_is_counted() {
        let shown = hexdump(&[0; 100], 2);
        assert_eq!(shown.lines().count(), 3);
        assert!(shown.ends_with("\n… 68 more bytes"));
        assert!(hexdump(&[0; 33], 2).ends_with("… 1 more byte"));
        assert_eq!(hexdump(&[0; 32], 2).lines().count(), 2);
        assert_eq!(hexdump(&[], 2), "");
        assert_eq!(hexdump(&[0; 3], 0), "… 3 more bytes");
    }
}
