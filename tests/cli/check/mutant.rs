//! Handlers that are wrong in one way each: the suite fails every one of them by the case made for
//! it, each required case fails one at least, and the handlers that are right pass.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;
use std::thread;
use std::time::Duration;

use super::handler::{self, Handler, Language};
use super::verdicts;
use crate::harness::{Output, Sandbox};

use Language::{Node, Python, Rust};

/// A handler, its mutant, and the case made for it.
type Mutant = (Language, &'static str, &'static str);

const MUTANTS: &[Mutant] = &[
    (Python, "slow-together", "behaviour.load"),
    (Python, "skip-verification", "reject.wrong-secret"),
    (Python, "missing-passes", "reject.missing-signature"),
    (Python, "empty-passes", "reject.empty-signature"),
    (Python, "reprint", "accept.formatting"),
    (Python, "reprint-too", "reject.reprinted"),
    (Python, "rebuild-too", "reject.changed-order"),
    (Python, "trim", "accept.line-ends"),
    (Python, "trim-too", "reject.changed-end"),
    (Python, "line-ends", "accept.line-ends"),
    (Python, "first-characters", "reject.other-tail"),
    (Python, "shorter-of-both", "reject.truncated"),
    (Python, "but-the-last", "reject.other-digit"),
    (Python, "any-algorithm", "reject.sha1"),
    (Python, "base64-too", "reject.base64"),
    (Python, "unkeyed-too", "reject.unkeyed-hash"),
    (Python, "unset-secret", "reject.empty-secret"),
    (Python, "other-prefix-passes", "reject.unknown-prefix"),
    (Python, "length-only", "reject.not-hex"),
    (Python, "decode-hex", "reject.not-hex"),
    (Python, "compare-text", "reject.not-ascii"),
    (Python, "space-too", "reject.borrowed-signature"),
    (Python, "workspace-unsigned", "reject.changed-body"),
    (Python, "three-byte-utf8", "accept.unicode"),
    (Python, "utf8-throws", "behaviour.not-utf8"),
    (Python, "empty-throws", "behaviour.empty-body"),
    (Python, "search-text", "accept.key-order"),
    (Python, "json-throws", "behaviour.bad-json"),
    (Python, "list-throws", "behaviour.not-an-object"),
    (Python, "unknown-event-throws", "accept.unknown-event"),
    (Python, "redirect", "behaviour.no-redirect"),
    (Python, "strict-fields", "accept.unknown-fields"),
    (Python, "strict-time", "accept.timestamp-offset"),
    (Python, "old-refused", "accept.late-retry"),
    (Python, "claims-at-once", "behaviour.retry-after-break"),
    (Python, "claims-unverified", "behaviour.retry-after-forgery"),
    (Python, "claims-unread", "behaviour.retry-after-bad-body"),
    (Python, "answers-before-reading", "reject.wrong-secret"),
    (Python, "small-limit", "accept.bulk-500"),
    (Python, "left-over-body", "accept.keep-alive"),
    (Python, "parses-first", "behaviour.unsigned-bad-json"),
    (Python, "header-case", "accept.header-case"),
    (Python, "shows-secret", "behaviour.no-secret"),
    (Python, "shows-signature", "behaviour.no-oracle"),
    (Python, "retry-refused", "behaviour.retry-after-failure"),
    (Python, "duplicate-refused", "behaviour.duplicate"),
    (Python, "timestamp-is-part", "behaviour.retry-fresh-timestamp"),
    (Python, "body-is-known", "behaviour.retry-new-id"),
    (Python, "at-once-refused", "behaviour.duplicate-at-once"),
    (Python, "processes-twice", "behaviour.probe-duplicate"),
    (Python, "looks-then-writes", "behaviour.probe-duplicate-at-once"),
    (Node, "unsigned-in-development", "reject.missing-signature"),
    (Node, "stringify", "accept.numbers"),
    (Node, "includes", "reject.no-digest"),
    (Node, "lengths-throw", "reject.truncated"),
    (Node, "split-at-prefix", "reject.unknown-prefix"),
    (Node, "first-chunk", "accept.split-body"),
    (Node, "destructures", "accept.unknown-fields"),
    (Node, "precise-numbers", "accept.numbers"),
    (Node, "slash-escapes", "accept.escapes"),
    (Node, "one-route", "accept.event.lexi.task_created"),
    (Node, "json-limit", "accept.bulk-500"),
    (Node, "shows-expected", "behaviour.no-oracle"),
    (Node, "conflict", "behaviour.duplicate"),
    (Node, "locked", "behaviour.duplicate-at-once"),
    (Node, "insists-on-time", "accept.timestamp-fraction"),
    (Rust, "ends-with", "reject.empty-signature"),
    (Rust, "unwraps-hex", "reject.base64"),
    (Rust, "truncated-mac", "reject.truncated"),
    (Rust, "unwraps-utf8", "behaviour.not-utf8"),
    (Rust, "unwraps-json", "behaviour.bad-json"),
    (Rust, "indexes", "behaviour.not-an-object"),
    (Rust, "known-events", "accept.unknown-event"),
    (Rust, "moves-bulk", "behaviour.no-redirect"),
    (Rust, "gone", "behaviour.duplicate"),
];

