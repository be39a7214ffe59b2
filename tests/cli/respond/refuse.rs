//! Scripts that are none, and flags that say something else: exit 2.

use insta::assert_snapshot;

use crate::harness::Sandbox;

#[test]
fn a_script_that_cannot_be_carried_out_is_named_by_its_step() {
    let sandbox = Sandbox::new();
    let mut told = String::new();
    for script in [
        "",
        " ",
        "200,,500",
        "200,",
        ",200",
        "200+",
        "200+503",
        "delay=1s+200+delay=2s",
        "hang+reset",
        "200+hang",
        "0200",
        "delay=-1s",
        "ok",
        "99",
        "100",
        "600",
        "200x0",
        "200x10001",
        "delay=",
        "delay=5",
        "slow=soon",
        "wait=2s",
        "503+fly",
        "body=@absent",
        "body={\"a\":1,\"b\":2}",
        "\u{1b}[31m",
    ] {
        let output = sandbox.listen_cmd().args(["--respond", script]).run().code(2);
        assert_eq!(output.stdout(), "", "{script}");
        assert!(!output.stderr.contains('\u{1b}'), "{output}");
        told.push_str(&format!("{}\n{}\n", script.escape_debug(), output.stderr));
    }
    assert_snapshot!(told);
}

#[test]
fn a_script_and_a_handler_exclude_each_other() {
    let sandbox = Sandbox::new();
    for other in [&["--forward-to", ":3000"][..], &["--route", "deal.*=:3000"], &["--ack-first"]] {
        let output = sandbox.listen_cmd().args(["--respond", "200"]).args(other).run().code(2);
        assert_eq!(output.stdout(), "");
        assert!(output.stderr.contains("--respond"), "{output}");
        assert!(output.stderr.contains(other[0]), "{output}");
    }
}
