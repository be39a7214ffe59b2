//! What cannot be meant is refused before anything is served, and named.

use crate::harness::{Endpoint, Sandbox};

#[test]
fn what_cannot_be_meant_is_named_with_what_can() {
    let machine = Sandbox::new();
    machine
        .write("script", "{\"do\":\"contact.create\"}\n{\"do\":\"contact.create\",\"count\":-1}\n");
    let table: &[(&[&str], &str)] = &[
        (&["--host", "0.0.0.0"], "`--host 0.0.0.0` is not loopback"),
        (&["--host", "192.0.2.1"], "`--host 192.0.2.1` is not loopback"),
        (&["--host", "example.com"], "`--host example.com` is no address"),
        (&["--fault", "boredom"], "there is no fault `boredom`"),
        (&["--fault", "slow=later"], "`slow` takes TIME"),
        (&["--fault", "503,times=0"], "`times` is a number, at least 1"),
        (&["--fault", "503,times=1,times=2"], "`times` is said twice"),
        (&["--reading", "after=both"], "reading `after` has no value `both`"),
        (&["--reading", "mood=good"], "`mood` is no reading"),
        (&["--forbid", "people"], "`--forbid people` is no resource"),
        (&["--key", "secret"], "a `--key` does not begin with `wbk_`"),
        (&["--script", "script"], "`--script script`, line 2: `count` is a number"),
        (&["--script", "nowhere"], "cannot read `--script nowhere`"),
        (&["--activity", "random", "--every", "0"], "`--every 0` would never end"),
        (&["--webhook", "ftp://x"], "only http and https"),
    ];
    for (args, why) in table {
        let output = machine.cmd(["sandbox", "--port", "0"]).args(*args).run().code(2);
        assert!(output.stderr.contains(why), "{args:?}\n{output}");
        assert!(output.stderr.contains("hint:"), "{args:?}\n{output}");
    }
}

#[test]
fn a_webhook_needs_a_secret_and_a_port_that_is_taken_is_named() {
    let machine = Sandbox::new();
    let args = ["sandbox", "--port", "0", "--webhook", "http://localhost:1"];
    let output = machine.bare(args).run().code(2);
    assert!(output.stderr.contains("no signing secret is set"), "{output}");
    let taken = Endpoint::always(200).expect_calls(0);
    let port = taken.addr().port().to_string();
    let output = machine.cmd(["sandbox", "--port", &port]).run().code(2);
    assert!(output.stderr.contains(&format!("cannot listen on 127.0.0.1:{port}")), "{output}");
}
