//! Faults: what an API does to its callers on a bad day, switched on one by one.

use std::collections::BTreeMap;
use std::time::Duration;

use super::world::chance::{self, Stream};
use crate::error::Error;
use crate::text::measure;
use crate::text::safe::typed;

/// A fault that can be switched on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kind {
    /// The word before `=`.
    pub name: &'static str,
    /// The words after it; the first is meant when none is given. Words in capitals stand for a
    /// number, a time or a column.
    pub values: &'static [&'static str],
    /// What happens.
    pub about: &'static str,
}

/// Every fault.
pub const ALL: &[Kind] = &[
    kind(
        "429",
        &["day", "minute", "no-header", "retry-after:SECONDS"],
        "the limit is said to be reached: of the day, of the minute, without X-RateLimit headers, \
         with Retry-After",
    ),
    kind("500", &[], "an internal error"),
    kind("502", &[], "a bad gateway"),
    kind("503", &[], "not available"),
    kind("slow", &["TIME"], "the answer comes that much later"),
    kind("hang", &[], "no answer ever comes"),
    kind("reset", &[], "the connection is reset"),
    kind("html", &["200", "502"], "a page for people, with that status"),
    kind("truncated", &["length", "json"], "the body ends too early: cut off, or cut but complete"),
    kind("empty", &[], "an answer without a body"),
    kind(
        "bad-row",
        &["no-id", "not-object", "null-id", "wrong-types"],
        "the first row of a page is malformed",
    ),
    kind(
        "shift",
        &["insert", "delete", "update", "both"],
        "the workspace changes right before a second or later page is read",
    ),
    kind("repeat-row", &[], "a second or later page begins with the last row of the one before"),
    kind("skip-row", &[], "a second or later page leaves out its first row"),
    kind("total", &["+N", "-N", "missing", "text"], "`meta.total` is wrong"),
    kind("dates", &["future", "no-zone", "missing", "garbage"], "dates of rows are wrong"),
    kind("number-ids", &[], "ids of digits are numbers from now on (see reading `ids=digits`)"),
    kind("expired-key", &[], "every key has expired: 401"),
    kind("forbidden", &[], "no key may do that: 403"),
    kind(
        "quota-headers",
        &["missing", "garbage"],
        "the X-RateLimit headers are missing or nonsense",
    ),
    kind("redirect", &[], "a redirect to another place"),
    kind("export-short", &["N"], "the last rows of an export are missing"),
    kind("export-column", &["COLUMN"], "an export lacks a column"),
    kind("clock-back", &["SECONDS"], "the workspace's clock jumps back, once"),
];

const fn kind(name: &'static str, values: &'static [&'static str], about: &'static str) -> Kind {
    Kind { name, values, about }
}

/// A fault that is switched on.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    kind: &'static Kind,
    value: String,
    /// How often it still strikes; `None` until it is switched off.
    left: Option<u64>,
    /// The share of calls it strikes.
    share: f64,
    /// The resource it strikes; `None` is all.
    on: Option<String>,
}

impl Fault {
    /// Reads `NAME[=VALUE][,times=N][,share=0.1][,on=RESOURCE]`.
    ///
    /// # Errors
    /// Names the part that cannot be meant (exit 2).
    pub fn parse(text: &str) -> Result<Self, Error> {
        let wrong = |why: String| {
            Error::usage(format!("`--fault {}`: {why}", text.escape_debug()))
                .hint("write `NAME[=VALUE][,times=N][,share=0.1][,on=RESOURCE]`")
        };
        let mut parts = text.split(',').map(str::trim);
        let first = parts.next().unwrap_or_default();
        let (name, value) = first.split_once('=').unwrap_or((first, ""));
        let kind = ALL.iter().find(|kind| kind.name == name).ok_or_else(|| {
            let names: Vec<&str> = ALL.iter().map(|kind| kind.name).collect();
            wrong(format!("there is no fault `{}`", typed(name)))
                .hint(format!("faults: {}", names.join(", ")))
        })?;
        let value = if value.is_empty() { kind.values.first().unwrap_or(&"") } else { value };
        let known = |allowed: &&str| allows(allowed, value);
        let bare = kind.values.is_empty() && value.is_empty();
        if !bare && !kind.values.iter().any(known) {
            let values = kind.values.join(", ");
            return Err(wrong(format!(
                "`{name}` takes {}",
                if values.is_empty() { "no value" } else { &values }
            )));
        }
        let mut fault = Self { kind, value: value.to_owned(), left: None, share: 1.0, on: None };
        let mut said: Vec<&str> = Vec::new();
        for part in parts {
            let what = part.split('=').next().unwrap_or_default();
            if said.contains(&what) {
                return Err(wrong(format!("`{what}` is said twice")));
            }
            said.push(what);
            match part.split_once('=') {
                Some(("times", times)) => {
                    let times = times.parse().ok().filter(|times| *times > 0);
                    let times =
                        times.ok_or_else(|| wrong("`times` is a number, at least 1".to_owned()))?;
                    fault.left = Some(times);
                }
                Some(("share", share)) => {
                    let share = share.parse().ok().filter(|share| (0.0..=1.0).contains(share));
                    fault.share =
                        share.ok_or_else(|| wrong("`share` is from 0 to 1".to_owned()))?;
                }
                Some(("on", resource)) => fault.on = Some(resource.to_owned()),
                _ => return Err(wrong(format!("`{part}` is none of times=, share=, on="))),
            }
        }
        Ok(fault)
    }
}

