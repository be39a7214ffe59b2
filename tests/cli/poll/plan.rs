//! `poll plan`: three calls at most, for people and for scripts.

use insta::assert_snapshot;

use crate::harness::{KEY, Sandbox, Workspace};

#[test]
fn a_plan_makes_three_calls_at_most_and_tells_nobody() {
    let sandbox = Sandbox::new();
    let workspace = Workspace::small(&sandbox);
    let plan = |args: &[&str]| {
        let args =
            [&["poll", "plan", "--api-url", workspace.api_url(), "--interval", "5min"], args];
        let output = sandbox.cmd(args.concat()).env("LEADLEX_API_KEY", KEY).run().code(0);
        let calls = workspace.calls().total();
        assert!((1..=3).contains(&calls), "{calls} calls\n{output}");
        output
    };
    assert_snapshot!(sandbox.normalise(&plan(&["--reserve", "0%"]).to_string()));
    assert_snapshot!(sandbox.normalise(&plan(&["--reserve", "0%", "--json"]).to_string()));
    // An interval that no day pays for is said to be so.
    let args = ["poll", "plan", "--api-url", workspace.api_url(), "--interval", "1min"];
    let output = sandbox.cmd(args).env("LEADLEX_API_KEY", KEY).run().code(1);
    assert!(output.stderr.contains("more calls than a day has"), "{output}");
    workspace.calls();
    plan(&["--events", "company.created,task.updated,deal.deleted,contact.deleted"]);
    assert_eq!(sandbox.cmd(["events", "list", "--json"]).run().code(0).stdout(), "");
}
