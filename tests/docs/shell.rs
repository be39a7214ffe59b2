//! As much of a POSIX shell's grammar as the README uses: which simple commands a script holds.

use std::iter::Peekable;
use std::str::Chars;

/// What stands for a substitution in a word.
const SUBSTITUTED: &str = "substituted";

/// Words that stand before a command without being one.
const BEFORE: [&str; 8] = ["!", "do", "else", "eval", "if", "then", "until", "while"];

/// The simple commands of a script, those in substitutions included, as words without quotes.
pub(crate) fn commands(script: &str) -> Vec<Vec<String>> {
    // Continued lines are one line, within single quotes too: the README has none there.
    let script = script.replace("\\\n", "");
    let mut reader = Reader { rest: script.chars().peekable(), found: Vec::new() };
    reader.list();
    reader.found.into_iter().map(bare).filter(|words| !words.is_empty()).collect()
}

/// Without assignments and keywords in front.
fn bare(words: Vec<String>) -> Vec<String> {
    let assigns = |word: &str| {
        word.split_once('=').is_some_and(|(name, _)| {
            !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
        })
    };
    words.into_iter().skip_while(|word| assigns(word) || BEFORE.contains(&word.as_str())).collect()
}

struct Reader<'a> {
    rest: Peekable<Chars<'a>>,
    found: Vec<Vec<String>>,
}

impl Reader<'_> {
    /// Reads commands up to the closing parenthesis or the end.
    fn list(&mut self) {
        let mut words = Vec::new();
        let mut documents = Vec::new();
        while let Some(&next) = self.rest.peek() {
            match next {
                ' ' | '\t' => drop(self.rest.next()),
                '\n' => {
                    self.rest.next();
                    self.found.push(std::mem::take(&mut words));
                    documents.drain(..).for_each(|end: String| self.skip_document(&end));
                }
                ';' | '|' | '&' | '(' => {
                    self.rest.next();
                    self.found.push(std::mem::take(&mut words));
                }
                ')' => {
                    self.rest.next();
                    break;
                }
                '#' => while self.rest.next_if(|&c| c != '\n').is_some() {},
                '<' | '>' => {
                    let signs = self.take_while(|c| matches!(c, '<' | '>' | '&' | '-'));
                    while self.rest.next_if_eq(&' ').is_some() {}
                    let place = self.word();
                    if signs.starts_with("<<") {
                        documents.push(place);
                    }
                }
                _ => {
                    let word = self.word();
                    let descriptor = word.chars().all(|c| c.is_ascii_digit())
                        && matches!(self.rest.peek(), Some('<' | '>'));
                    if !descriptor {
                        words.push(word);
                    }
                }
            }
        }
        self.found.push(words);
    }

    fn word(&mut self) -> String {
        let mut word = String::new();
        while let Some(next) = self.rest.next_if(|c| !" \t\n;|&()<>".contains(*c)) {
            match next {
                '\'' => {
                    word.push_str(&self.take_while(|c| c != '\''));
                    self.rest.next();
                }
                '"' => self.quoted(&mut word),
                '\\' => word.extend(self.rest.next()),
                '$' => self.dollar(&mut word),
                other => word.push(other),
            }
        }
        word
    }

    fn quoted(&mut self, word: &mut String) {
        while let Some(next) = self.rest.next() {
            match next {
                '"' => return,
                '\\' => word.extend(self.rest.next()),
                '$' => self.dollar(word),
                other => word.push(other),
            }
        }
        panic!("a quotation mark is not closed after `{word}`");
    }

    fn dollar(&mut self, word: &mut String) {
        if self.rest.next_if_eq(&'(').is_some() {
            self.list();
            word.push_str(SUBSTITUTED);
        } else {
            word.push('$');
        }
    }

    fn take_while(&mut self, wanted: impl Fn(char) -> bool) -> String {
        std::iter::from_fn(|| self.rest.next_if(|&c| wanted(c))).collect()
    }

    fn skip_document(&mut self, end: &str) {
        while self.rest.peek().is_some() {
            let line = self.take_while(|c| c != '\n');
            self.rest.next();
            if line == end {
                return;
            }
        }
    }
}

#[test]
fn a_script_is_taken_apart_as_a_shell_does_it() {
    let script = "A=b one 'two  x' \"th\\\"ree\" | four >out # five\n\
                  eval \"$(six --seven \"$(eight)\")\" && until [ -s f ]; do nine 2>/dev/null; done &\n\
                  cat >f <<'END'\nten (\nEND\neleven \\\n  twelve";
    let found: Vec<String> = commands(script).iter().map(|words| words.join("+")).collect();
    assert_eq!(
        found,
        [
            "one+two  x+th\"ree",
            "four",
            "eight",
            "six+--seven+substituted",
            "substituted",
            "[+-s+f+]",
            "nine",
            "done",
            "cat",
            "eleven+twelve"
        ]
    );
}
