//! The six languages: how each handler is started, and how it is made to fail once.

use std::fs;
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use crate::harness::{Cmd, PATIENCE, Running, SECRET, Sandbox, closed_port, has_tool, until};

/// How long a compiler may take on a busy machine.
const COMPILING: Duration = Duration::from_secs(300);

/// What differs between languages.
#[derive(Debug)]
pub(super) struct Language {
    /// The value of `--lang`.
    pub(super) flag: &'static str,
    file: &'static str,
    tool: &'static str,
    /// A line for the place of the user's code, which fails the first time.
    failing: &'static str,
    /// Whether its server takes bodies of unknown length.
    pub(super) takes_chunks: bool,
    /// Whether its server answers before the body is there.
    pub(super) answers_early: bool,
}

pub(super) const PYTHON: Language = Language {
    flag: "python",
    file: "handler.py",
    tool: "python3",
    failing: r#"    if not os.path.exists("tried"): open("tried", "w").close(); raise RuntimeError("not yet")"#,
    takes_chunks: false,
    answers_early: true,
};

pub(super) const NODE: Language = Language {
    flag: "node",
    file: "handler.mjs",
    tool: "node",
    failing: r#"const fs = await import("node:fs");
                if (!fs.existsSync("tried")) { fs.writeFileSync("tried", ""); throw "not yet"; }"#,
    takes_chunks: true,
    answers_early: true,
};

pub(super) const GO: Language = Language {
    flag: "go",
    file: "handler.go",
    tool: "go",
    failing: r#"if _, err := os.Stat("tried"); err != nil {
                    os.WriteFile("tried", nil, 0o600)
                    return errors.New("not yet")
                }"#,
    takes_chunks: true,
    answers_early: true,
};

pub(super) const PHP: Language = Language {
    flag: "php",
    file: "handler.php",
    tool: "php",
    failing: "if (!file_exists('tried')) { touch('tried'); throw new RuntimeException('not yet'); }",
    takes_chunks: true,
    answers_early: false,
};

pub(super) const RUBY: Language = Language {
    flag: "ruby",
    file: "handler.rb",
    tool: "ruby",
    failing: r#"unless File.exist?("tried") then File.write("tried", ""); raise "not yet" end"#,
    takes_chunks: false,
    answers_early: true,
};

pub(super) const RUST: Language = Language {
    flag: "rust",
    file: "src/main.rs",
    tool: "cargo",
    failing: r#"if !std::path::Path::new("tried").exists() {
                    std::fs::write("tried", "")?;
                    return Err("not yet".into());
                }"#,
    takes_chunks: false,
    answers_early: true,
};

pub(super) const ALL: [&Language; 6] = [&PYTHON, &NODE, &GO, &PHP, &RUBY, &RUST];

/// A handler that runs.
#[derive(Debug)]
pub(super) struct Handler {
    pub(super) language: &'static Language,
    pub(super) sandbox: Sandbox,
    pub(super) addr: SocketAddr,
    running: Running,
}

impl Handler {
    /// `send` to it, with its secret.
    pub(super) fn send(&self, args: &[&str]) -> Cmd {
        let to = format!("http://{}/webhooks", self.addr);
        self.sandbox.cmd(["send", "--to", &to]).args(args)
    }

    /// How often it told of an event of that name.
    pub(super) fn times_processed(&self, event: &str) -> usize {
        let told = format!("received \"{event}\"");
        // Python shows texts in single quotes.
        self.running.printed().replace('\'', "\"").matches(&told).count()
    }
}

/// Starts it as printed; nothing where its interpreter is missing.
#[track_caller]
pub(super) fn start(language: &'static Language) -> Option<Handler> {
    begin(language, |source| source)
}

/// Starts it with code that fails the first time.
#[track_caller]
pub(super) fn start_failing_once(language: &'static Language) -> Option<Handler> {
    begin(language, |source| {
        let lines = source.lines().map(|line| match line.contains("Your code goes here") {
            true => language.failing,
            false => line,
        });
        let changed = lines.collect::<Vec<_>>().join("\n");
        assert_ne!(changed, source.trim_end(), "no place for the user's code");
        changed
    })
}

