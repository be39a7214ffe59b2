//! In a terminal: a bar on a long baseline, and whole lines after it.

use crate::harness::{Pty, Sandbox, Workspace};

#[test]
fn a_long_baseline_shows_a_bar_that_spoils_no_line() {
    let sandbox = Sandbox::new();
    let workspace = Workspace::start(&sandbox, ["--contacts", "30", "--companies", "3000"]);
    workspace.fault("slow=10ms,on=companies");
    let args = ["--once", "--interval", "0s", "--events", "contact.*,company.created"];
    let mut pty = Pty::start(&workspace.poll(&sandbox, args), 100);
    assert_eq!(pty.wait_end(), 0);
    let written = String::from_utf8_lossy(&pty.written()).into_owned();
    assert!(written.contains("companies [") && written.contains("of 3,000"), "{written:?}");
    let rows = pty.rows();
    assert!(rows.iter().any(|row| row == "✓ baseline of companies: 3000"), "{rows:#?}");
    assert!(rows.iter().any(|row| row.contains("calls left")), "{rows:#?}");
    assert!(!rows.iter().any(|row| row.contains("companies [")), "the bar is gone: {rows:#?}");
    assert!(pty.shows_cursor());
}
