//! `man`: the manual, as one page or as a folder of pages.

use std::path::PathBuf;

use clap::{Args, Command};
use clap_mangen::Man;

use super::context::Context;
use crate::error::{Error, Exit, Outcome};

const EXAMPLES: &str = "\
Examples:
  leadlex-hooks man | man -l -
  leadlex-hooks man --dir ~/.local/share/man/man1";

/// Print the manual page
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct ManArgs {
    /// Write a page for every command into this folder instead
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
}

/// Runs the command.
///
/// # Errors
/// A stdout or a folder that cannot be written.
pub fn run(context: &Context, command: Command, args: ManArgs) -> Outcome {
    let Some(dir) = args.dir else {
        let mut page = Vec::new();
        Man::new(command)
            .render(&mut page)
            .map_err(|error| Error::store("cannot make the manual page").because(error))?;
        context.printer.raw(&page)?;
        context.printer.flush()?;
        return Ok(Exit::DONE);
    };
    std::fs::create_dir_all(&dir).and_then(|()| clap_mangen::generate_to(command, &dir)).map_err(
        |error| Error::store(format!("cannot write into `--dir {}`", dir.display())).because(error),
    )?;
    context.printer.good(&format!("wrote the pages to {}", dir.display()));
    Ok(Exit::DONE)
}
