//! `--respond`: a script of answers, one step a request; the last one repeats.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use bytes::Bytes;

use super::arrival::Reply;
use crate::contract::retry::is_success;
use crate::text::measure;

/// What one request gets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The status.
    pub status: u16,
    /// The wait before the head.
    pub delay: Duration,
    /// The time over which the body trickles.
    pub slow: Duration,
    /// The body.
    pub body: Bytes,
    /// Whether there is an answer at all.
    pub ending: Ending,
}

/// How a request ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ending {
    /// With an answer.
    #[default]
    Answered,
    /// Never: the sender has to give up.
    Hung,
    /// The connection is reset.
    Reset,
}

impl Default for Step {
    fn default() -> Self {
        let (delay, slow) = (Duration::ZERO, Duration::ZERO);
        Self { status: 200, delay, slow, body: Bytes::new(), ending: Ending::Answered }
    }
}

impl Step {
    /// The answer.
    #[must_use]
    pub fn reply(&self) -> Reply {
        let mut reply = Reply {
            body: self.body.clone(),
            delay: self.delay,
            slow: self.slow,
            ending: self.ending,
            ..Reply::empty(self.status)
        };
        if reply.body.is_empty() && !is_success(self.status) {
            reply.body = Bytes::from_static(b"scripted failure\n");
        }
        if (300..400).contains(&self.status) {
            reply.headers.push("location", "/elsewhere");
        }
        reply
    }
}

/// The steps and how far they are.
#[derive(Debug)]
pub struct Script {
    steps: Vec<Step>,
    next: AtomicUsize,
}

/// Why a script cannot be carried out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ScriptError {
    /// Nothing at all.
    #[error("there is no step in it")]
    Nothing,
    /// Two commas in a row, or one at an end.
    #[error("step {0} is empty: a comma stands between two steps")]
    Empty(usize),
    /// A step that is none.
    #[error("`{step}`: {why}")]
    Step {
        /// The step.
        step: String,
        /// What is wrong with it.
        why: String,
    },
}

/// The most requests that one `xN` may stand for.
const MOST_REPEATS: usize = 10_000;

impl Script {
    /// Reads steps separated by commas: `STATUS`, `delay=TIME`, `slow=TIME`, `body=TEXT` or
    /// `body=@FILE`, `hang`, `reset`; parts of one step are joined by `+`, `xN` repeats it.
    ///
    /// `read` reads the file of a body.
    ///
    /// # Errors
    /// The step that is none, and why.
    pub fn parse(
        text: &str,
        read: impl Fn(&str) -> Result<Vec<u8>, String>,
    ) -> Result<Self, ScriptError> {
        if text.trim().is_empty() {
            return Err(ScriptError::Nothing);
        }
        let mut steps = Vec::new();
        for (number, word) in (1..).zip(text.split(',').map(str::trim)) {
            if word.is_empty() {
                return Err(ScriptError::Empty(number));
            }
            let refused = |why: String| ScriptError::Step { step: word.to_owned(), why };
            let (step, times) = parse_step(word, &read).map_err(refused)?;
            steps.extend(std::iter::repeat_n(step, times));
        }
        Ok(Self { steps, next: AtomicUsize::new(0) })
    }

    /// The step of the next request.
    #[must_use]
    pub fn next(&self) -> Step {
        let last = self.steps.len() - 1;
        let forward = |next: usize| Some((next + 1).min(last));
        let index = self.next.fetch_update(Ordering::Relaxed, Ordering::Relaxed, forward);
        self.steps[index.unwrap_or(last)].clone()
    }
}

fn parse_step(
    word: &str,
    read: &impl Fn(&str) -> Result<Vec<u8>, String>,
) -> Result<(Step, usize), String> {
    let (parts, times) = repeats(word)?;
    let mut step = Step::default();
    let mut said: Vec<&str> = Vec::new();
    for part in parts.split('+').map(str::trim) {
        let (name, value) =
            part.split_once('=').map_or((part, None), |(name, value)| (name, Some(value)));
        let what = match (name, value) {
            ("", None) => return Err("a `+` stands between two parts of a step".to_owned()),
            ("hang" | "reset", None) => name,
            (_, None) => "status",
            ("delay" | "slow" | "body", Some(_)) => name,
            (_, Some(_)) => return Err(format!("`{name}` is none of delay, slow, body")),
        };
        match (what, value) {
            ("delay", Some(time)) => step.delay = span(time)?,
            ("slow", Some(time)) => step.slow = span(time)?,
            ("body", Some(body)) => {
                step.body = match body.strip_prefix('@') {
                    Some(path) => Bytes::from(read(path)?),
                    None => Bytes::from(body.to_owned()),
                }
            }
            ("hang", _) => step.ending = Ending::Hung,
            ("reset", _) => step.ending = Ending::Reset,
            _ => step.status = status(name)?,
        }
        if said.contains(&what) {
            return Err(format!("a step has one {what}; `,` begins the next step"));
        }
        said.push(what);
    }
    agree(&said)?;
    if !step.slow.is_zero() && step.body.is_empty() {
        step.body = Bytes::from_static(b"{\"slow\":true}\n");
    }
    Ok((step, times))
}

