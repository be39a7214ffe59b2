//! Signing secrets: where they come from, that an empty one is always an error, and that none is
//! ever printed or stored.

mod credentials;
mod leaks;

use insta::assert_snapshot;

use crate::harness::{Cmd, Endpoint, Output, SECRET, Sandbox, sign};

/// `sign` of the body `abc`, without a secret yet.
fn sign_abc(sandbox: &Sandbox) -> Cmd {
    sandbox.bare(["sign"]).stdin("abc")
}

/// Asserts which secret signed.
#[track_caller]
fn signed_with(output: Output, secret: &str) {
    let output = output.code(0);
    assert_eq!(output.stdout(), format!("{}\n", sign(secret, b"abc")), "{output}");
}

/// A configuration file with this text, private.
fn configure(sandbox: &Sandbox, text: &str) {
    let path = sandbox.root().join("home/.config/leadlex-hooks/config.toml");
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    std::fs::write(&path, text).expect("a file");
    std::fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o600))
        .expect("a mode");
}

#[test]
fn a_flag_that_others_can_see_is_warned_about_once() {
    let (sandbox, handler) = (Sandbox::new(), Endpoint::always(200));
    let to = handler.url("/");
    let args = ["send", "contact.*", "--to", &to, "--secret", "s1", "--secret", "s2"];
    let output = sandbox.bare(args).run().code(0);
    assert_eq!(output.stderr.matches("warning: ").count(), 1, "{output}");
    assert!(output.stderr.contains("can see `--secret` in the process list"), "{output}");
    let quiet = sign_abc(&sandbox).args(["--secret", "s1", "--quiet"]).run();
    assert_eq!(quiet.stderr.matches("warning: ").count(), 1, "{quiet}");
    signed_with(quiet, "s1");
}

#[test]
fn a_file_gives_its_text_without_one_final_newline() {
    for (content, secret) in [
        ("plain", "plain"),
        ("line\n", "line"),
        ("line\r\n", "line"),
        ("two\n\n", "two\n"),
        (" blanks \n", " blanks "),
        ("\n\n", "\n"),
        ("a\nb\n", "a\nb"),
    ] {
        let sandbox = Sandbox::new();
        sandbox.write("secret", content);
        let output = sign_abc(&sandbox).args(["--secret", "@secret"]).run();
        assert_eq!(output.stderr, "");
        signed_with(output, secret);
        let variable = sign_abc(&sandbox).env("LEADLEX_WEBHOOK_SECRET", "@secret").run();
        signed_with(variable, secret);
    }
}

#[test]
fn a_variable_is_taken_as_it_stands() {
    for secret in ["s", " s ", "s\n", "$HOME", "Schlüssel-鍵"] {
        let sandbox = Sandbox::new();
        signed_with(sign_abc(&sandbox).env("LEADLEX_WEBHOOK_SECRET", secret).run(), secret);
    }
}

#[test]
fn flag_beats_variable_beats_profile_beats_top_of_the_file() {
    let sandbox = Sandbox::new();
    configure(
        &sandbox,
        "secret = \"top\"\n[profile.staging]\nsecret = \"staged\"\n[profile.bare]\n",
    );
    let run = |args: &[&str]| sign_abc(&sandbox).args(args);
    signed_with(run(&[]).run(), "top");
    signed_with(run(&["--profile", "bare"]).run(), "top");
    let staged = || run(&["--profile", "staging"]);
    signed_with(staged().run(), "staged");
    let exported = || staged().env("LEADLEX_WEBHOOK_SECRET", "exported");
    signed_with(exported().run(), "exported");
    signed_with(exported().args(["--secret", "typed"]).run(), "typed");
}

#[test]
fn a_list_in_the_configuration_verifies_with_each_and_signs_with_the_first() {
    let sandbox = Sandbox::new();
    configure(&sandbox, "secret = [\"new\", \"@old\"]\n");
    sandbox.write("old", "elder\n");
    signed_with(sign_abc(&sandbox).run(), "new");
    for (secret, code) in [("new", 0), ("elder", 0), ("other", 1)] {
        let signature = sign(secret, b"abc");
        let cmd = sandbox.bare(["verify", "--signature", &signature]).stdin("abc");
        cmd.run().code(code);
    }
}

