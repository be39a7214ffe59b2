//! What was typed, read from the bytes of a terminal. Only what a person means by one key gets
//! through: arrows, function keys, reports of the mouse, bracketed pastes and broken UTF-8 are taken
//! in whole and dropped, so that no part of them is mistaken for a key.

/// Longer sequences of parameters are none.
const PARAMETERS: usize = 8;
/// What ends a bracketed paste.
const PASTE_END: &[u8] = b"\x1b[201~";

/// A key that was pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// A character that can be shown.
    Char(char),
    /// Enter.
    Enter,
    /// Takes the last character back.
    Backspace,
    /// Ctrl-U: takes the whole line back.
    Clear,
    /// Escape, pressed by itself.
    Escape,
}

/// What was typed; nothing, when the terminal is to be drawn anew.
#[derive(Debug)]
pub struct Typed {
    /// The keys.
    pub keys: Vec<Key>,
    /// Whether they came from a clipboard.
    pub is_pasted: bool,
}

/// Reads keys; a sequence may come in parts.
#[derive(Debug, Default)]
pub struct Decoder {
    state: State,
    partial: Vec<u8>,
}

#[derive(Debug, Default)]
enum State {
    #[default]
    Ground,
    Escape,
    /// `ESC [`, with its parameters so far.
    Control(Vec<u8>),
    /// Bytes of a sequence of known length that are still to come.
    Skip(usize),
    /// `ESC ]` and the like: a text up to BEL or `ESC \`.
    Text,
    TextEscape,
    /// A bracketed paste, and how much of its end has been seen.
    Paste(usize),
}

impl Decoder {
    /// The keys in these bytes.
    pub fn feed(&mut self, bytes: &[u8]) -> Vec<Key> {
        let mut keys = Vec::new();
        for byte in bytes {
            self.byte(*byte, &mut keys);
        }
        keys
    }

    /// Whether more may belong to what has been read.
    #[must_use]
    pub fn is_open(&self) -> bool {
        !matches!(self.state, State::Ground) || !self.partial.is_empty()
    }

    /// Nothing has come for a while: an Escape stands for itself, and what has broken off is over.
    pub fn silence(&mut self) -> Option<Key> {
        self.partial.clear();
        match std::mem::take(&mut self.state) {
            State::Escape => Some(Key::Escape),
            _ => None,
        }
    }

    fn byte(&mut self, byte: u8, keys: &mut Vec<Key>) {
        self.state = match std::mem::take(&mut self.state) {
            State::Ground => self.ground(byte, keys),
            State::Escape => match byte {
                b'[' => State::Control(Vec::new()),
                b'O' => State::Skip(1),
                b']' | b'P' | b'^' | b'_' | b'X' => State::Text,
                0x1b => {
                    keys.push(Key::Escape);
                    State::Escape
                }
                // A key held together with Alt.
                _ => State::Ground,
            },
            State::Control(mut parameters) => match byte {
                b'M' if parameters.is_empty() => State::Skip(3),
                b'~' if parameters == b"200" => State::Paste(0),
                0x20..=0x3f if parameters.len() < PARAMETERS => {
                    parameters.push(byte);
                    State::Control(parameters)
                }
                // Too long to be remembered, and still not over.
                0x20..=0x3f => State::Control(parameters),
                0x1b => State::Escape,
                _ => State::Ground,
            },
            State::Skip(left) if left > 1 => State::Skip(left - 1),
            State::Skip(_) => State::Ground,
            State::Text | State::TextEscape if byte == 0x07 => State::Ground,
            State::Text if byte == 0x1b => State::TextEscape,
            State::TextEscape if byte == b'\\' => State::Ground,
            State::Text | State::TextEscape => State::Text,
            State::Paste(seen) => match PASTE_END.get(seen) {
                Some(next) if *next == byte && seen + 1 == PASTE_END.len() => State::Ground,
                Some(next) if *next == byte => State::Paste(seen + 1),
                _ => State::Paste(usize::from(byte == 0x1b)),
            },
        };
    }

    fn ground(&mut self, byte: u8, keys: &mut Vec<Key>) -> State {
        if byte.is_ascii() {
            self.partial.clear();
            match byte {
                0x1b => return State::Escape,
                b'\r' | b'\n' => keys.push(Key::Enter),
                0x7f | 0x08 => keys.push(Key::Backspace),
                0x15 => keys.push(Key::Clear),
                0x20..=0x7e => keys.push(Key::Char(char::from(byte))),
                _ => {}
            }
            return State::Ground;
        }
        self.partial.push(byte);
        match std::str::from_utf8(&self.partial) {
            Ok(text) => {
                keys.extend(text.chars().filter(|c| !c.is_control()).map(Key::Char));
                self.partial.clear();
            }
            Err(error) if error.error_len().is_some() => self.partial.clear(),
            Err(_) => {}
        }
        State::Ground
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, proptest};

    use super::{Decoder, Key};

    fn read(bytes: &[u8]) -> Vec<Key> {
        let mut decoder = Decoder::default();
        let mut keys = decoder.feed(bytes);
        keys.extend(decoder.silence());
        keys
    }

    #[test]
    fn keys_are_what_a_person_means_by_them() {
        assert_eq!(read(b"r?"), [Key::Char('r'), Key::Char('?')]);
        assert_eq!(read("ä日".as_bytes()), [Key::Char('ä'), Key::Char('日')]);
        assert_eq!(read(b"\r\n\x7f\x08\x15"), {
            [Key::Enter, Key::Enter, Key::Backspace, Key::Backspace, Key::Clear]
        });
        assert_eq!(read(b"\x1b"), [Key::Escape]);
        assert_eq!(read(b"\x1b\x1b"), [Key::Escape, Key::Escape]);
    }

    #[test]
    fn sequences_are_dropped_whole() {
        for sequence in [
            &b"\x1b[A"[..],                        // an arrow
            b"\x1bOP",                             // a function key
            b"\x1b[15;5~",                         // with a modifier
            b"\x1b[Mqqq",                          // the old mouse
            b"\x1b[<0;12;34M",                     // the new one
            b"\x1b]11;rgb:ffff/ffff/ffff\x07",     // an answer about a colour
            b"\x1b]52;c;cXVpdA==\x1b\\",           // a clipboard
            b"\x1bP1$r0q\x1b\\",                   // a setting
            b"\x1b[200~quit q \x1b[A r\x1b[201~",  // a paste
            b"\x1b[1;2;3;4;5;6;7;8;9;10;11;12;1q", // longer than anything known
            b"\x1bq",                              // Alt-Q
            b"\xff\xfe\xc3\x28\xe2\x82",           // no UTF-8
            b"\x00\x04\x0c\x16",                   // control characters
            "\u{9b}".as_bytes(),                   // one of the other control characters
        ] {
            let keys: Vec<Key> =
                read(sequence).into_iter().filter(|k| *k != Key::Char('(')).collect();
            assert_eq!(keys, [], "{:?}", String::from_utf8_lossy(sequence));
            let mut decoder = Decoder::default();
            for byte in sequence {
                decoder.feed(&[*byte]);
            }
            decoder.silence();
            assert_eq!(decoder.feed(b"d"), [Key::Char('d')], "what follows is heard");
        }
    }

    proptest! {
        #[test]
        fn nothing_that_acts_gets_through(bytes in any::<Vec<u8>>()) {
            for key in read(&bytes) {
                assert!(!matches!(key, Key::Char(c) if c.is_control()), "{key:?}");
            }
        }
    }
}
