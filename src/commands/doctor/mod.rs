//! `doctor`: looks at everything that webhooks stand on, and says what to do about what it finds.

mod args;
mod ground;
mod network;
mod tunnel;

use super::context::{Context, block_on};
use crate::error::{Error, Exit, Outcome};
use crate::output::diagnosis::DiagnosisPage;
use crate::stop::{self, Cause};
use crate::tunnel::Standing;

pub use args::DoctorArgs;
use args::Typed;

/// Whether what the configuration says is known. Where it is not, nobody is called of whom it may say
/// something else: another API than LeadLex's own, above all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum File {
    Sound,
    Broken,
}

/// What is said of what the file may set.
const UNKNOWN: &str = "what is set for it may stand in the configuration, which cannot be used";
/// What is to be done about that.
const MEND: &str = "mend the configuration first";

/// Runs the command.
///
/// # Errors
/// What was typed and cannot be carried out; what is found is told by the exit code.
pub fn run(context: &Context, args: DoctorArgs) -> Outcome {
    let typed = args.typed()?;
    block_on(examine(context, &args, &typed))
}

async fn examine(context: &Context, args: &DoctorArgs, typed: &Typed) -> Outcome {
    let (_switch, mut stop) = stop::on_signal();
    let mut standing = None;
    let ran = tokio::select! {
        ran = look(context, args, typed, &mut standing) => ran,
        cause = stop.requested() => Err(interrupted(cause)),
    };
    if let Some(mut tunnel) = standing {
        tunnel.close().await;
    }
    ran
}

/// One area after the other, each told when it is known.
async fn look(
    context: &Context,
    args: &DoctorArgs,
    typed: &Typed,
    standing: &mut Option<Standing>,
) -> Outcome {
    let mut page = DiagnosisPage::new(&context.printer);
    let without_file;
    let (context, file) = match context.settings() {
        Ok(_) => (context, File::Sound),
        Err(error) => {
            page.tell(&[ground::broken(&error)])?;
            without_file = context.without_file();
            (&without_file, File::Broken)
        }
    };
    page.tell(&ground::configuration(context, args)?)?;
    page.tell(&ground::secret(context, file).await?)?;
    page.tell(&ground::store(context, file).await?)?;
    let client = match args.client.client(context) {
        Ok(client) => client,
        Err(error) => {
            page.tell(&[ground::no_client(&error)])?;
            return Ok(page.end()?.exit);
        }
    };
    page.tell(&network::findings(context, args, typed, &client, file).await?)?;
    page.tell(&tunnel::findings(context, args, typed, &client, standing).await?)?;
    Ok(page.end()?.exit)
}

fn interrupted(cause: Cause) -> Error {
    let exit = if cause == Cause::Terminate { Exit::TERMINATED } else { Exit::INTERRUPTED };
    Error::stopped(exit, "interrupted: not everything was looked at")
}
