//! The endpoint of `send` and `replay`: where it is, how long it may take, what it should answer.

use std::time::Duration;

use clap::Args;
use dialoguer::Input;

use super::client_args::ClientArgs;
use super::context::Context;
use super::expect::{Expectation, StatusPattern};
use super::masking_args::MaskingArgs;
use super::retry_args::RetryArgs;
use crate::client::Client;
use crate::client::target::Target;
use crate::config::key;
use crate::delivery::oneshot::{OneShot, Plan};
use crate::error::Error;
use crate::output::ask::Asker;
use crate::store::delivery::Stamp;
use crate::text::measure;

/// Where most people's handler is while they write it.
const USUAL_ENDPOINT: &str = "http://localhost:3000/webhooks";

/// Where deliveries go and what counts as success.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Endpoint")]
pub struct EndpointArgs {
    /// URL of the endpoint; `:3000/webhooks` means this machine. `replay` keeps each event's own path
    /// when the URL has none
    #[arg(long, value_name = "URL")]
    to: Option<String>,
    /// How long an attempt may take until the answer's head is complete
    #[arg(long, value_name = "TIME", default_value = "10s", value_parser = measure::parse_limit)]
    max_time: Duration,
    /// Succeed when the answer's status is one of these: `2xx`, `401,403`
    #[arg(long, value_name = "STATUS", value_delimiter = ',', value_parser = StatusPattern::parse)]
    expect_status: Vec<StatusPattern>,
    /// Succeed only when the answer's body holds this text
    #[arg(long, value_name = "TEXT")]
    expect_body: Option<String>,
    /// Show what would be sent, and send nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Whether what is shown instead of being sent has its credentials.
    #[command(flatten)]
    pub masking: MaskingArgs,
    /// When failed attempts are repeated.
    #[command(flatten)]
    pub retry: RetryArgs,
    /// How to call out.
    #[command(flatten)]
    pub client: ClientArgs,
}

impl EndpointArgs {
    /// Whether an endpoint is given, or configured.
    ///
    /// # Errors
    /// A configuration that cannot be used.
    pub fn has_target(&self, context: &Context) -> Result<bool, Error> {
        Ok(context.settings()?.text(&key::TO, self.to.as_deref()).is_some())
    }

    /// Sets what `--to` would have set.
    pub fn set_target(&mut self, url: String) {
        self.to = Some(url);
    }

    /// The endpoint of `--to` or the configuration.
    ///
    /// # Errors
    /// None, or one that is no URL (exit 2).
    pub fn target(&self, context: &Context) -> Result<Target, Error> {
        let setting = context.settings()?.text(&key::TO, self.to.as_deref()).ok_or_else(|| {
            Error::usage("no endpoint is given")
                .hint("use `--to http://localhost:3000/webhooks`, or keep it with `leadlex-hooks config set to https://…`")
                .hint("no handler yet? `leadlex-hooks listen --port 3000` in another terminal is one")
        })?;
        Target::parse("--to", &setting.value)
    }

    /// How long an attempt may take.
    #[must_use]
    pub fn max_time(&self) -> Duration {
        self.max_time
    }

    /// What counts as success.
    #[must_use]
    pub fn expectation(&self) -> Expectation<'_> {
        Expectation::new(&self.expect_status, self.expect_body.as_deref())
    }

    /// What a dry run needs: the client whose headers are shown, every other flag checked as well.
    ///
    /// # Errors
    /// Usage.
    pub fn rehearse(&self, context: &Context) -> Result<Client, Error> {
        self.retry.schedule()?;
        self.client.client(context)
    }

    /// Everything needed to deliver, checked before anything is sent.
    ///
    /// # Errors
    /// Usage, an endpoint that will not be called at all, a store that fails.
    pub async fn one_shot(
        &self,
        context: &Context,
        command: &str,
        target: &Target,
        stamp: Stamp,
    ) -> Result<OneShot, Error> {
        let client = self.client.client(context)?;
        client.check(target).await?;
        let plan = Plan {
            schedule: self.retry.schedule()?,
            stamp,
            deadline: self.max_time,
            leftovers: self.retry.leftovers(),
        };
        // What is to be tried again must be there after a power cut.
        let store = match self.retry.is_given()? {
            true => context.store()?,
            false => context.unowed_store()?,
        };
        Ok(OneShot::new(store, client, command, plan)?)
    }
}

/// Asks for the endpoint, until it is one.
///
/// # Errors
/// Those of [`Asker::ask`].
pub async fn ask_endpoint(asker: &Asker) -> Result<String, Error> {
    asker
        .ask(|theme| {
            Input::<String>::with_theme(theme)
                .with_prompt("Endpoint URL")
                .default(USUAL_ENDPOINT.to_owned())
                .validate_with(|url: &String| {
                    Target::parse("--to", url).map(drop).map_err(|error| error.to_string())
                })
                .interact_text()
        })
        .await
}

/// Reads a path as it stands in a request line.
///
/// # Errors
/// Says what a path looks like.
pub fn parse_path(text: &str) -> Result<String, String> {
    let plain = text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'?' && byte != b'#');
    if text.starts_with('/') && plain {
        return Ok(text.to_owned());
    }
    Err("a path begins with `/`, such as `/webhooks`".to_owned())
}
