//! A disk that is full or read-only: exit 5, and the next run finds what this one could not keep.

#![cfg(target_os = "linux")]

use super::{event, events};
use crate::harness::{Endpoint, Sandbox, Shim, Workspace};

#[test]
fn what_could_not_be_written_is_found_again() {
    let sandbox = Sandbox::new();
    let Some(shim) = Shim::new(&sandbox) else { return };
    let workspace = Workspace::small(&sandbox);
    let handler = Endpoint::always(200).expect_calls(1);
    let to = ["--to".to_owned(), handler.url("/")];
    let once = || shim.under(workspace.once(&sandbox, &to));
    once().run().code(0);
    let id = workspace.contact("Anna");
    shim.fill_disk(true);
    let output = once().run().code(5);
    assert_eq!(events(&output), [], "{output}");
    shim.fill_disk(false);
    shim.read_only(true);
    let output = once().run().code(5);
    assert_eq!(events(&output), [], "{output}");
    shim.read_only(false);
    assert_eq!(events(&once().run().code(0)), [event("contact.created", &id)]);
}
