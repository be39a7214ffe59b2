//! What cannot be expected, and what there is to wait for: exit 2.

use insta::assert_snapshot;

use crate::harness::Sandbox;

#[test]
fn an_impossible_expectation_is_named_and_nothing_starts() {
    let sandbox = Sandbox::new();
    let mut told = String::new();
    for expected in [
        "",
        " x2",
        "=2",
        "contact.created x0",
        "contact.created 2",
        "contact.created x",
        "contact.created x-1",
        "contact.created x2.5",
        "contact.created x99999999999999999999",
        "contact.created=",
        "contact.created=two",
        "contact.created=-1",
        "contact.created=+2",
        "contact.created x+2",
        "contact.created x2 x3",
        "contact.created >= 2",
        "contact.craeted",
        "contact.created,deal.created",
        "contact.*,deal.*",
        "contact.*>=2",
        "contact.* x2 x3",
        "\u{1b}[31m x2",
    ] {
        let output = sandbox.listen_cmd().args(["--expect", expected]).run().code(2);
        assert_eq!(output.stdout(), "", "{expected}");
        assert!(!output.stderr.contains('\u{1b}'), "{output}");
        told.push_str(&format!("{}\n{}\n", expected.escape_debug(), output.stderr));
    }
    assert_snapshot!(told);
    assert!(!sandbox.store().exists(), "a store was made for nothing");
}

#[test]
fn a_time_without_anything_to_wait_for_is_refused() {
    let sandbox = Sandbox::new();
    let output = sandbox.listen_cmd().args(["--timeout", "5s"]).run().code(2);
    assert_eq!(output.stdout(), "");
    assert!(output.stderr.contains("`--timeout` needs something to wait for"), "{output}");
    for time in ["soon", "5", ""] {
        let args = ["--expect", "contact.created", "--timeout", time];
        let output = sandbox.listen_cmd().args(args).run().code(2);
        assert!(output.stderr.contains("--timeout"), "{output}");
        assert_eq!(output.stdout(), "");
    }
}

#[test]
fn the_help_tells_how_long_it_waits_unless_told() {
    let sandbox = Sandbox::new();
    let help = sandbox.bare(["listen", "--help"]).run().code(0).stdout();
    let words: Vec<&str> = help.split_whitespace().collect();
    assert!(words.join(" ").contains("[default: 30s with `--expect`]"), "{help}");
}
