//! Options of every command that calls LeadLex's REST API.

use std::sync::Arc;
use std::time::Duration;

use clap::Args;

use super::context::Context;
use crate::api::{Api, ApiKey, Base};
use crate::client::Client;
use crate::config::settings::Origin;
use crate::config::{key, secret};
use crate::error::Error;

/// The API has no published limit. An export of 50,000 rows may take a while to begin.
const DEADLINE: Duration = Duration::from_secs(30);

/// Which API, and as whom.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "API options")]
pub struct ApiArgs {
    /// API key, or `@FILE` [env: LEADLEX_API_KEY]
    #[arg(long, value_name = "KEY|@FILE")]
    api_key: Option<String>,
    /// Where the API is, up to and without `/v1`; LeadLex's own unless given [env: LEADLEX_API_URL]
    #[arg(long, value_name = "URL")]
    api_url: Option<String>,
}

/// Where the parts of an API come from.
#[derive(Clone, Debug)]
pub struct Sources {
    /// Its URL; `None` where it is LeadLex's own.
    pub base: Option<Origin>,
    /// The key, or the program that prints it; `None` where there is none.
    pub key: Option<Origin>,
}

impl ApiArgs {
    /// The API they describe. Nothing is sent; see [`Api::check`].
    ///
    /// # Errors
    /// No key, one that is none, or a URL that cannot be called (exit 2).
    pub async fn api(
        &self,
        context: &Context,
        client: impl Into<Arc<Client>>,
    ) -> Result<Api, Error> {
        let settings = context.settings()?;
        let base = match settings.text(&key::API_URL, self.api_url.as_deref()) {
            Some(found) => Base::parse(&found.origin.to_string(), &found.value)?,
            None => Base::default(),
        };
        if self.api_key.as_deref().is_some_and(secret::is_literal) {
            context.printer.warn(
                "other users of this machine can see `--api-key` in the process list; \
                 set LEADLEX_API_KEY or use `--api-key @FILE`",
            );
        }
        let found = secret::api_key(settings, self.api_key.as_deref()).await?;
        let found = found.ok_or_else(no_key)?;
        let key = ApiKey::new(found.value, &found.origin.to_string())?;
        Ok(Api::new(client, base, key, DEADLINE))
    }

    /// What [`ApiArgs::api`] would use, for whoever tells of it.
    ///
    /// # Errors
    /// A configuration that cannot be used.
    pub fn sources(&self, context: &Context) -> Result<Sources, Error> {
        let settings = context.settings()?;
        let base = settings.text(&key::API_URL, self.api_url.as_deref());
        let key = settings.text(&key::API_KEY, self.api_key.as_deref());
        let printed = || settings.values(&key::API_KEY_COMMAND).map(|found| found.origin);
        Ok(Sources {
            base: base.map(|found| found.origin),
            key: key.map(|found| found.origin).or_else(printed),
        })
    }
}

/// Nobody said as whom to call.
fn no_key() -> Error {
    Error::usage("no API key is set")
        .hint("export LEADLEX_API_KEY=wbk_…, or use `--api-key @FILE`")
        .hint("`leadlex-hooks config init` asks for one and keeps it")
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::sync::Arc;

    use clap::Parser;

    use super::ApiArgs;
    use crate::api::{Api, DEFAULT_BASE};
    use crate::client::{Client, ClientSettings};
    use crate::commands::context::Context;
    use crate::config::environment::Environment;
    use crate::config::settings::Choice;
    use crate::error::Error;
    use crate::output::printer::{Format, Printer, Verbosity};
    use crate::output::stream::ColorChoice;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        api: ApiArgs,
    }

    fn context(config: &str) -> (tempfile::TempDir, Context) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("config.toml");
        fs::write(&path, config).expect("a file");
        #[cfg(unix)]
        fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o600))
            .expect("a mode");
        let printer = Printer::new(Format::Human, Verbosity::Quiet, ColorChoice::Never);
        let choice = Choice { config: Some(path), ..Choice::default() };
        let context =
            Context::new(Arc::new(printer), Environment::default(), choice, Vec::new(), true);
        (folder, context)
    }

    async fn api(config: &str, line: &[&str]) -> Result<Api, Error> {
        let (_folder, context) = context(config);
        let line = Line::try_parse_from([&["x"], line].concat()).expect("a command line");
        line.api.api(&context, Client::new(ClientSettings::default())).await
    }

    #[tokio::test]
    async fn what_is_configured_is_used_and_flags_come_first() {
        let config = "api_key = \"wbk_file\"\napi_url = \"http://localhost:1/v1\"\n";
        let found = api(config, &[]).await.expect("an API");
        assert_eq!(found.base().to_string(), "http://localhost:1");
        let found = api(config, &["--api-url", ":2"]).await.expect("an API");
        assert_eq!(found.base().to_string(), "http://localhost:2");
        let found = api("api_key = \"wbk_file\"\n", &[]).await.expect("an API");
        assert_eq!(found.base().to_string(), DEFAULT_BASE);
    }

    #[tokio::test]
    async fn a_key_comes_from_a_file_or_a_program_and_is_never_shown() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("key");
        fs::write(&path, "wbk_topsecret\n").expect("a file");
        let file = format!("@{}", path.display());
        let from_file = api("", &["--api-key", &file]).await.expect("an API");
        let program = "api_key_command = [\"echo\", \"wbk_topsecret\"]\n";
        let from_program = api(program, &[]).await.expect("an API");
        let shown = format!("{from_program:?}");
        assert!(!shown.contains("topsecret"), "{shown}");
        assert_eq!(shown, format!("{from_file:?}"));
    }

    #[tokio::test]
    async fn what_is_missing_or_wrong_is_named_by_its_origin() {
        let refused = async |config: &str, line: &[&str]| {
            let error = api(config, line).await.expect_err("refused");
            assert_eq!(error.exit().code(), 2);
            error.to_string()
        };
        assert_eq!(refused("", &[]).await, "no API key is set");
        let told = refused("api_key = \"\"\n", &[]).await;
        assert!(told.starts_with("the API key is empty: it comes from "), "{told}");
        let told = refused("api_key_command = [\"echo\", \"topsecret\"]\n", &[]).await;
        assert!(told.contains("config.toml") && !told.contains("topsecret"), "{told}");
        let told = refused("api_key_command = [\"false\"]\n", &[]).await;
        assert!(told.starts_with("`api_key_command` from "), "{told}");
        let told = refused("", &["--api-url", "data.leadlex.com"]).await;
        assert!(told.starts_with("`--api-url data.leadlex.com`: "), "{told}");
    }
}
