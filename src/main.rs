//! The doorbell: hands the process over to the library and turns its answer into an exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(leadlex_hooks::cli::run(std::env::args_os()).code())
}
