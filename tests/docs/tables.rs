//! The README's tables agree with the code.

use std::collections::{BTreeMap, BTreeSet};

use clap::{Command, CommandFactory as _};
use leadlex_hooks::cli::Cli;
use leadlex_hooks::config::key;
use leadlex_hooks::contract::catalog::{self, EventType};
use leadlex_hooks::contract::scenario;
use toml_edit::DocumentMut;

use super::{readme, tool};

fn names(command: &Command) -> Vec<String> {
    command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect()
}

fn code(cell: &str) -> Option<String> {
    readme::code(cell).into_iter().next()
}

#[test]
fn the_command_table_names_exactly_the_commands_and_their_subcommands() {
    let cli = Cli::command();
    let rows = readme::table("command");
    let listed: Vec<String> = rows.iter().filter_map(|row| code(&row[0])).collect();
    assert_eq!(listed, names(&cli));
    for (row, command) in rows.iter().zip(cli.get_subcommands()) {
        assert_eq!(readme::code(&row[1]), names(command), "subcommands of {}", row[0]);
    }
}

#[test]
fn the_exit_codes_are_those_of_the_help() {
    let help = tool::stdout(&tool::Home::new().run(&["--help"]));
    let told: Vec<Vec<String>> = help
        .lines()
        .skip_while(|line| *line != "Exit codes:")
        .skip(1)
        .take_while(|line| line.starts_with("  "))
        .filter_map(|line| line.trim().split_once(' '))
        .map(|(code, meaning)| vec![code.to_owned(), meaning.trim().to_owned()])
        .collect();
    assert!(told.len() > 4, "{help}");
    assert_eq!(readme::table("code"), told);
}

#[test]
fn every_setting_has_its_row_with_its_flag_and_its_variable() {
    let rows = readme::table("key");
    for known in key::ALL {
        let row = rows
            .iter()
            .find(|row| code(&row[0]).as_deref() == Some(known.name))
            .unwrap_or_else(|| panic!("no row for `{}`", known.name));
        assert_eq!(code(&row[1]).as_deref(), known.flag, "flag of `{}`", known.name);
        assert_eq!(code(&row[2]).as_deref(), known.variable, "variable of `{}`", known.name);
    }
    let named = rows.iter().filter(|row| !row[0].is_empty()).count();
    assert_eq!(named, key::ALL.len(), "a row is about no setting");
}

#[test]
fn every_environment_variable_is_mentioned() {
    for path in tool::sources(&tool::root().join("src")) {
        for quoted in tool::text(&path).split('"').skip(1).step_by(2) {
            let variable = quoted.starts_with("LEADLEX_")
                && !quoted.ends_with('_')
                && quoted.chars().all(|c| c.is_ascii_uppercase() || c == '_');
            if variable {
                assert!(readme::TEXT.contains(&format!("`{quoted}`")), "{quoted} is not mentioned");
            }
        }
    }
}

#[test]
fn the_numbers_of_event_types_are_right() {
    let count = |wanted: fn(&EventType) -> bool| catalog::ALL.iter().filter(|e| wanted(e)).count();
    let (all, planned, launched) =
        (catalog::ALL.len(), count(EventType::is_planned), count(EventType::is_launched));
    let both = count(|event| event.is_planned() && event.is_launched());
    for said in [
        format!("samples of {all} event types"),
        format!("*planned* one of {planned} event types"),
        format!("*launched* one of {launched}; {both} names are in both"),
    ] {
        assert!(readme::TEXT.contains(&said), "the README does not say `{said}`");
    }
    assert!(scenario::BUILTIN.iter().any(|story| story.name == "new-lead"));
}

#[test]
fn every_dependency_has_its_reason_and_its_version_of_rust() {
    let manifest: DocumentMut = tool::text("Cargo.toml").parse().expect("TOML");
    let systems = manifest.get("target").and_then(|target| target.as_table());
    let systems = systems.into_iter().flat_map(|systems| systems.iter());
    let wanted: BTreeSet<String> = ["dependencies", "dev-dependencies"]
        .iter()
        .filter_map(|section| manifest.get(section)?.as_table())
        .chain(systems.filter_map(|(_, system)| system.get("dependencies")?.as_table()))
        .flat_map(|table| table.iter().map(|(name, _)| name.to_owned()))
        .collect();
    let given: BTreeSet<String> =
        readme::table("for").iter().flat_map(|row| readme::code(&row[1])).collect();
    let differ: Vec<&String> = given.symmetric_difference(&wanted).collect();
    assert!(differ.is_empty(), "in Cargo.toml or in the README's table, not in both: {differ:?}");
    let version = manifest["package"]["rust-version"].as_str().expect("a version");
    assert!(readme::TEXT.contains(&format!("Rust {version} or newer")), "rust-version {version}");
}

#[test]
fn the_rooms_call_whom_the_table_says() {
    let told: BTreeMap<String, BTreeSet<String>> = readme::table("room")
        .iter()
        .map(|row| (code(&row[0]).expect("a room"), readme::code(&row[2]).into_iter().collect()))
        .collect();
    let rooms: BTreeSet<String> = std::fs::read_dir(tool::root().join("src"))
        .expect("the sources")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.is_dir())
        .filter_map(|path| Some(path.file_name()?.to_str()?.to_owned()))
        .collect();
    assert_eq!(told.keys().cloned().collect::<BTreeSet<_>>(), rooms, "the rooms themselves");
    for (room, calls) in &told {
        let called: BTreeSet<String> = tool::sources(&tool::root().join("src").join(room))
            .iter()
            .flat_map(|path| called_rooms(&tool::text(path)))
            .filter(|name| name != room && rooms.contains(name))
            .collect();
        assert_eq!(&called, calls, "whom `{room}` calls");
    }
}

fn called_rooms(source: &str) -> Vec<String> {
    let word = |rest: &str| -> String {
        rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect()
    };
    let mut names: Vec<String> = source.split("crate::").skip(1).map(word).collect();
    for group in source.split("crate::{").skip(1) {
        let inside = group.split("};").next().unwrap_or_default();
        names.extend(inside.split(", ").map(|part| word(part.trim())));
    }
    names
}
