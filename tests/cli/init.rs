//! `config init` at a terminal: what it asks, what it writes, and how it leaves the terminal.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;
use std::process::Command;

use crate::harness::{Pty, Sandbox};

const ENTER: &str = "\r";
const DOWN: &str = "\x1b[B";
const CTRL_C: &str = "\x03";

fn config(sandbox: &Sandbox) -> PathBuf {
    sandbox.root().join("home/.config/leadlex-hooks/config.toml")
}

fn read(sandbox: &Sandbox) -> String {
    fs::read_to_string(config(sandbox)).expect("a configuration")
}

fn start(sandbox: &Sandbox) -> Pty {
    Pty::start(&sandbox.bare(["config", "init"]).under_shell(), 200)
}

/// Writes a configuration as a person would have it.
fn write(sandbox: &Sandbox, text: &str) {
    let path = config(sandbox);
    fs::create_dir_all(path.parent().expect("a directory")).expect("a directory");
    fs::write(&path, text).expect("a configuration");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).expect("a mode");
}

fn answer(pty: &mut Pty, question: &str, typed: &str) {
    pty.wait_text(question);
    pty.type_in(typed);
}

/// The last question, answered with a key or with nothing.
fn api_key(pty: &mut Pty, key: &str) {
    pty.wait_silent("API key");
    pty.type_in(&format!("{key}\r"));
}

#[test]
fn return_at_each_question_makes_a_working_configuration() {
    let sandbox = Sandbox::new();
    let mut pty = start(&sandbox);
    answer(&mut pty, "Profile", ENTER);
    answer(&mut pty, "Endpoint URL", ENTER);
    answer(&mut pty, "Signing secret", ENTER);
    api_key(&mut pty, "");
    assert_eq!(pty.wait_end(), 0, "{:#?}", pty.rows());
    let screen = pty.rows().join("\n");
    let text = read(&sandbox);
    let secret = text.split("secret = \"").nth(1).and_then(|rest| rest.split('"').next());
    let secret = secret.expect("a secret");
    assert!(secret.starts_with("local_"), "{text}");
    assert!(text.contains("to = \"http://localhost:3000/webhooks\""), "{text}");
    assert_eq!(config(&sandbox).metadata().expect("a file").permissions().mode() & 0o777, 0o600);
    assert!(!screen.contains(secret), "{screen}");
    let shown = sandbox.bare(["config", "show"]).run().code(0).stdout();
    let fingerprint = shown.split("fingerprint ").nth(1).and_then(|rest| rest.get(..8));
    let told = format!("fingerprint {}", fingerprint.expect("a fingerprint"));
    assert!(screen.contains(&told), "{screen}");
    assert!(screen.contains(&config(&sandbox).display().to_string()), "{screen}");
    pty.assert_terminal_is_as_it_was();
}

#[test]
fn a_pasted_secret_is_not_shown_and_another_profile_is_its_own() {
    let sandbox = Sandbox::new();
    write(&sandbox, "# mine\nport = 4100\nto = \"http://localhost:1/top\"\n");
    let mut pty = start(&sandbox);
    answer(&mut pty, "Profile", "staging\r");
    answer(&mut pty, "for all profiles, at the top of the file", "y");
    answer(&mut pty, "Endpoint URL", "ftp://nowhere\r");
    answer(&mut pty, "ftp://nowhere`", "https://hooks.example.com/leadlex\r");
    answer(&mut pty, "Signing secret", &[DOWN, ENTER].concat());
    pty.wait_silent("Signing secret (not shown)");
    pty.type_in("whsec_Pasted\r");
    api_key(&mut pty, "not-a-key");
    pty.wait_text("API keys begin with `wbk_`");
    api_key(&mut pty, "wbk_Typed");
    assert_eq!(pty.wait_end(), 0, "{:#?}", pty.rows());
    let screen = pty.rows().join("\n");
    assert!(!screen.contains("Pasted") && !screen.contains("Typed"), "{screen}");
    assert!(screen.contains("--profile staging"), "{screen}");
    let expected = "# mine\nport = 4100\nto = \"http://localhost:1/top\"\n\n[profile.staging]\n\
                    to = \"https://hooks.example.com/leadlex\"\nsecret = \"whsec_Pasted\"\n\
                    api_key = \"wbk_Typed\"\n";
    assert_eq!(read(&sandbox), expected);
    let shown = sandbox.bare(["config", "show", "--profile", "staging"]).run().code(0).stdout();
    assert!(shown.contains("api_key         fingerprint ") && !shown.contains("Typed"), "{shown}");
}

