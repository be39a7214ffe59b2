//! `demo`: the guided tour.

use std::path::PathBuf;

use clap::Args;
use serde::Serialize;
use uuid::Uuid;

use super::context::{Context, block_on_all_cores};
use crate::demo::{self, Break, Done, PUBLIC_SECRET, Stage};
use crate::error::{Error, Exit, Outcome};
use crate::output::stream::Tone;
use crate::stop;

const NEXT: &str = "\
Next:
  leadlex-hooks config secret new                keep a secret for local work
  leadlex-hooks listen --forward-to :3000        receive, verify, forward
  leadlex-hooks send contact.created --to :4000  in another terminal
  leadlex-hooks events list                      what came
  leadlex-hooks replay latest --to :3000         once more
  leadlex-hooks sandbox                          a workspace to poll, no account";

/// Take the tour: everything on this machine, in seconds, nothing to set up
///
/// Starts a listener and a handler, sends every event type, retries a failure, rejects a forgery,
/// replays an event, polls a simulated workspace and counts what is on disk. It ignores your configuration, store and
/// environment. Any step that does not do what it says ends it with an exit code that is not 0.
#[derive(Args, Debug)]
pub struct DemoArgs {
    /// Leave the listener and the handler up until Ctrl-C
    #[arg(long)]
    keep_running: bool,
    /// Break a step on purpose, to see that the tour notices
    #[arg(long = "break", value_name = "STEP", value_enum)]
    broken: Option<Break>,
}

#[derive(Serialize)]
#[serde(tag = "type", rename = "step")]
struct StepJson<'a> {
    step: &'a str,
    what: &'a str,
}

/// Runs the command.
///
/// # Errors
/// The first step that did not do what it says.
pub fn run(context: &Context, args: DemoArgs) -> Outcome {
    let folder = Folder::make()?;
    block_on_all_cores(async {
        let tell = |done: Done| {
            let printer = &context.printer;
            if printer.is_json() {
                return printer.json(&StepJson { step: done.step, what: &done.what });
            }
            let out = printer.out();
            let told = format!("{} {}", out.paint(Tone::Good, "✓"), done.what);
            printer.line(&out.broken(&told, "  "))
        };
        let stage = demo::tour(&folder.0, args.broken, tell).await?;
        if !context.printer.is_json() {
            farewell(context)?;
        }
        if args.keep_running {
            wait(context, &stage).await;
        }
        stage.close();
        Ok(Exit::DONE)
    })
}

fn farewell(context: &Context) -> Result<(), Error> {
    let (line, expected) = demo::openssl_line();
    context.printer.line("\nCheck a signature without this program:")?;
    context.printer.line(&format!("  {line}"))?;
    context.printer.line(&format!("  must print {expected}\n"))?;
    context.printer.line(NEXT)
}

async fn wait(context: &Context, stage: &Stage) {
    let (_switch, mut stop) = stop::on_signal();
    context.printer.story(&format!(
        "\nlistening on {} with the secret `{PUBLIC_SECRET}`; Ctrl-C ends",
        stage.listener()
    ));
    stop.requested().await;
}

/// A folder of the tour's own, gone with it.
struct Folder(PathBuf);

impl Folder {
    fn make() -> Result<Self, Error> {
        let path = std::env::temp_dir().join(format!("leadlex-hooks-demo-{}", Uuid::new_v4()));
        std::fs::create_dir(&path).map_err(|error| {
            Error::store(format!("cannot make {}", path.display())).because(error)
        })?;
        Ok(Self(path))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
