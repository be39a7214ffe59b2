//! The store: whether its file is there, private, whole, up to date and has room, and what waits in it.

use std::time::Duration;

use super::finding::Finding;
use crate::config::settings::Setting;
use crate::error::{Error, Exit};
use crate::store::StoreError;
use crate::store::survey::{Contents, Health, Survey, survey};
use crate::text::measure::size;
use crate::text::shell::word;

/// How long counting, and looking through the file, may take.
const LIMIT: Duration = Duration::from_secs(5);
/// Less than that is soon full.
const LITTLE: u64 = 200 * 1024 * 1024;
/// Less than that takes no event of the largest size, nor what it costs to keep one.
const NOTHING: u64 = 16 * 1024 * 1024;

/// Looks at the store; blocks for a few seconds where it is large.
#[must_use]
pub fn look(path: &Setting<std::path::PathBuf>) -> Vec<Finding> {
    let place = format!("{} (from {})", path.value.display(), path.origin);
    match survey(&path.value, LIMIT) {
        Ok(seen) => judge(&seen, &place, &path.value.to_string_lossy()),
        Err(StoreError::Absent { .. }) => vec![Finding::good(
            "store.none",
            format!("there is no {place} yet; the first `listen`, `send` or `poll` makes it"),
        )],
        Err(error) => {
            let id = match error {
                StoreError::Newer { .. } => "store.newer",
                StoreError::Corrupt { .. } => "store.damaged",
                StoreError::NotADatabase { .. } | StoreError::Foreign { .. } => "store.foreign",
                _ => "store.unreadable",
            };
            let error = Error::from(error);
            let fix = "name another file with `--store FILE`";
            vec![Finding { exit: Exit::STORE, ..Finding::of_error(id, &error, fix) }]
        }
    }
}

fn judge(seen: &Survey, place: &str, file: &str) -> Vec<Finding> {
    let mut findings = vec![file_itself(seen, place)];
    findings.extend(modes(seen));
    findings.push(health(seen, file));
    findings.extend(seen.free.map(room));
    findings.extend(seen.left.iter().map(|url| {
        Finding::advice(
            "store.subscription",
            format!("a `listen --register` that was killed left a subscription to {url}"),
            "the next `leadlex-hooks listen --register` removes it, or `leadlex-hooks webhooks delete`",
        )
    }));
    match &seen.contents {
        Some(contents) => findings.extend(waiting(contents)),
        None => findings.push(Finding::skipped(
            "store.contents",
            "its events and deliveries are too many to count here",
            "`leadlex-hooks events stats` counts them",
        )),
    }
    findings
}

fn file_itself(seen: &Survey, place: &str) -> Finding {
    let events = match &seen.contents {
        Some(Contents { events: 1, .. }) => ", one event".to_owned(),
        Some(contents) => format!(", {} events", contents.events),
        None => String::new(),
    };
    let told = format!("{place}: {}{events}", size(seen.bytes));
    match seen.version {
        (found, known) if found < known && found > 0 => Finding::advice(
            "store.older",
            format!("{told}, version {found} where this program writes {known}"),
            "nothing to do: the next command that opens it brings it up to date, after which an \
             older leadlex-hooks cannot open it",
        ),
        (found, _) => Finding::good("store.file", format!("{told}, version {found}")),
    }
}

fn modes(seen: &Survey) -> Option<Finding> {
    let open = &seen.open_to_others;
    if open.is_empty() {
        return None;
    }
    let files: Vec<String> = open.iter().map(|(path, _)| word(&path.to_string_lossy())).collect();
    let details = open.iter().map(|(path, mode)| format!("{} has mode {mode:04o}", path.display()));
    let made = Finding::problem(
        "store.shared",
        Exit::STORE,
        "other users of this machine can read the events, or write them",
        format!("chmod 600 {}", files.join(" ")),
    );
    Some(made.details(details))
}

fn health(seen: &Survey, file: &str) -> Finding {
    match &seen.health {
        Health::Whole => Finding::good("store.whole", "SQLite finds nothing wrong in it"),
        Health::Damaged(faults) => {
            let made = Finding::problem(
                "store.damaged",
                Exit::STORE,
                "SQLite finds it damaged",
                format!(
                    "move it away and save what can be read: `sqlite3 {} .recover`",
                    word(file)
                ),
            );
            made.details(faults.iter().cloned())
        }
        Health::Unfinished => Finding::skipped(
            "store.whole",
            format!("no fault in {} s, and the rest was not looked at", LIMIT.as_secs()),
            format!("`sqlite3 {} 'PRAGMA quick_check'` looks through all of it", word(file)),
        ),
    }
}

fn room(free: u64) -> Finding {
    let told = format!("{} free on its disk", size(free));
    let fix = "make room, or name another disk with `--store FILE`; `leadlex-hooks events prune` \
               takes old events out";
    match free {
        ..NOTHING => Finding::problem("store.full", Exit::STORE, told, fix),
        NOTHING..LITTLE => Finding::advice("store.room", told, fix),
        _ => Finding::good("store.room", told),
    }
}

fn waiting(contents: &Contents) -> Vec<Finding> {
    let mut findings = Vec::new();
    let noun = |count, one: &str, many: &str| match count {
        1 => format!("one {one}"),
        count => format!("{count} {many}"),
    };
    if contents.pending > 0 {
        let told = noun(contents.pending, "delivery waits", "deliveries wait");
        findings.push(Finding::advice(
            "store.pending",
            format!("{told} for an attempt; nobody makes it unless a listener runs"),
            "`leadlex-hooks deliveries drain` makes them now, `deliveries cancel` gives them up",
        ));
    }
    if contents.dead > 0 {
        let told = noun(contents.dead, "delivery has", "deliveries have");
        findings.push(Finding::advice(
            "store.dead",
            format!("{told} failed for good"),
            "`leadlex-hooks deliveries list --state dead` shows them, `deliveries retry` tries again",
        ));
    }
    if contents.unverified > 0 {
        let told = noun(contents.unverified, "event was", "events were");
        findings.push(Finding::advice(
            "store.unverified",
            format!("{told} taken without a secret to verify with"),
            "set one, and `leadlex-hooks events list --verdict unverified` shows which",
        ));
    }
    findings
}
