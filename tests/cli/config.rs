//! The configuration: layers and their order, what is refused, and what works in spite of it.

mod write;

use std::fs;
use std::path::PathBuf;

use insta::assert_snapshot;

use crate::harness::Sandbox;

/// Where the configuration is by default.
fn path(sandbox: &Sandbox) -> PathBuf {
    sandbox.root().join("home/.config/leadlex-hooks/config.toml")
}

/// A private configuration file with this text.
fn configure(sandbox: &Sandbox, text: &str) {
    let path = path(sandbox);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(&path, text).expect("a file");
    fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o600))
        .expect("a mode");
}

/// What `config show` says about a file that cannot be used.
#[track_caller]
fn refused(text: &str) -> String {
    let sandbox = Sandbox::new();
    configure(&sandbox, text);
    let output = sandbox.bare(["config", "show"]).run().code(2);
    assert_eq!(output.stdout(), "");
    sandbox.normalise(&output.stderr)
}

#[test]
fn an_unknown_key_is_named_with_the_nearest() {
    assert_snapshot!(refused("secert = \"x\"\n"), @r"
    error: unknown key `secert` in [sandbox]/home/.config/leadlex-hooks/config.toml
    hint: did you mean `secret`?
    ");
    assert_snapshot!(refused("[profile.staging]\nforward-to = \"http://localhost\"\n"), @r"
    error: unknown key `profile.staging.forward-to` in [sandbox]/home/.config/leadlex-hooks/config.toml
    hint: did you mean `forward_to`?
    ");
    assert_snapshot!(refused("zzz = 1\n"), @r"
    error: unknown key `zzz` in [sandbox]/home/.config/leadlex-hooks/config.toml
    hint: `leadlex-hooks config show` lists every key
    ");
}

#[test]
fn text_that_is_not_toml_is_shown_with_its_place() {
    assert_snapshot!(refused("port = 1\nto = http://localhost\n"), @r"error: [sandbox]/home/.config/leadlex-hooks/config.toml, line 2, column 6: this is not valid TOML: string values must be quoted, expected literal string");
}

#[test]
fn a_value_of_the_wrong_kind_is_named_with_the_right_one() {
    assert_snapshot!(refused("port = \"many\"\n"), @r"error: `port` in [sandbox]/home/.config/leadlex-hooks/config.toml must be a number");
    assert_snapshot!(refused("to = 3000\n"), @r"error: `to` in [sandbox]/home/.config/leadlex-hooks/config.toml must be a string");
    assert_snapshot!(refused("secret = 5\n"), @r"error: `secret` in [sandbox]/home/.config/leadlex-hooks/config.toml must be a string or a list of strings");
    assert_snapshot!(refused("secret = []\n"), @r"error: `secret` in [sandbox]/home/.config/leadlex-hooks/config.toml must be a string or a list of strings");
    assert_snapshot!(refused("secret_command = \"pass show x\"\n"), @r"error: `secret_command` in [sandbox]/home/.config/leadlex-hooks/config.toml must be a list of strings: the program and its arguments");
    assert_snapshot!(refused("[profile.staging]\nstore = true\n"), @r"error: `profile.staging.store` in [sandbox]/home/.config/leadlex-hooks/config.toml must be a string");
    assert_snapshot!(refused("profile = \"staging\"\n"), @r"
    error: `profile` in [sandbox]/home/.config/leadlex-hooks/config.toml is not a table of profiles
    hint: write `[profile.NAME]` above the settings of a profile
    ");
}

#[test]
fn a_profile_that_is_not_there_is_named_with_those_that_are() {
    let sandbox = Sandbox::new();
    configure(&sandbox, "[profile.staging]\n[profile.live]\n");
    let run = |name: &str| {
        let output = sandbox.bare(["config", "show", "--profile", name]).run().code(2);
        sandbox.normalise(&output.stderr)
    };
    assert_snapshot!(run("stagign"), @r"
    error: no profile `stagign` in [sandbox]/home/.config/leadlex-hooks/config.toml
    hint: known profiles: default, staging, live
    ");
    assert_snapshot!(run("../x"), @r"
    error: `../x` is no profile name
    hint: use letters, digits, `-` and `_`
    ");
    assert_snapshot!(run(""), @r"
    error: `` is no profile name
    hint: use letters, digits, `-` and `_`
    ");
}

#[test]
fn a_file_that_was_named_must_be_there() {
    let sandbox = Sandbox::new();
    let flag = sandbox.bare(["config", "show", "--config", "nowhere.toml"]).run().code(2);
    assert_snapshot!(flag, @r"
    exit 2
    --- stdout
    --- stderr
    error: there is no configuration at nowhere.toml
    hint: `leadlex-hooks config set KEY VALUE --config FILE` makes one
    ");
    let variable = sandbox.bare(["config", "show"]).env("LEADLEX_HOOKS_CONFIG", "nowhere.toml");
    assert_eq!(variable.run().code(2).stderr, flag.stderr);
    let empty = sandbox.bare(["config", "show"]).env("LEADLEX_HOOKS_CONFIG", "");
    empty.run().code(0);
}

#[test]
fn show_names_the_origin_of_each_value() {
    let sandbox = Sandbox::new();
    let text = "to = \"http://localhost:1/top\"\nport = 4000\n\
                [profile.staging]\nto = \"http://localhost:2/staged\"\n";
    configure(&sandbox, text);
    let shown = |args: &[&str], variables: &[(&str, &str)]| {
        let mut cmd = sandbox.bare(["config", "show", "--origin"]).args(args);
        for (name, value) in variables {
            cmd = cmd.env(name, value);
        }
        let lines = sandbox.normalise(&cmd.run().code(0).stdout());
        let set = lines.lines().filter(|line| !line.contains("(not set)"));
        set.map(|line| format!("{line}\n")).collect::<String>()
    };
    assert_snapshot!(shown(&[], &[]), @r"
    to              http://localhost:1/top  from [sandbox]/home/.config/leadlex-hooks/config.toml
    port            4000  from [sandbox]/home/.config/leadlex-hooks/config.toml
    store           [sandbox]/home/.local/share/leadlex-hooks/default.db  from default
    ");
    assert_snapshot!(shown(&["--profile", "staging"], &[]), @r"
    to              http://localhost:2/staged  from [sandbox]/home/.config/leadlex-hooks/config.toml [profile.staging]
    port            4000  from [sandbox]/home/.config/leadlex-hooks/config.toml
    store           [sandbox]/home/.local/share/leadlex-hooks/staging.db  from default
    ");
    let variables = [
        ("LEADLEX_WEBHOOK_SECRET", "exported"),
        ("LEADLEX_HOOKS_STORE", "exported.db"),
        ("LEADLEX_HOOKS_PROFILE", "staging"),
    ];
    assert_snapshot!(shown(&[], &variables), @r"
    secret          fingerprint 99b5c6e2  from $LEADLEX_WEBHOOK_SECRET
    to              http://localhost:2/staged  from [sandbox]/home/.config/leadlex-hooks/config.toml [profile.staging]
    port            4000  from [sandbox]/home/.config/leadlex-hooks/config.toml
    store           exported.db  from $LEADLEX_HOOKS_STORE
    ");
    assert_snapshot!(shown(&["--store", "typed.db", "--secret", "typed"], &variables), @r"
    secret          fingerprint d9b6e724  from --secret
    to              http://localhost:2/staged  from [sandbox]/home/.config/leadlex-hooks/config.toml [profile.staging]
    port            4000  from [sandbox]/home/.config/leadlex-hooks/config.toml
    store           typed.db  from --store
    ");
}

#[test]
fn show_as_json_has_every_setting_with_its_origin() {
    let sandbox = Sandbox::new();
    configure(&sandbox, "port = 4000\n");
    let lines = sandbox.bare(["config", "show", "--json"]).run().code(0).json();
    let keys: Vec<_> = lines.iter().map(|line| line["key"].as_str().expect("a key")).collect();
    let expected = [
        "secret",
        "secret_command",
        "api_key",
        "api_key_command",
        "api_url",
        "workspace_id",
        "to",
        "forward_to",
        "host",
        "port",
        "store",
        "cacert",
        "proxy",
    ];
    assert_eq!(keys, expected);
    assert!(lines.iter().all(|line| line["type"] == "setting"), "{lines:?}");
    let port = lines.iter().find(|line| line["key"] == "port").expect("the port");
    assert_eq!(port["value"], "4000");
    assert_eq!(port["origin"], path(&sandbox).display().to_string());
}

#[test]
fn a_profile_has_a_store_of_its_own() {
    let sandbox = Sandbox::new();
    configure(&sandbox, "[profile.staging]\nto = \"http://127.0.0.1:1/\"\n");
    sandbox.cmd(["send", "task.created", "--profile", "staging"]).run().code(3);
    assert!(sandbox.store().with_file_name("staging.db").exists());
    assert!(!sandbox.store().exists());
}

#[test]
fn nothing_is_read_from_the_working_directory() {
    let sandbox = Sandbox::new();
    for name in ["config.toml", "leadlex-hooks.toml", ".leadlex-hooks.toml", ".env"] {
        sandbox.write(name, "LEADLEX_WEBHOOK_SECRET=x\nbroken\nsecret = \"x\"\n");
    }
    sandbox.bare(["config", "show"]).run().code(0);
    sandbox.bare(["sign"]).run().code(2);
}

#[test]
fn help_path_and_what_needs_no_setting_work_with_a_broken_configuration() {
    let sandbox = Sandbox::new();
    configure(&sandbox, "broken\n");
    sandbox.bare(["config", "show"]).run().code(2);
    let shown = sandbox.bare(["config", "path"]).run().code(0);
    assert_eq!(shown.stdout(), format!("{}\n", path(&sandbox).display()));
    let commands: [&[&str]; 8] = [
        &["--help"],
        &["--version"],
        &["help", "config"],
        &["send", "--help"],
        &["completions", "bash"],
        &["man"],
        &["catalog", "list"],
        &["catalog", "sample", "contact.created"],
    ];
    for args in commands {
        let output = sandbox.bare(args).run().code(0);
        assert!(!output.stdout.is_empty() && output.stderr.is_empty(), "{args:?}\n{output}");
    }
}

#[test]
fn path_says_which_file_would_be_used() {
    let sandbox = Sandbox::new();
    let run = |args: &[&str], variable: &str| {
        let cmd = sandbox.bare(["config", "path"]).args(args);
        cmd.env("LEADLEX_HOOKS_CONFIG", variable).run().code(0).stdout()
    };
    assert_eq!(run(&["--config", "typed.toml"], "exported.toml"), "typed.toml\n");
    assert_eq!(run(&[], "exported.toml"), "exported.toml\n");
    assert_eq!(run(&[], ""), format!("{}\n", path(&sandbox).display()));
}

#[test]
fn without_a_home_directory_a_file_can_still_be_named() {
    let sandbox = Sandbox::new();
    let homeless = |args: &[&str]| {
        let cmd = sandbox.cmd(args).env_remove("HOME").env_remove("XDG_CONFIG_HOME");
        cmd.env_remove("XDG_DATA_HOME").run()
    };
    homeless(&["sign"]).code(0);
    homeless(&["send", "task.created", "--to", "http://127.0.0.1:1/", "--store", "x.db"]).code(3);
}

#[test]
fn an_api_key_is_shown_by_its_fingerprint_wherever_it_comes_from() {
    let sandbox = Sandbox::new();
    let shown = |config: &str| {
        configure(&sandbox, config);
        let lines = sandbox.bare(["config", "show", "--json"]).run().code(0).json();
        let line = lines.iter().find(|line| line["key"] == "api_key").expect("a line").clone();
        line["value"].as_str().expect("a value").to_owned()
    };
    fs::write(sandbox.root().join("key"), "wbk_topsecret\n").expect("a file");
    let file = sandbox.root().join("key");
    let literal = shown("api_key = \"wbk_topsecret\"\n");
    assert!(literal.starts_with("fingerprint ") && !literal.contains("topsecret"), "{literal}");
    assert_eq!(shown(&format!("api_key = \"@{}\"\n", file.display())), literal);
    assert_eq!(shown("api_key_command = [\"echo\", \"wbk_topsecret\"]\n"), literal);
}
