//! The page: what a person sees, in whatever width, and what is left of it under `--quiet`.

use insta::assert_snapshot;

use super::proxy::{Proxy, Spoil, port};
use crate::harness::{Endpoint, Pty, Sandbox};

const SECRET: &str = "local_0123456789abcdef";

#[test]
fn a_person_sees_each_finding_with_its_fix() {
    let sandbox = Sandbox::new();
    let cmd = sandbox.bare(["doctor"]).env("PATH", "/nowhere");
    assert_snapshot!(sandbox.normalise(&cmd.run().to_string()));

    let endpoint = Endpoint::always(200);
    let port = port();
    let proxy = Proxy::start(
        port,
        Spoil::Head(|lines| {
            lines.retain(|line| !line.starts_with("X-LeadLex-Timestamp:"));
            lines.push("X-Injected: \u{9b}31mred".to_owned());
        }),
    );
    let cmd = sandbox
        .bare(["doctor", "--to", &endpoint.url("/"), "--port", &port.to_string()])
        .args(["--public-url", &proxy.url()])
        .env("LEADLEX_WEBHOOK_SECRET", SECRET);
    assert_snapshot!(sandbox.normalise(&cmd.run().to_string()));
}

#[test]
fn no_row_wraps_on_a_narrow_screen() {
    let sandbox = Sandbox::new();
    let endpoint = Endpoint::always(200);
    for columns in [60, 100] {
        let cmd = sandbox.bare(["doctor", "--store", "s.db"]).env("XDG_CONFIG_HOME", "/c");
        let mut pty = Pty::start(&cmd.args(["--to", &endpoint.url("/")]), columns);
        assert_eq!(pty.wait_end(), 2);
        pty.assert_no_row_wraps();
        let rows = pty.rows();
        assert!(
            rows.iter().any(|row| row.starts_with("✗ secret   no signing secret")),
            "{rows:#?}"
        );
        assert!(rows.iter().any(|row| row.starts_with("           fix: ")), "{rows:#?}");
    }
}

#[test]
fn quiet_prints_nothing_but_problems() {
    let sandbox = Sandbox::new();
    let output = sandbox.bare(["doctor", "-q"]).run().code(2);
    assert_eq!(output.stderr, "", "{output}");
    let stdout = output.stdout();
    let marked: Vec<_> = stdout.lines().filter(|line| !line.starts_with(' ')).collect();
    assert_eq!(marked.len(), 1, "{output}");
    assert!(marked[0].starts_with("✗ secret "), "{output}");
    let good = sandbox.bare(["doctor", "-q"]).env("LEADLEX_WEBHOOK_SECRET", SECRET).run().code(0);
    assert_eq!((good.stdout(), good.stderr), (String::new(), String::new()));
}
