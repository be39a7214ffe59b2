//! What is no webhook gets one verdict, not forty failures.

use super::{summary, verdicts};
use crate::harness::{Endpoint, Output, Pty, Reply, Sandbox, closed_port};

/// Checks an endpoint that gives this answer to everything.
fn against(reply: Reply) -> Output {
    let endpoint = Endpoint::deciding(move |_| reply.clone());
    let sandbox = Sandbox::new();
    sandbox.cmd(["check", &endpoint.url("/hooks"), "--json"]).run()
}

#[track_caller]
fn finding(output: &Output) -> String {
    let lines = output.json();
    let found: Vec<_> = lines.iter().filter(|line| line["type"] == "finding").collect();
    assert_eq!(found.len(), 1, "{output}");
    assert!(verdicts(output).is_empty(), "{output}");
    assert!(summary(output)["requests"].as_u64().expect("a number") <= 2, "{output}");
    format!("{} / {}", found[0]["what"], found[0]["fix"])
}

#[test]
fn a_closed_port_a_name_without_address_and_silence_are_out_of_reach() {
    let sandbox = Sandbox::new();
    let url = format!("http://127.0.0.1:{}/", closed_port());
    let output = sandbox.cmd(["check", &url, "--report", "junit=out.xml"]).run().code(3);
    assert!(output.stdout().contains("nothing listens there"), "{output}");
    let written = std::fs::read_to_string(sandbox.path("out.xml")).expect("a report all the same");
    assert!(written.contains("endpoint.answers") && written.contains("errors=\"1\""), "{written}");
    let late = Reply::status(200).after(std::time::Duration::from_secs(2));
    let slow = Endpoint::deciding(move |_| late.clone());
    let output = sandbox.cmd(["check", &slow.url("/"), "--deadline", "50ms"]).run().code(3);
    assert!(output.stdout().contains("no answer within 0.05 s"), "{output}");
}

#[test]
fn a_missing_route_and_a_static_site_are_no_webhook() {
    let told = finding(&against(Reply::status(404)).code(1));
    assert!(told.contains("nothing at this path") && told.contains("compare the path"), "{told}");
    let told = finding(&against(Reply::status(405)).code(1));
    assert!(told.contains("takes no POST") && told.contains("static site"), "{told}");
    let page = Reply::status(200).body("<!DOCTYPE html><html><body>Welcome</body></html>");
    let told = finding(&against(page).code(1));
    assert!(told.contains("answers everything with a web page"), "{told}");
}

#[test]
fn a_login_is_recognised_in_each_of_its_forms() {
    let form = "<html><form method=post><input type=password></form></html>";
    let told = finding(&against(Reply::status(200).body(form)).code(1));
    assert!(told.contains("a login page"), "{told}");
    let moved = Reply::status(302).header("Location", "/login?next=/hooks");
    let told = finding(&against(moved).code(1));
    assert!(told.contains("/login") && told.contains("exempt the route"), "{told}");
    let told = finding(&against(Reply::status(401)).code(1));
    assert!(told.contains("answered 401") && told.contains("another secret"), "{told}");
}

#[test]
fn a_slash_too_few_is_a_redirect_and_a_500_is_the_handlers() {
    let told = finding(&against(Reply::status(308).header("Location", "/hooks/")).code(1));
    assert!(told.contains("redirects (308)") && told.contains("missing or extra"), "{told}");
    let told = finding(&against(Reply::status(500)).code(1));
    assert!(told.contains("answered 500") && told.contains("its log"), "{told}");
}

#[test]
fn a_word_labelled_as_a_page_is_still_an_answer() {
    let ok = Reply::status(200).header("Content-Type", "text/html").body("OK");
    let output = against(ok).code(1);
    // It takes everything, so what is forged is what it fails at.
    assert!(verdicts(&output).len() > 80, "{output}");
    assert!(summary(&output)["failed"].as_u64().expect("a number") >= 19, "{output}");
}

/// 192.0.2.1 is for documentation and answers nobody.
const BEYOND: &str = "https://192.0.2.1/webhooks";

#[test]
fn at_a_terminal_an_endpoint_beyond_this_machine_is_asked_about_and_no_means_no() {
    let sandbox = Sandbox::new();
    let mut pty = Pty::start(&sandbox.cmd(["check", BEYOND]), 120);
    pty.wait_text("most of them valid events, to https://192.0.2.1");
    pty.type_in("n");
    assert_eq!(pty.wait_end(), 1, "there is no verdict");
    assert!(!pty.rows().iter().any(|row| row.contains("no answer")), "nothing was sent");
    assert!(pty.shows_cursor());
}
