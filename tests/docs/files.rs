//! Completions, manual pages, the changelog and the script of the continuous integration.

use clap::{Command, CommandFactory as _};
use leadlex_hooks::cli::Cli;

use super::tool::{self, Home, stdout};

const COMPLETIONS: [(&str, &str); 5] = [
    ("bash", "leadlex-hooks.bash"),
    ("elvish", "leadlex-hooks.elv"),
    ("fish", "leadlex-hooks.fish"),
    ("powershell", "_leadlex-hooks.ps1"),
    ("zsh", "_leadlex-hooks"),
];

#[test]
fn the_completions_are_current() {
    let update = std::env::var_os("UPDATE_COMPLETIONS").is_some();
    for (shell, file) in COMPLETIONS {
        let made = stdout(&Home::new().run(&["completions", shell]));
        let path = tool::root().join("completions").join(file);
        if update {
            std::fs::write(&path, made).expect("writable");
            continue;
        }
        let kept = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            kept == made,
            "completions/{file} is out of date: run `UPDATE_COMPLETIONS=1 cargo test --test docs`"
        );
    }
}

#[test]
fn the_manual_page_names_every_command_and_there_is_a_page_for_each() {
    let home = Home::new();
    let page = stdout(&home.run(&["man"]));
    assert!(page.contains(".TH leadlex-hooks 1"), "{page}");
    stdout(&home.run(&["man", "--dir", "pages"]));
    let mut cli = Cli::command();
    cli.build();
    for command in cli.get_subcommands().filter(|command| command.get_name() != "help") {
        let written = format!("leadlex\\-hooks\\-{}(1)", command.get_name());
        assert!(page.contains(&written), "the manual page does not name {written}");
        assert_has_page(&home, command, "leadlex-hooks");
    }
}

fn assert_has_page(home: &Home, command: &Command, parent: &str) {
    let name = format!("{parent}-{}", command.get_name());
    let path = home.0.path().join("pages").join(format!("{name}.1"));
    let page = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{name}: {error}"));
    assert!(page.contains(".SH NAME"), "{name}: {page}");
    let subcommands = command.get_subcommands().filter(|command| command.get_name() != "help");
    subcommands.for_each(|command| assert_has_page(home, command, &name));
}

#[test]
fn the_changelog_knows_this_version() {
    let heading = format!("## [{}]", env!("CARGO_PKG_VERSION"));
    assert!(tool::text("CHANGELOG.md").contains(&heading), "CHANGELOG.md has no `{heading}`");
}

#[test]
fn the_commands_at_the_top_of_the_readme_are_what_ci_runs() {
    let script = tool::text(".ci/run");
    for command in ["cargo test --locked", "cargo run --release --locked -- demo"] {
        assert!(script.contains(command), ".ci/run does not run `{command}`");
        let short = command.replace(" --locked", "");
        assert!(super::readme::TEXT.contains(&short), "the README does not name `{short}`");
    }
    assert!(tool::text(".github/workflows/ci.yml").contains("run: .ci/run"));
}
