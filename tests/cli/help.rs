//! `--help`: its paragraphs are broken where the terminal ends, and nowhere else.

use crate::harness::{Pty, Sandbox};

#[test]
fn paragraphs_fill_whatever_width_there_is() {
    let sandbox = Sandbox::new();
    for command in [
        &["listen"][..],
        &["replay"],
        &["send"],
        &["check"],
        &["doctor"],
        &["poll"],
        &["sandbox"],
        &["events", "export"],
        &["events", "import"],
        &["events", "prune"],
    ] {
        for columns in [60, 90] {
            let mut pty = Pty::start(&sandbox.bare(command).args(["--help"]), columns);
            assert_eq!(pty.wait_end(), 0);
            let rows = pty.rows();
            let after = rows.iter().position(|row| row == "Examples:").expect("examples");
            for pair in rows[after + 1..].windows(2) {
                let is_text = |row: &str| !row.is_empty() && !row.starts_with(' ');
                if !is_text(&pair[0]) || !is_text(&pair[1]) {
                    continue;
                }
                let next = pair[1].split(' ').next().unwrap_or_default();
                let longer = pair[0].chars().count() + 1 + next.chars().count();
                assert!(longer > usize::from(columns), "{command:?} at {columns}: {pair:#?}");
            }
        }
    }
}
