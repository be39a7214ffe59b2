//! `sandbox`: a simulated LeadLex workspace for those who have no key, and for tests.

mod args;
mod list;
mod plan;
mod show;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::mpsc;

pub use self::args::SandboxArgs;
use self::show::Screen;
use super::context::{Context, block_on_all_cores};
use crate::error::{Error, Exit, Outcome};
use crate::sandbox;
use crate::stop;

/// Lines that may wait for a slow terminal before some are left out.
const QUEUE: usize = 512;
/// How long the last lines may take to be shown.
const LAST_LINES: Duration = Duration::from_secs(2);

/// Runs the command.
///
/// # Errors
/// Usage, an address beyond loopback, a port that is taken.
pub fn run(context: &Context, args: SandboxArgs) -> Outcome {
    if let Some(what) = args.list {
        list::print(&context.printer, what)?;
        return Ok(Exit::DONE);
    }
    block_on_all_cores(simulate(context, args))
}

async fn simulate(context: &Context, args: SandboxArgs) -> Outcome {
    let mut settings = plan::settings(context, &args).await?;
    let (queue, waiting) = mpsc::channel(QUEUE);
    settings.told = Some(queue);
    let (switch, mut stop) = stop::on_signal();
    let running = sandbox::start(settings).await?;
    let ready = args.ready_file.as_deref().map(|file| Ready::write(file, &running.base_url()));
    let ready = ready.transpose()?;
    show::announce(&context.printer, &running)?;
    let screen = Screen::new(Arc::clone(&context.printer), waiting);
    let ends = switch.clone();
    let screen = tokio::task::spawn_blocking(move || screen.run(&ends));
    stop.requested().await;
    drop(ready);
    let calls = running.calls();
    running.stop().await;
    let counts = match tokio::time::timeout(LAST_LINES, screen).await {
        Ok(shown) => shown.map_err(|_| Error::store("the screen broke off"))??,
        // A terminal that is stopped (Ctrl-S) must not keep us from ending.
        Err(_) => return Ok(Exit::DONE),
    };
    counts.summary(&context.printer, calls.total())?;
    Ok(Exit::DONE)
}

/// The ready file; gone with the sandbox.
struct Ready(PathBuf);

impl Ready {
    /// Nobody ever reads half a URL from it.
    fn write(path: &Path, url: &str) -> Result<Self, Error> {
        let draft = path.with_extension(format!("{}.tmp", std::process::id()));
        std::fs::write(&draft, format!("{url}\n"))
            .and_then(|()| std::fs::rename(&draft, path))
            .map_err(|error| {
                let _ = std::fs::remove_file(&draft);
                let shown = path.display();
                Error::usage(format!("cannot write `--ready-file {shown}`")).because(error)
            })?;
        Ok(Self(path.to_owned()))
    }
}

impl Drop for Ready {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}
