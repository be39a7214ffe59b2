//! `completions`: for bash, zsh, fish, PowerShell and elvish.

use clap::{Args, Command};
use clap_complete::{Shell, generate};

use super::context::Context;
use crate::error::{Exit, Outcome};

const EXAMPLES: &str = "\
Examples:
  leadlex-hooks completions bash >~/.local/share/bash-completion/completions/leadlex-hooks
  leadlex-hooks completions zsh >\"${fpath[1]}/_leadlex-hooks\"
  leadlex-hooks completions fish >~/.config/fish/completions/leadlex-hooks.fish";

/// Print the completions of a shell
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

/// Runs the command.
///
/// # Errors
/// A stdout that cannot be written.
pub fn run(context: &Context, mut command: Command, args: CompletionsArgs) -> Outcome {
    let mut script = Vec::new();
    generate(args.shell, &mut command, "leadlex-hooks", &mut script);
    context.printer.raw(&script)?;
    context.printer.flush()?;
    Ok(Exit::DONE)
}
