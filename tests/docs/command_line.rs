//! Every command line and every flag that the README shows exists.

use std::collections::BTreeSet;

use clap::{Command, CommandFactory as _, Parser as _};
use leadlex_hooks::cli::Cli;

use super::{readme, shell};

const NAME: &str = "leadlex-hooks";

/// The arguments of every invocation in the README's fenced blocks and inline code.
fn invocations() -> Vec<Vec<String>> {
    let fenced = readme::blocks().into_iter().map(|block| match block.language.as_str() {
        "sh" => block.text,
        "console" => block
            .text
            .lines()
            .filter_map(|line| line.strip_prefix("$ "))
            .fold(String::new(), |all, line| all + line + "\n"),
        _ => String::new(),
    });
    let inline = readme::spans().into_iter().filter(|span| span.starts_with("leadlex-hooks "));
    fenced.chain(inline).flat_map(|script| shell::commands(&script)).filter_map(arguments).collect()
}

/// The command line of the program itself, also behind `cargo run --`.
fn arguments(words: Vec<String>) -> Option<Vec<String>> {
    match words.first().map(String::as_str) {
        Some(NAME) => Some(words),
        Some("cargo") if words.get(1).is_some_and(|word| word == "run") => {
            let behind = words.into_iter().skip_while(|word| word != "--").skip(1);
            Some(std::iter::once(NAME.to_owned()).chain(behind).collect())
        }
        _ => None,
    }
}

#[test]
fn every_command_line_is_accepted() {
    let invocations = invocations();
    assert!(invocations.len() > 25, "only {} were found", invocations.len());
    for words in invocations {
        // A command with placeholders for subcommands is prose: `leadlex-hooks COMMAND --help`.
        if words.iter().any(|word| word == "COMMAND") {
            continue;
        }
        if let Err(error) = Cli::try_parse_from(&words) {
            assert_eq!(error.exit_code(), 0, "`{}`: {error}", words.join(" "));
        }
    }
}

#[test]
fn every_flag_exists() {
    let mut known = BTreeSet::new();
    let mut cli = Cli::command();
    cli.build();
    collect(&cli, &mut known);
    for span in readme::spans().iter().filter(|span| !span.contains("cargo")) {
        for word in span.split([' ', '=']).filter(|word| word.starts_with("--") && word.len() > 2) {
            assert!(known.contains(word), "`{word}` in `{span}` is no flag");
        }
    }
}

fn collect(command: &Command, known: &mut BTreeSet<String>) {
    known
        .extend(command.get_arguments().filter_map(|arg| arg.get_long().map(|l| format!("--{l}"))));
    command.get_subcommands().for_each(|sub| collect(sub, known));
}
