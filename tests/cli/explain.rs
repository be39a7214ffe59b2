//! `verify --explain`, `events show` and `listen -v`: the mistake that other people's tools made is
//! named, nothing else is, and nobody outside hears of it.

use insta::assert_snapshot;
use serde::Deserialize;
use serde_json::Value;

use crate::harness::{Hook, Output, Running, SECRET, Sandbox, Signal, sign};

const BODY: &[u8] = br#"{"event":"contact.created"}"#;

/// A row of `tests/vectors/explanations.json`.
#[derive(Deserialize)]
struct Vector {
    causes: Vec<String>,
    secret: String,
    headers: Vec<(String, String)>,
    body: String,
    others: Vec<Other>,
    log: Vec<String>,
}

#[derive(Deserialize)]
struct Other {
    whose: String,
    name: String,
    secret: String,
}

impl Vector {
    /// Verifies it as a person would, with all that is known set up.
    fn verify(&self) -> Output {
        let sandbox = Sandbox::new();
        sandbox.write("body", hex::decode(&self.body).expect("hex"));
        let mut cmd = sandbox.bare(["verify", "body", "--explain", "--json"]);
        for (name, value) in &self.headers {
            // A `--header` is trimmed.
            cmd = match &**name {
                "X-LeadLex-Signature" if self.headers.len() == 1 => {
                    cmd.arg(format!("--signature={value}"))
                }
                _ => cmd.args(["--header", &format!("{name}: {value}")]),
            };
        }
        let mut config = String::new();
        for other in &self.others {
            match &*other.whose {
                "profile" => {
                    config += &format!("[profile.{}]\nsecret = \"{}\"\n", other.name, other.secret);
                }
                "api-key" => cmd = cmd.env("LEADLEX_API_KEY", &other.secret),
                _ => {
                    let flag = format!("--secret={}", self.secret);
                    let cmd = cmd.arg(flag).env("LEADLEX_WEBHOOK_SECRET", &other.secret);
                    configure(&sandbox, &config);
                    return cmd.run();
                }
            }
        }
        configure(&sandbox, &config);
        cmd.env("LEADLEX_WEBHOOK_SECRET", &self.secret).run()
    }
}

fn configure(sandbox: &Sandbox, text: &str) {
    let path = sandbox.root().join("home/.config/leadlex-hooks/config.toml");
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    std::fs::write(&path, text).expect("a file");
    std::fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o600))
        .expect("a mode");
}

fn vectors() -> Vec<Vector> {
    serde_json::from_str(include_str!("../vectors/explanations.json")).expect("vectors")
}

fn ids(line: &Value) -> Vec<&str> {
    let causes = line["causes"].as_array().expect("causes");
    causes.iter().map(|cause| cause["id"].as_str().expect("an id")).collect()
}

fn explained(args: &[&str]) -> Output {
    let sandbox = Sandbox::new();
    sandbox.cmd(["verify", "--explain"]).args(args).stdin(BODY).run()
}

#[test]
fn every_mistake_that_other_tools_made_is_named_and_the_exit_is_1() {
    let vectors = vectors();
    assert!(vectors.len() > 100);
    for vector in vectors.iter().filter(|vector| vector.log.is_empty()) {
        let output = vector.verify().code(1);
        let lines = output.json();
        assert_eq!(lines.len(), 2, "{output}");
        assert_eq!(lines[1]["type"], "explanation", "{output}");
        assert_eq!(ids(&lines[1]), vector.causes, "{output}");
        assert_eq!(lines[1]["finding"], "mistakes");
        for secret in vector.others.iter().map(|other| &other.secret).chain([&vector.secret]) {
            assert!(!output.to_string().contains(secret.trim()), "{output}");
        }
    }
}