#[test]
fn what_is_there_is_kept_unless_replacing_is_agreed_to() {
    let sandbox = Sandbox::new();
    let before =
        "# mine\nto = \"http://localhost:1/a\" # why\nsecret = \"whsec_Old\"\nport = 4100\n";
    write(&sandbox, before);
    let mut pty = start(&sandbox);
    answer(&mut pty, "Profile", ENTER);
    answer(&mut pty, "The endpoint is http://localhost:1/a. Replace it?", ENTER);
    answer(&mut pty, "A secret is set (fingerprint", "n");
    api_key(&mut pty, "");
    pty.wait_text("nothing is changed");
    assert_eq!(pty.wait_end(), 0);
    assert_eq!(read(&sandbox), before);
    assert!(!pty.rows().join("\n").contains("whsec_Old"));

    let mut pty = start(&sandbox);
    answer(&mut pty, "Profile", ENTER);
    answer(&mut pty, "The endpoint is", "n");
    answer(&mut pty, "A secret is set (fingerprint", "y");
    answer(&mut pty, "Make a random one", ENTER);
    api_key(&mut pty, "");
    assert_eq!(pty.wait_end(), 0);
    let after = read(&sandbox);
    assert!(after.starts_with("# mine\nto = \"http://localhost:1/a\" # why\nsecret = \"local_"));
    assert!(after.ends_with("port = 4100\n"), "{after}");
}

#[test]
fn a_program_is_tried_and_takes_the_place_of_the_secret() {
    let sandbox = Sandbox::new();
    write(&sandbox, "to = \"http://localhost:1/a\"\nsecret = \"whsec_Old\"\n");
    let mut pty = start(&sandbox);
    answer(&mut pty, "Profile", ENTER);
    answer(&mut pty, "The endpoint is", "n");
    answer(&mut pty, "A secret is set", "y");
    answer(&mut pty, "Make a random one", &[DOWN, DOWN, ENTER].concat());
    answer(&mut pty, "Program and arguments", "false --at all\r");
    answer(&mut pty, "Keep it all the same?", "n");
    pty.wait_text("`false` ended with exit status: 1");
    pty.type_in("printf 'a b'\r");
    api_key(&mut pty, "");
    assert_eq!(pty.wait_end(), 0, "{:#?}", pty.rows());
    let expected = "to = \"http://localhost:1/a\"\nsecret_command = [\"printf\", \"a b\"]\n";
    assert_eq!(read(&sandbox), expected);
    let screen = pty.rows().join("\n");
    assert!(screen.contains("secret_command  `printf a b`, fingerprint "), "{screen}");
    assert!(screen.contains("(taken away)"), "{screen}");
}

#[test]
fn ctrl_c_at_any_question_writes_nothing_and_leaves_the_terminal_as_it_was() {
    let questions = ["Profile", "Endpoint URL", "Make a random one", "Signing secret (not shown)"];
    for last in 0..questions.len() {
        let sandbox = Sandbox::new();
        let mut pty = start(&sandbox);
        for (number, question) in questions.iter().enumerate().take(last + 1) {
            if number == 3 {
                pty.wait_silent(question);
            }
            let next = if number == 2 { [DOWN, ENTER].concat() } else { ENTER.to_owned() };
            answer(&mut pty, question, if number == last { CTRL_C } else { &next });
        }
        assert_eq!(pty.wait_end(), 130, "{}: {:#?}", questions[last], pty.rows());
        assert!(pty.rows().join("\n").contains("interrupted: nothing was written"));
        pty.assert_terminal_is_as_it_was();
        assert!(!config(&sandbox).exists());
    }
}