/// Whether a value is of the form that a table row allows.
fn allows(allowed: &str, value: &str) -> bool {
    let number = |text: &str| text.parse::<u32>().is_ok();
    match allowed {
        "TIME" => measure::parse_span(value).is_ok(),
        "N" | "SECONDS" => number(value),
        "+N" => value.strip_prefix('+').is_some_and(number),
        "-N" => value.strip_prefix('-').is_some_and(number),
        "COLUMN" => !value.is_empty() && value != "COLUMN",
        "retry-after:SECONDS" => value.strip_prefix("retry-after:").is_some_and(number),
        word => word == value,
    }
}

/// What is switched on.
#[derive(Debug)]
pub(crate) struct Faults {
    on: Vec<Fault>,
    stream: Stream,
}

impl Faults {
    pub(crate) fn new(on: Vec<Fault>, seed: u64) -> Self {
        Self { on, stream: Stream::new(seed, 31) }
    }

    /// Switches one on; the same one again replaces it.
    pub(crate) fn set(&mut self, fault: Fault) {
        self.on.retain(|known| (known.kind.name, &known.on) != (fault.kind.name, &fault.on));
        self.on.push(fault);
    }

    /// Switches off what has that name, or everything.
    pub(crate) fn clear(&mut self, name: Option<&str>) {
        self.on.retain(|known| name.is_some_and(|name| known.kind.name != name));
    }

    /// What strikes a call that reads or writes that resource. A fault that strikes a few times only
    /// counts calls that it can strike: those with a page number above 1 for shifting pages.
    pub(crate) fn strike(&mut self, call: &Struck<'_>) -> Strikes {
        let mut strikes = Strikes::default();
        for fault in &mut self.on {
            let meant = fault.on.as_deref().is_none_or(|on| on == call.resource);
            if !meant || !call.can(fault.kind.name) || fault.left == Some(0) {
                continue;
            }
            if fault.share < 1.0 && !chance::within(self.stream.draw(), fault.share) {
                continue;
            }
            if let Some(left) = &mut fault.left {
                *left -= 1;
            }
            strikes.0.insert(fault.kind.name, fault.value.clone());
        }
        strikes
    }
}

/// A call, as far as faults care.
#[derive(Debug)]
pub(crate) struct Struck<'a> {
    pub(crate) resource: &'a str,
    pub(crate) page: u64,
    pub(crate) reads: bool,
}

impl Struck<'_> {
    fn can(&self, fault: &str) -> bool {
        let export = self.resource == "contact_export";
        match fault {
            "shift" | "repeat-row" | "skip-row" => self.page > 1,
            "export-short" | "export-column" => export,
            "bad-row" | "total" | "dates" => self.reads,
            _ => true,
        }
    }
}

/// The faults of one call, with their values.
#[derive(Clone, Debug, Default)]
pub(crate) struct Strikes(BTreeMap<&'static str, String>);

impl Strikes {
    /// The value of a fault that strikes.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// Whether it strikes.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// The number of a fault that strikes.
    pub(crate) fn number(&self, name: &str) -> Option<i64> {
        self.get(name)?.trim_start_matches('+').parse().ok()
    }

    /// The time of a fault that strikes.
    pub(crate) fn time(&self, name: &str) -> Option<Duration> {
        measure::parse_span(self.get(name)?).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::{ALL, Fault, Faults, Struck};

    fn call(resource: &str, page: u64) -> Struck<'_> {
        Struck { resource, page, reads: true }
    }

    #[test]
    fn every_fault_can_be_switched_on_with_each_of_its_values() {
        for kind in ALL {
            if kind.values.is_empty() {
                Fault::parse(kind.name).expect(kind.name);
            }
            for value in kind.values {
                let value = match *value {
                    "TIME" => "5ms".to_owned(),
                    "COLUMN" => "email".to_owned(),
                    other => other.replace("SECONDS", "30").replace('N', "3"),
                };
                Fault::parse(&format!("{}={value}", kind.name)).expect(kind.name);
            }
        }
    }

    #[test]
    fn what_cannot_be_meant_is_named() {
        for (text, why) in [
            ("nope", "there is no fault `nope`"),
            ("500=7", "`500` takes no value"),
            ("html=404", "`html` takes 200, 502"),
            ("slow", "`slow` takes TIME"),
            ("500,times=x", "`times` is a number, at least 1"),
            ("500,times=0", "`times` is a number, at least 1"),
            ("500,share=2", "`share` is from 0 to 1"),
            ("500,often", "`often` is none of"),
        ] {
            let error = Fault::parse(text).expect_err(text).to_string();
            assert!(error.contains(why), "{text}: {error}");
        }
    }

    #[test]
    fn it_strikes_so_often_there_and_where_it_can() {
        let fault = |text| Fault::parse(text).expect("a fault");
        let mut faults = Faults::new(vec![fault("503,times=2,on=deals"), fault("skip-row")], 1);
        assert!(!faults.strike(&call("contacts", 1)).has("503"));
        assert!(faults.strike(&call("deals", 1)).has("503"));
        let second = faults.strike(&call("deals", 2));
        assert!(second.has("503") && second.has("skip-row"));
        assert!(!faults.strike(&call("deals", 1)).has("503"));
        faults.clear(None);
        assert!(!faults.strike(&call("deals", 2)).has("skip-row"));
    }

    #[test]
    fn a_share_strikes_some_calls_and_the_same_ones_for_the_same_seed() {
        let struck = |seed| -> Vec<bool> {
            let fault = Fault::parse("500,share=0.3").expect("a fault");
            let mut faults = Faults::new(vec![fault], seed);
            (0..200).map(|_| faults.strike(&call("deals", 1)).has("500")).collect()
        };
        let count = struck(5).iter().filter(|hit| **hit).count();
        assert!((30..100).contains(&count), "{count}");
        assert_eq!(struck(5), struck(5));
        assert_ne!(struck(5), struck(6));
    }
}