#[test]
fn a_person_reads_the_cause_and_the_fix() {
    let spaced = sign(&format!("{SECRET}\n"), BODY);
    assert_snapshot!(explained(&["--signature", &spaced]).code(1), @r"
    exit 1
    --- stdout
    mismatch: none of the secrets made this signature over these 27 B
    why:  it matches with a newline after the secret
    fix:  the signer's secret ends with a newline: strip what it reads from its file
    --- stderr
    ");
    let both = sign(SECRET, &[BODY, b"\n"].concat()).replace("sha256=", "");
    assert_snapshot!(explained(&["--signature", &both]).code(1), @r"
    exit 1
    --- stdout
    malformed: the signature is not `sha256=` and 64 hex digits
    why:  the header lacks `sha256=` before its digest
    and:  it matches with a newline after the body
    fix:  put `sha256=` in front of the hex digits
    fix:  keep the body byte for byte: `curl -d @FILE` drops newlines, `--data-binary` does not
    --- stderr
    ");
}

#[test]
fn when_nothing_fits_it_says_so_and_what_to_look_at() {
    let foreign = sign("somebody else's", BODY);
    assert_snapshot!(explained(&["--signature", &foreign]).code(1), @r"
    exit 1
    --- stdout
    mismatch: none of the secrets made this signature over these 27 B
    why:  no known mistake explains it (258 combinations were tried)
    next: compare the secret with the sender's (its fingerprint here is 00a46071): LeadLex shows it once, so if in doubt make a new webhook and use its secret
    next: take the body from the raw request, before any parser or middleware: nothing can be told of a body that lost something
    next: give all headers of the delivery as well (`--header`): a timestamp or an id may be part of what was signed
    --- stderr
    ");
    assert_snapshot!(explained(&[]).code(1), @r"
    exit 1
    --- stdout
    missing: no signature was given: use `--signature VALUE`
    why:  there is no signature that could be explained
    next: no `X-LeadLex-Signature` came: see that LeadLex is the sender, and that no proxy drops the header
    --- stderr
    ");
    let output = explained(&["--json", "--signature", "nonsense"]).code(1);
    let line = output.json().remove(1);
    assert_eq!((&line["finding"], &line["tried"]), (&"unknown".into(), &0.into()), "{output}");
}

#[test]
fn what_is_verified_is_not_explained() {
    let output = explained(&["--signature", &sign(SECRET, BODY)]).code(0);
    assert_eq!(output.stdout(), "verified with secret 00a46071 over 27 B\n");
    // Neither is a timestamp that is too old: the signature is right.
    let args = ["--json", "--tolerance", "1s", "--signature", &sign(SECRET, BODY)];
    assert_eq!(explained(&args).code(1).json().len(), 1);
}

#[test]
fn the_header_of_another_delivery_is_found_in_the_log() {
    let sandbox = Sandbox::new();
    let listener = sandbox.listen([""; 0]);
    let other = br#"{"event":"deal.created"}"#;
    Hook::signed("first", BODY).accepted(listener.addr());
    Hook::signed("second", &other[..]).accepted(listener.addr());
    let mixed = Hook::signed("third", BODY).forge(&b"{\"event\":\"task.created\"}"[..]);
    assert_eq!(mixed.post(listener.addr()).status, 401);
    listener.stop(Signal::Int).code(0);
    let told = sandbox.cmd(["events", "show", "third", "--json"]).run().code(0).json();
    assert_eq!(
        (told[0]["type"].as_str(), told[1]["type"].as_str()),
        (Some("event"), Some("explanation"))
    );
    assert_eq!((ids(&told[1]), &told[1]["number"]), (vec!["other-delivery"], &3.into()));
    let cause = told[1]["causes"][0]["cause"].as_str().expect("a cause");
    assert!(cause.contains("event #1 "), "{cause}");
    let args = ["verify", "--explain", "--json", "--signature", &sign(SECRET, other)];
    let told = sandbox.cmd(args).stdin("{}").run().code(1).json().remove(1);
    assert_eq!(ids(&told), ["other-delivery"]);
}

#[test]
fn events_show_explains_what_was_rejected_and_nothing_else() {
    let sandbox = Sandbox::new();
    let listener = sandbox.listen([""; 0]);
    Hook::signed("fine", BODY).accepted(listener.addr());
    let odd = Hook::signed("other", BODY).sign("another");
    assert_eq!(odd.post(listener.addr()).status, 401);
    let long = [BODY, b"\n"].concat();
    let hook = Hook::signed("longer", BODY).forge(long.clone());
    assert_eq!(hook.post(listener.addr()).status, 401);
    listener.stop(Signal::Int).code(0);
    let show =
        |id: &str, args: &[&str]| sandbox.cmd(["events", "show", id]).args(args).run().code(0);
    assert!(!show("fine", &[]).stdout().contains("why:"));
    let told = show("longer", &[]);
    assert!(told.stdout().contains("\nwhy:  it matches with the last newline"), "{told}");
    assert!(told.stdout().contains("\nfix:  keep the body byte for byte"), "{told}");
    assert!(show("other", &[]).stdout().contains("\nwhy:  no known mistake explains it"));
    assert_eq!(show("longer", &["--raw"]).stdout, long);
    // A secret that is set since then.
    let cmd = sandbox.bare(["events", "show", "other", "--json"]);
    let line = cmd.env("LEADLEX_WEBHOOK_SECRET", "another").run().code(0).json().remove(1);
    assert_eq!(line["finding"], "verified_now");
    assert!(line["fingerprint"].is_string());
    // Without one, or with one that cannot be had, the event is shown all the same.
    let bare = sandbox.bare(["events", "show", "other"]).run().code(0);
    assert!(bare.stderr.starts_with("hint: with `--secret"), "{bare}");
    let broken = sandbox.bare(["events", "show", "other", "--secret", "@nowhere"]).run().code(0);
    assert!(broken.stderr.contains("is not looked for: cannot read the secret file"), "{broken}");
}

#[test]
fn a_verbose_listener_explains_once_a_second_and_tells_the_sender_nothing() {
    let sandbox = Sandbox::new();
    let mut listener = sandbox.listen(["-v"]);
    for number in 0..20 {
        let hook = Hook::signed(&format!("d-{number}"), BODY).forge([BODY, b"\n"].concat());
        let answer = hook.post(listener.addr());
        assert_eq!((answer.status, &*answer.text()), (401, "the signature was not accepted\n"));
        let headers = format!("{:?}", answer.headers);
        assert!(!headers.contains("explain") && !headers.contains("newline"), "{headers}");
    }
    let line = listener.wait_json("an explanation", |line| line["type"] == "explanation");
    assert_eq!((ids(&line), &line["number"]), (vec!["body-newline-removed"], &1.into()));
    let end = listener.stop(Signal::Int).code(0).json();
    let told = end.iter().filter(|line| line["type"] == "explanation").count();
    assert!(told < 20, "{told}");
}

#[test]
fn a_listener_explains_only_when_it_is_verbose() {
    let sandbox = Sandbox::new();
    let forged = |listener: &Running| {
        let hook = Hook::signed("d-1", BODY).forge([BODY, b"\n"].concat());
        assert_eq!(hook.post(listener.addr()).status, 401);
        Hook::signed("d-2", BODY).accepted(listener.addr());
    };
    let silent = sandbox.listen([""; 0]);
    forged(&silent);
    assert!(!silent.stop(Signal::Int).code(0).stdout().contains("explanation"));
    let args = ["listen", "--port", "0", "-v"];
    let human = Running::start_human(sandbox.cmd(args));
    forged(&human);
    // Too large to be looked into in passing, and too soon after the last one.
    let large = Hook::signed("d-3", BODY).forge(vec![b'x'; 300 * 1024]);
    assert_eq!(large.post(human.addr()).status, 401);
    let end = human.stop(Signal::Int).code(0);
    assert!(end.stdout().contains("\nwhy:  it matches with the last newline"), "{end}");
    assert!(end.stdout().contains("\nwhy:  `leadlex-hooks events show 5` looks for it"), "{end}");
}