/// As many at the same time; they wait more than they work.
const AT_ONCE: usize = 4;

fn handlers() -> BTreeMap<Language, Handler> {
    Language::ALL.into_iter().filter_map(|one| Some((one, handler::start(one)?))).collect()
}

/// The plain command. Only the cases about `--probe` need one.
fn check(handler: &Handler, mutant: &str, case: Option<&str>) -> Output {
    let sandbox = Sandbox::new();
    let mut command = sandbox.cmd(["check", &handler.url(mutant), "--json"]);
    if case.is_some_and(|case| case.contains(".probe-")) {
        command = command.args(["--probe", &handler.url(&format!("{mutant}/count"))]);
    }
    command.patience(Duration::from_secs(60)).run()
}

/// The required cases that failed.
fn failed(output: &Output) -> BTreeSet<String> {
    let all = verdicts(output).into_iter();
    all.filter(|(_, verdict)| verdict["outcome"] == "failed").map(|(id, _)| id).collect()
}

#[test]
fn a_handler_that_is_right_passes_in_each_language() {
    for (language, handler) in handlers() {
        let output = check(&handler, "right", None);
        assert_eq!(failed(&output), BTreeSet::new(), "{language:?}");
        assert_eq!(output.code, 0, "{language:?}: {output}");
        if language == Python {
            let output = check(&handler, "right", Some("behaviour.probe-duplicate")).code(0);
            let probed = verdicts(&output).into_iter().filter(|(id, _)| id.contains(".probe-"));
            assert_eq!(probed.count(), 2, "{output}");
        }
    }
}

#[test]
fn every_mutant_is_caught_by_its_case_and_every_required_case_catches_one() {
    let handlers = handlers();
    let caught: Mutex<BTreeSet<String>> = Mutex::default();
    let missed: Mutex<Vec<String>> = Mutex::default();
    let rest = Mutex::new(MUTANTS.iter().filter(|(language, ..)| handlers.contains_key(language)));
    thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                loop {
                    let Some((language, mutant, case)) = rest.lock().expect("a lock").next() else {
                        break;
                    };
                    let output = check(&handlers[language], mutant, Some(case));
                    let failed = failed(&output);
                    if output.code != 1 || !failed.contains(*case) {
                        let told = format!(
                            "{language:?} {mutant}: exit {}, not {case} but {failed:?}\n{}",
                            output.code, output.stderr
                        );
                        missed.lock().expect("a lock").push(told);
                    }
                    caught.lock().expect("a lock").extend(failed);
                }
            });
        }
    });
    let missed = missed.into_inner().expect("a lock");
    assert!(missed.is_empty(), "{}", missed.join("\n"));
    assert!(MUTANTS.len() >= 30);
    if handlers.len() < Language::ALL.len() {
        // A language is missing on this machine, which was said, and under `CI` is a failure.
        return;
    }
    let caught = caught.into_inner().expect("a lock");
    let cases = Sandbox::new().bare(["check", "--list", "--json"]).run().code(0).json();
    for case in cases.iter().filter(|case| case["severity"] == "required") {
        let id = case["case"].as_str().expect("an id");
        let known = match id.strip_suffix("EVENT") {
            Some(family) => caught.iter().any(|one| one.starts_with(family)),
            None => caught.contains(id),
        };
        assert!(known, "`{id}` fails no mutant");
    }
}
