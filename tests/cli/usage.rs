//! What cannot be read on the command line: the flag, the value and the next thing to type, in every
//! command alike.

use clap::{Command, CommandFactory as _};
use insta::assert_snapshot;
use leadlex_hooks::cli::Cli;

use crate::harness::Sandbox;

/// Every command that does something, as it is typed.
fn leaves(command: &Command, path: &[String], found: &mut Vec<(Vec<String>, Command)>) {
    if command.get_subcommands().next().is_none() || !command.is_subcommand_required_set() {
        found.push((path.to_vec(), command.clone()));
    }
    for next in command.get_subcommands() {
        leaves(next, &[path, &[next.get_name().to_owned()]].concat(), found);
    }
}

#[test]
fn every_flag_without_its_value_and_every_unknown_flag_is_named_with_a_way_on() {
    let sandbox = Sandbox::new();
    let mut found = Vec::new();
    leaves(&Cli::command(), &[], &mut found);
    found.retain(|(path, _)| !path.is_empty());
    assert!(found.len() > 30, "{}", found.len());
    for (path, command) in found {
        let help = format!("hint: `leadlex-hooks {} --help` has every option\n", path.join(" "));
        let refused = |flag: &str| {
            let output = sandbox.bare(path.iter().map(String::as_str)).arg(flag).run().code(2);
            assert_eq!(output.stdout(), "");
            assert!(output.stderr.starts_with("error: "), "{output}");
            assert!(output.stderr.ends_with(&help), "{output}");
            output.stderr
        };
        let told = refused("--zzzz");
        let expected = format!("error: `leadlex-hooks {}` has no option `--zzzz`", path.join(" "));
        assert!(told.starts_with(&expected), "{told}");
        for arg in command.get_arguments().filter(|arg| arg.get_action().takes_values()) {
            let Some(long) = arg.get_long() else { continue };
            if arg.get_num_args().is_some_and(|count| count.min_values() == 0) {
                continue;
            }
            let told = refused(&format!("--{long}"));
            assert!(told.starts_with(&format!("error: `--{long} ")), "{told}");
            assert!(told.contains("` needs a value\n"), "{told}");
        }
    }
}

#[test]
fn what_is_wrong_is_said_in_one_way() {
    let sandbox = Sandbox::new();
    let mut told = String::new();
    for typed in [
        "sennd",
        "events lst",
        "config secret nw",
        "--store x.db events lst",
        "check",
        "events import",
        "events diff 1",
        "deliveries show",
        "catalog handler",
        "catalog handler --lang perl",
        "completions basch",
        "listen --cert x",
        "listen --inspect-port 3",
        "listen extra",
        "listen -4",
        "listen é",
        "listen ",
        "listen --port x",
        "listen --port 99999",
        "listen --tolerance 5",
        "listen --tolerance -1s",
        "listen --expect contact.created --timeout 365001d",
        "listen --tolerance=",
        "listen --tolerance=-1s",
        "send contact.created --count 0",
        "send contact.created --seed x",
        "send contact.created --retry -1s",
        "send contact.created --all",
        "replay --last 0",
        "replay --last -1",
        "replay --order shufle",
        "events export --last",
        "events export --last 0",
        "events show 1 --rawr",
        "check :1 --concurrency 0",
        "check :1 --deadline 0s",
        "events list --json --json",
        "events list --verdict \u{1b}[31m",
        "sign -q -v",
    ] {
        let output = sandbox.bare(typed.split(' ')).run().code(2);
        assert_eq!(output.stdout(), "", "{typed}");
        assert!(!output.stderr.contains('\u{1b}'), "{output}");
        told.push_str(&format!("$ {}\n{}\n", typed.escape_debug(), output.stderr));
    }
    assert_snapshot!(told);
}

#[test]
fn an_empty_value_is_shown_as_it_was_typed() {
    let sandbox = Sandbox::new();
    sandbox.cmd(["send", "contact.created", "--to", ":1", "--max-time", "1s"]).run().code(3);
    for (typed, shown) in [
        (["events", "show", ""].as_slice(), "`''`"),
        (&["events", "list", "--since", ""], "`--since ''`"),
        (&["send", "contact.created", "--to", ":1", "--set", ""], "`--set ''`"),
        (&["send", "contact.created", "--to", ":1", "-H", ""], "`--header ''`"),
        (&["sandbox", "--fault", ","], "there is no fault `''`"),
        (&["sandbox", "--reading", ""], "`''` is no reading"),
        (&["config", "set", "", "x"], "no setting `''`"),
        (&["catalog", "show", ""], "an EVENT is empty"),
    ] {
        let output = sandbox.cmd(typed).run().code(2);
        assert!(output.stderr.starts_with("error: "), "{output}");
        assert!(output.stderr.contains(shown), "{output}");
    }
}