#[test]
fn ctrl_c_ends_the_program_that_is_tried() {
    let sandbox = Sandbox::new();
    let mut pty = start(&sandbox);
    answer(&mut pty, "Profile", ENTER);
    answer(&mut pty, "Endpoint URL", ENTER);
    answer(&mut pty, "Make a random one", &[DOWN, DOWN, ENTER].concat());
    answer(&mut pty, "Program and arguments", "sh -c \"echo be''gun >&2; sleep 30\"\r");
    answer(&mut pty, "begun", CTRL_C);
    assert_eq!(pty.wait_end(), 130, "{:#?}", pty.rows());
    pty.assert_terminal_is_as_it_was();
    assert!(!config(&sandbox).exists());
}

#[test]
fn sigterm_leaves_the_terminal_as_it_was() {
    let secret: &[&str] = &["config", "secret", "set"];
    for (args, question) in
        [(secret, "Signing secret (not shown)"), (&["send"], "Event (type to search)")]
    {
        let sandbox = Sandbox::new();
        let mut pty = Pty::start(&sandbox.cmd(args).under_shell(), 100);
        pty.wait_silent(question);
        let kill = format!("kill -s TERM -- -{}", pty.pid());
        assert!(Command::new("sh").args(["-c", &kill]).status().expect("sh").success());
        assert_eq!(pty.wait_end(), 143, "{:#?}", pty.rows());
        pty.assert_terminal_is_as_it_was();
    }
}

#[test]
fn escape_in_a_list_is_a_no() {
    let sandbox = Sandbox::new();
    let mut pty = start(&sandbox);
    answer(&mut pty, "Profile", ENTER);
    answer(&mut pty, "Endpoint URL", ENTER);
    answer(&mut pty, "Make a random one", "\x1b");
    assert_eq!(pty.wait_end(), 130, "{:#?}", pty.rows());
    pty.assert_terminal_is_as_it_was();
    assert!(!config(&sandbox).exists());
}

#[test]
fn without_somebody_to_ask_the_other_commands_are_named() {
    let sandbox = Sandbox::new();
    let told = sandbox.bare(["config", "init"]).run().code(2).stderr;
    assert!(
        told.contains("config set to https://") && told.contains("config secret new"),
        "{told}"
    );
    let mut pty = Pty::start(&sandbox.bare(["config", "init", "--no-input"]), 200);
    assert_eq!(pty.wait_end(), 2);
    assert!(pty.rows().join("\n").contains("config secret new"), "{:#?}", pty.rows());
    assert!(!config(&sandbox).exists());
}

#[test]
fn an_unsound_file_is_told_before_the_first_question() {
    let sandbox = Sandbox::new();
    write(&sandbox, "too = 1\n");
    let mut pty = start(&sandbox);
    assert_eq!(pty.wait_end(), 2);
    let screen = pty.rows().join("\n");
    assert!(screen.contains("unknown key `too`") && !screen.contains("Profile"), "{screen}");
}

#[test]
fn the_secret_asked_for_by_secret_set_leaves_the_echo_on() {
    let sandbox = Sandbox::new();
    let mut pty = Pty::start(&sandbox.bare(["config", "secret", "set"]).under_shell(), 200);
    pty.wait_silent("Signing secret (not shown)");
    pty.type_in(CTRL_C);
    assert_eq!(pty.wait_end(), 130, "{:#?}", pty.rows());
    pty.assert_terminal_is_as_it_was();
    assert!(!config(&sandbox).exists());
}
