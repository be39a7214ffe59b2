//! Every fault of the simulated workspace, while things change under it: what happened is told, once,
//! and nothing else is.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::{event, events, ids, lines};
use crate::harness::{Output, Sandbox, Workspace};

/// Faults of one answer that pass, or that leave the rest of a page readable.
const FAULTS: [&str; 37] = [
    "429=retry-after:1,times=1",
    "500,times=2",
    "502,times=3",
    "503,share=0.2",
    "slow=30ms",
    "reset,times=2",
    "html=200,on=contacts,times=1",
    "html=502,times=2",
    "truncated=length,times=2",
    "truncated=json,times=2",
    "truncated=json,on=contacts",
    "empty,times=3",
    "empty,on=lists",
    "bad-row=no-id",
    "bad-row=not-object",
    "bad-row=null-id",
    "bad-row=wrong-types",
    "shift=insert",
    "shift=delete",
    "shift=update",
    "shift=both",
    "repeat-row",
    "skip-row",
    "total=+7",
    "total=-7",
    "total=missing",
    "total=text",
    "dates=future",
    "dates=no-zone",
    "dates=missing",
    "dates=garbage",
    "forbidden,on=contacts",
    "quota-headers=missing",
    "quota-headers=garbage",
    "redirect,on=campaigns",
    "export-short=5",
    "export-column=created_at",
];

/// Events by their Delivery-ID, over all runs.
#[derive(Default)]
struct Told(BTreeMap<String, Value>);

impl Told {
    fn take(&mut self, output: &Output) {
        for line in lines(output, "event") {
            let id = line["delivery_id"].as_str().expect("an id").to_owned();
            assert!(self.0.insert(id, line).is_none(), "told twice\n{output}");
        }
    }

    /// How often contacts were told of by that name.
    fn count(&self, name: &str, id: &str) -> usize {
        let meant =
            |line: &&Value| line["event"] == name && line["payload"]["data"]["contact"]["id"] == id;
        self.0.values().filter(meant).count()
    }
}

#[test]
fn each_fault_delays_what_happened_and_loses_or_doubles_nothing() {
    let chunks = FAULTS.chunks(FAULTS.len().div_ceil(4));
    std::thread::scope(|scope| {
        for faults in chunks {
            scope.spawn(move || faults.iter().for_each(|fault| strike(fault)));
        }
    });
}

/// A workspace of more than a page; a fault; changes meanwhile; and then the truth.
fn strike(fault: &str) {
    let sandbox = Sandbox::new();
    let workspace = Workspace::start(&sandbox, ["--contacts", "230", "--plan", "none"]);
    // What was doubted once is looked at again on the slow cadence; here that is the next cycle.
    let once = || {
        let args = ["--events", "contact.*,list.*,campaign.*", "--scan-every", "0s"];
        workspace.once(&sandbox, args).run()
    };
    let mut told = Told::default();
    // Changes that belong to no second of their own could not be told from each other.
    let tick = || workspace.advance(2);
    once().code(0);
    tick();
    let (kept, gone) = (workspace.contact("Kept"), workspace.contact("Gone"));
    told.take(&once().code(0));
    let before: BTreeSet<String> = workspace.contacts().into_iter().collect();
    tick();
    workspace.fault(fault);
    workspace.promote(&kept, "Partner");
    workspace.change(json!({"do": "contact.delete", "id": gone}));
    let new = workspace.contact("New");
    for _ in 0..2 {
        let output = once();
        assert!([0, 4].contains(&output.code) || fault.starts_with("reset"), "{fault}: {output}");
        told.take(&output);
    }
    workspace.heal();
    tick();
    for _ in 0..2 {
        told.take(&once().code(0));
    }
    assert_eq!(told.count("contact.created", &new), 1, "{fault}: the new one");
    assert_eq!(told.count("contact.created", &kept), 1, "{fault}: the kept one");
    assert!(told.count("contact.updated", &kept) >= 1, "{fault}: the changed one");
    assert_eq!(told.count("contact.deleted", &gone), 1, "{fault}: the deleted one");
    // Of all the others, which the fault may have changed too: each birth and death once.
    let after: BTreeSet<String> = workspace.contacts().into_iter().collect();
    for id in before.difference(&after) {
        assert_eq!(told.count("contact.deleted", id), 1, "{fault}: {id} is gone");
    }
    for id in after.difference(&before) {
        assert_eq!(told.count("contact.created", id), 1, "{fault}: {id} is new");
    }
    for id in after.intersection(&before).filter(|id| **id != kept) {
        assert_eq!(told.count("contact.deleted", id), 0, "{fault}: {id} lives");
        assert!(told.count("contact.updated", id) <= 2, "{fault}: {id} hardly changed");
    }
    assert_eq!(events(&once().code(0)), [], "{fault}: nothing is left to tell");
}

#[test]
fn ids_that_change_type_are_the_same_ids() {
    let sandbox = Sandbox::new();
    let workspace = Workspace::start(&sandbox, ["--contacts", "30", "--reading", "ids=digits"]);
    workspace.once(&sandbox, [""; 0]).run().code(0);
    workspace.fault("number-ids");
    assert_eq!(events(&workspace.once(&sandbox, [""; 0]).run().code(0)), []);
    let id = workspace.contact("Anna");
    let output = workspace.once(&sandbox, [""; 0]).run().code(0);
    let told = lines(&output, "event").remove(0);
    assert_eq!(told["payload"]["data"]["contact"]["id"].to_string(), id, "{output}");
    workspace.heal();
    workspace.promote(&id, "Partner");
    let output = workspace.once(&sandbox, [""; 0]).run().code(0);
    assert_eq!(events(&output), [event("contact.updated", &id)]);
}

#[test]
fn a_clock_that_jumps_back_hides_no_later_change() {
    let sandbox = Sandbox::new();
    let workspace = Workspace::small(&sandbox);
    let once = || workspace.once(&sandbox, ["--events", "contact.*"]).run().code(0);
    once();
    let first = workspace.contact("Before");
    assert_eq!(events(&once()), [event("contact.created", &first)]);
    workspace.fault("clock-back=7200,times=1");
    assert_eq!(events(&once()), []);
    let second = workspace.contact("Within");
    workspace.promote(&first, "Partner");
    let mut told = events(&once());
    told.sort_unstable();
    let expected = [event("contact.created", &second), event("contact.updated", &first)];
    assert_eq!(told, expected);
    workspace.promote(&second, "Partner");
    let output = once();
    assert_eq!(events(&output), [event("contact.updated", &second)], "{output}");
    assert_eq!(ids(&output).len(), 1);
}
