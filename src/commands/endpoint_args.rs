//! The endpoint of `send` and `replay`: where it is, how long it may take, what it should answer.

use std::time::Duration;

use clap::Args;

use super::client_args::ClientArgs;
use super::context::Context;
use super::expect::{Expectation, StatusPattern};
use super::retry_args::RetryArgs;
use crate::config::key;
use crate::delivery::oneshot::{OneShot, Plan};
use crate::delivery::target::Target;
use crate::error::Error;
use crate::store::delivery::Stamp;
use crate::text::measure;

/// Where deliveries go and what counts as success.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Endpoint")]
pub struct EndpointArgs {
    /// URL of the endpoint; `:3000/webhooks` means this machine. `replay` keeps each event's own path
    /// when the URL has none
    #[arg(long, value_name = "URL")]
    to: Option<String>,
    /// How long an attempt may take until the answer's head is complete
    #[arg(long, value_name = "TIME", default_value = "10s", value_parser = measure::parse_span)]
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
    /// When failed attempts are repeated.
    #[command(flatten)]
    pub retry: RetryArgs,
    /// How to call out.
    #[command(flatten)]
    pub client: ClientArgs,
}

impl EndpointArgs {
    /// The endpoint of `--to` or the configuration.
    ///
    /// # Errors
    /// None, or one that is no URL (exit 2).
    pub fn target(&self, context: &Context) -> Result<Target, Error> {
        let setting = context.settings()?.text(&key::TO, self.to.as_deref()).ok_or_else(|| {
            Error::usage("no endpoint is given")
                .hint("use `--to http://localhost:3000/webhooks`, or keep it with `leadlex-hooks config set to URL`")
                .hint("no handler yet? `leadlex-hooks listen --port 3000` in another terminal is one")
        })?;
        Target::parse("--to", &setting.value)
    }

    /// What counts as success.
    #[must_use]
    pub fn expectation(&self) -> Expectation<'_> {
        Expectation::new(&self.expect_status, self.expect_body.as_deref())
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
        Ok(OneShot::new(context.store()?, client, command, plan)?)
    }
}