#[test]
fn a_program_may_print_the_secret() {
    let sandbox = Sandbox::new();
    let configured = |line: &str| {
        configure(&sandbox, line);
        sign_abc(&sandbox).run()
    };
    signed_with(
        configured(r#"secret_command = ["printf", 'from %s\n', "a program"]"#),
        "from a program",
    );
    // Never a shell: its words stay words.
    signed_with(configured(r#"secret_command = ["printf", "%s", "$HOME;`id`"]"#), "$HOME;`id`");
    // What it says on stderr is for the user to read.
    let told = configured(r#"secret_command = ["sh", "-c", "echo unlock me >&2; echo s"]"#);
    assert_eq!(told.stderr, "unlock me\n");
    signed_with(told, "s");
    // A secret in the file comes first.
    signed_with(configured("secret = \"kept\"\nsecret_command = [\"false\"]\n"), "kept");
}

#[test]
fn a_program_that_fails_is_named() {
    let sandbox = Sandbox::new();
    let told = |line: &str| {
        configure(&sandbox, line);
        let output = sign_abc(&sandbox).run().code(2);
        sandbox.normalise(&output.to_string())
    };
    assert_snapshot!(told(r#"secret_command = ["false"]"#), @r"
    exit 2
    --- stdout
    --- stderr
    error: `secret_command` from [sandbox]/home/.config/leadlex-hooks/config.toml failed: `false` ended with exit status: 1
    hint: run it yourself: it must print the secret and nothing else
    ");
    assert_snapshot!(told(r#"secret_command = ["no-such-program", "x"]"#), @r"
    exit 2
    --- stdout
    --- stderr
    error: `secret_command` from [sandbox]/home/.config/leadlex-hooks/config.toml failed: `no-such-program` could not be run (No such file or directory (os error 2))
    hint: run it yourself: it must print the secret and nothing else
    ");
    assert_snapshot!(told(r#"secret_command = ["printf", '\377']"#), @r"
    exit 2
    --- stdout
    --- stderr
    error: `secret_command` from [sandbox]/home/.config/leadlex-hooks/config.toml failed: `printf` printed no UTF-8
    hint: run it yourself: it must print the secret and nothing else
    ");
}

#[test]
fn an_empty_secret_is_an_error_wherever_it_comes_from() {
    let sandbox = Sandbox::new();
    sandbox.write("empty", "");
    sandbox.write("newline", "\n");
    let commands: [&[&str]; 5] = [
        &["send", "task.created", "--to", ":9"],
        &["listen", "--port", "0"],
        &["sign"],
        &["verify", "--signature", "sha256=00"],
        &["config", "secret", "env"],
    ];
    let good = ("LEADLEX_WEBHOOK_SECRET", SECRET);
    let flags: [&[&str]; 4] = [
        &["--secret", ""],
        &["--secret", "@empty"],
        &["--secret", "@newline"],
        &["--secret", "good", "--secret", ""],
    ];
    let check = |cmd: Cmd| {
        let name = cmd.to_string();
        let output = cmd.run().code(2);
        assert!(
            output.stderr.contains("error: the secret is empty: it comes from "),
            "{name}\n{output}"
        );
        assert_eq!(output.stdout(), "", "{name}");
    };
    for command in commands {
        check(sandbox.bare(command).env("LEADLEX_WEBHOOK_SECRET", ""));
        for flag in flags {
            check(sandbox.bare(command).args(flag).env(good.0, good.1));
        }
    }
    let files = [
        "secret = \"\"",
        "secret = [\"good\", \"\"]",
        "secret = \"@/dev/null\"",
        "secret_command = [\"true\"]",
        "secret_command = [\"echo\"]",
    ];
    for file in files {
        configure(&sandbox, file);
        for command in commands {
            check(sandbox.bare(command));
        }
    }
    assert!(!sandbox.store().exists());
}

#[test]
fn a_configuration_that_others_can_read_is_refused() {
    use std::os::unix::fs::PermissionsExt;
    let sandbox = Sandbox::new();
    configure(&sandbox, "secret = \"kept\"\n");
    let path = sandbox.root().join("home/.config/leadlex-hooks/config.toml");
    let chmod = |mode| {
        std::fs::set_permissions(&path, PermissionsExt::from_mode(mode)).expect("a mode");
    };
    for mode in [0o640, 0o604, 0o644, 0o620, 0o601] {
        chmod(mode);
        let output = sign_abc(&sandbox).run().code(2);
        assert!(output.stderr.contains(&format!("(mode {mode:04o})")), "{output}");
        assert!(output.stderr.contains("\nhint: run `chmod 600 "), "{output}");
        assert!(!output.to_string().contains("kept"), "{output}");
    }
    for mode in [0o600, 0o400] {
        chmod(mode);
        signed_with(sign_abc(&sandbox).run(), "kept");
    }
}

#[test]
fn a_secret_file_that_is_not_there_says_who_named_it() {
    let sandbox = Sandbox::new();
    assert_snapshot!(sign_abc(&sandbox).args(["--secret", "@nowhere"]).run().code(2), @r"
    exit 2
    --- stdout
    --- stderr
    error: cannot read the secret file `nowhere` named by --secret: No such file or directory (os error 2)
    ");
    configure(&sandbox, "secret = \"@/nowhere/secret\"");
    let output = sign_abc(&sandbox).run().code(2);
    assert_snapshot!(sandbox.normalise(&output.to_string()), @r"
    exit 2
    --- stdout
    --- stderr
    error: cannot read the secret file `/nowhere/secret` named by [sandbox]/home/.config/leadlex-hooks/config.toml: No such file or directory (os error 2)
    ");
}