/// Where nothing is answered, nothing can be said about the answer; it can only come later.
fn agree(said: &[&str]) -> Result<(), String> {
    let Some(end) = said.iter().find(|what| ["hang", "reset"].contains(what)) else {
        return Ok(());
    };
    match said.iter().find(|what| *what != end && **what != "delay") {
        Some(other) => Err(format!("`{end}` is no answer, so it has no {other}")),
        None => Ok(()),
    }
}

/// `503x2` and `reset x3`: the step and how often.
fn repeats(word: &str) -> Result<(&str, usize), String> {
    let Some((parts, count)) = word.rsplit_once('x') else {
        return Ok((word, 1));
    };
    if count.is_empty() || !count.bytes().all(|byte| byte.is_ascii_digit()) {
        return Ok((word, 1));
    }
    // A body may well end in `x2`: behind one, the times stand apart.
    if parts.contains("body=") && !parts.ends_with(char::is_whitespace) {
        return Ok((word, 1));
    }
    match count.parse() {
        Ok(times) if (1..=MOST_REPEATS).contains(&times) => Ok((parts.trim_end(), times)),
        _ => Err(format!("a step can be repeated 1 to {MOST_REPEATS} times")),
    }
}

fn span(text: &str) -> Result<Duration, String> {
    measure::parse_span(text).map_err(|error| error.to_string())
}

fn status(text: &str) -> Result<u16, String> {
    match text.parse() {
        Ok(status) if (200..=599).contains(&status) && text.len() == 3 => Ok(status),
        Ok(_) => Err("a final status is 200 to 599".to_owned()),
        Err(_) => {
            Err("a step is a status, delay=TIME, slow=TIME, body=TEXT, body=@FILE, hang or reset"
                .to_owned())
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Ending, Script};

    fn parse(text: &str) -> Result<Script, String> {
        let read =
            |path: &str| if path == "f" { Ok(b"file".to_vec()) } else { Err("no file".to_owned()) };
        Script::parse(text, read).map_err(|error| error.to_string())
    }

    #[test]
    fn steps_follow_one_another_and_the_last_repeats() {
        let script = parse("503x2,delay=5s,200").expect("a script");
        let taken: Vec<_> = (0..6).map(|_| script.next()).collect();
        let statuses: Vec<u16> = taken.iter().map(|step| step.status).collect();
        assert_eq!(statuses, [503, 503, 200, 200, 200, 200]);
        let delays: Vec<u64> = taken.iter().map(|step| step.delay.as_secs()).collect();
        assert_eq!(delays, [0, 0, 5, 0, 0, 0]);
    }

    #[test]
    fn parts_join_and_words_are_endings() {
        let script = parse("429+delay=1s+body=@f x1,hang,reset,200+slow=2s").expect("a script");
        let step = script.next();
        assert_eq!(
            (step.status, step.delay, &step.body[..]),
            (429, Duration::from_secs(1), &b"file"[..])
        );
        assert_eq!(script.next().ending, Ending::Hung);
        assert_eq!(script.next().ending, Ending::Reset);
        assert_eq!(script.next().slow, Duration::from_secs(2));
    }

    #[test]
    fn a_body_that_ends_like_a_repetition_is_kept_whole() {
        let script = parse("body=0x10 x2,500").expect("a script");
        assert_eq!(
            (&script.next().body[..], &script.next().body[..]),
            (&b"0x10"[..], &b"0x10"[..])
        );
        assert_eq!(script.next().status, 500);
        assert_eq!(&parse("body=box2").expect("a script").next().body[..], b"box2");
    }

    #[test]
    fn what_is_no_step_is_named() {
        for text in ["abc", "99", "600", "0200", "200x0", "delay=", "wait=2s", "body=@missing"] {
            let error = parse(text).expect_err(text);
            assert!(error.starts_with(&format!("`{text}`: ")), "{error}");
        }
        for (text, why) in [
            ("", "there is no step in it"),
            (" ", "there is no step in it"),
            ("200,", "step 2 is empty: a comma stands between two steps"),
            ("200,,500", "step 2 is empty: a comma stands between two steps"),
            ("200+", "`200+`: a `+` stands between two parts of a step"),
        ] {
            assert_eq!(parse(text).expect_err(text), why);
        }
    }

    #[test]
    fn what_is_said_twice_or_of_no_answer_is_refused() {
        for (text, why) in [
            ("200+503", "a step has one status; `,` begins the next step"),
            ("200+200", "a step has one status; `,` begins the next step"),
            ("delay=1s+delay=2s", "a step has one delay; `,` begins the next step"),
            ("body=a+200+body=b", "a step has one body; `,` begins the next step"),
            ("hang+reset", "`hang` is no answer, so it has no reset"),
            ("200+hang", "`hang` is no answer, so it has no status"),
            ("delay=1s+reset+body=a", "`reset` is no answer, so it has no body"),
        ] {
            assert_eq!(parse(text).expect_err(text), format!("`{text}`: {why}"));
        }
        assert_eq!(parse("delay=1s+reset").expect("a step").next().ending, Ending::Reset);
    }
}