/// Checks that it ends with an error and says why.
#[track_caller]
pub(super) fn refuses_to_start(language: &'static Language) {
    if !has_tool(language.tool) {
        return;
    }
    let sandbox = Sandbox::new();
    let command =
        prepare(language, &sandbox, |source| source).env("PORT", closed_port().to_string());
    for command in [command.clone(), command.env("LEADLEX_WEBHOOK_SECRET", "")] {
        let ended = command.run();
        assert_ne!(ended.code, 0, "{ended}");
        assert!(ended.stderr.contains("LEADLEX_WEBHOOK_SECRET is not set"), "{ended}");
    }
}

#[track_caller]
fn begin(language: &'static Language, change: impl Fn(String) -> String) -> Option<Handler> {
    if !has_tool(language.tool) {
        return None;
    }
    let sandbox = Sandbox::new();
    let command = prepare(language, &sandbox, change).env("LEADLEX_WEBHOOK_SECRET", SECRET);
    let addr = SocketAddr::from(([127, 0, 0, 1], closed_port()));
    let mut running = Running::spawn(&command.env("PORT", addr.port().to_string()));
    until(&format!("the {} handler to listen", language.flag), PATIENCE, || {
        assert!(running.is_running(), "it ended\n{}", running.printed());
        TcpStream::connect(addr).ok().map(drop)
    });
    Some(Handler { language, sandbox, addr, running })
}

/// Writes the handler and compiles it where that is how it is run; the command that starts it.
#[track_caller]
fn prepare(language: &Language, sandbox: &Sandbox, change: impl Fn(String) -> String) -> Cmd {
    let printed = sandbox.bare(["catalog", "handler", "--lang", language.flag]).run().code(0);
    fs::create_dir_all(sandbox.path("src")).expect("a directory");
    sandbox.write(language.file, change(printed.stdout()));
    match language.flag {
        "go" => {
            // Compiled once for all tests that use the same packages.
            let cache = Path::new(env!("CARGO_TARGET_TMPDIR")).join("go-cache");
            let compile = sandbox.program("go", ["build", "-o", "handler", language.file]);
            compile.env("GOCACHE", cache).patience(COMPILING).run().code(0);
            sandbox.program(sandbox.path("handler"), [""; 0])
        }
        "rust" => sandbox.program(compile_rust(sandbox), [""; 0]),
        _ => sandbox.program(language.tool, [language.file]).env("TMPDIR", sandbox.path("")),
    }
}

/// The project that the handler's header describes, with the versions of this one's lock file, so
/// that nothing is downloaded.
#[track_caller]
fn compile_rust(sandbox: &Sandbox) -> PathBuf {
    let manifest = "[package]\nname = \"handler\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\
                    [dependencies]\nhmac = \"0.13\"\nsha2 = \"0.11\"\nhex = \"0.4\"\nserde_json = \"1\"\n\
                    [workspace]\n";
    sandbox.write("Cargo.toml", manifest);
    let lock = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.lock");
    fs::copy(lock, sandbox.path("Cargo.lock")).expect("a lock file");
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("rust-handler");
    let mut compile = sandbox
        .program(env!("CARGO"), ["build", "--offline", "--quiet"])
        .env("CARGO_TARGET_DIR", &target);
    // The toolchain and the registry are the developer's.
    for name in ["HOME", "CARGO_HOME", "RUSTUP_HOME", "RUSTUP_TOOLCHAIN"] {
        if let Some(value) = std::env::var_os(name) {
            compile = compile.env(name, value);
        }
    }
    // Other tests compile to the same place, and cargo takes a program for current that is younger than
    // its source, whoever's source it was.
    static PLACE: Mutex<()> = Mutex::new(());
    let _place = PLACE.lock().unwrap_or_else(PoisonError::into_inner);
    let source =
        fs::File::options().append(true).open(sandbox.path(RUST.file)).expect("the source");
    source.set_modified(SystemTime::now()).expect("a date");
    compile.patience(COMPILING).run().code(0);
    let program = sandbox.path("handler");
    // Not by us: what we write is open in what other tests start meanwhile, and no busy file runs.
    sandbox.program("cp", [&target.join("debug/handler"), &program]).run().code(0);
    program
}
