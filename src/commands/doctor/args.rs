//! What can be typed after `doctor`.

use clap::Args;

use crate::client::target::Target;
use crate::commands::api_args::ApiArgs;
use crate::commands::client_args::ClientArgs;
use crate::commands::endpoint_args::parse_path;
use crate::error::Error;
use crate::tunnel::Tunnel;

const EXAMPLES: &str = "\
Examples:
  leadlex-hooks doctor
  leadlex-hooks doctor --offline
  leadlex-hooks doctor --to https://hooks.example.com/webhooks
  leadlex-hooks doctor --tunnel cloudflared
  leadlex-hooks doctor --public-url https://example.ngrok.app --port 4000
  leadlex-hooks doctor --json | jq 'select(.level == \"problem\")'

It changes nothing. With a key it makes one call of the API, which counts. An endpoint gets one POST \
without a body and without a signature, in which no handler finds anything to act upon; \
`leadlex-hooks check URL` tests the handler itself. A tunnel is tested with requests that end here and \
are signed with a secret of the moment: end a `listen` on that port first.";

/// Look at configuration, secret, store, API, endpoint, clock and tunnel, and say what to mend
///
/// Each finding that is not good comes with the next thing to type. With `--public-url` or `--tunnel`
/// requests go through the tunnel and are compared, byte by byte, with what arrives.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct DoctorArgs {
    /// Endpoint to look at [default: `to` of the configuration, else `forward_to`]
    #[arg(long, value_name = "URL", conflicts_with = "offline")]
    to: Option<String>,
    /// Test a tunnel that runs: its public URL
    #[arg(long, value_name = "URL", conflicts_with = "tunnel")]
    public_url: Option<String>,
    /// Start a tunnel and test it: cloudflared, ngrok, or a command with `{url}` or `{port}` in it that
    /// prints an https URL
    #[arg(long, value_name = "PROGRAM")]
    tunnel: Option<String>,
    /// Port of this machine that the tunnel leads to [default: the one of `listen`; with `--tunnel` a
    /// free one]
    #[arg(long, short, value_name = "PORT")]
    pub(super) port: Option<u16>,
    /// Path behind the public URL to test
    #[arg(long, value_name = "PATH", value_parser = parse_path)]
    pub(super) path: Option<String>,
    /// Test as well whether an answer that takes 9 s comes back through the tunnel
    #[arg(long)]
    pub(super) slow: bool,
    /// Ask neither the API nor an endpoint; a tunnel is tested all the same where one is named
    #[arg(long)]
    pub(super) offline: bool,
    #[command(flatten)]
    pub(super) client: ClientArgs,
    #[command(flatten)]
    pub(super) api: ApiArgs,
}

/// What was typed, read before anything is looked at.
pub(super) struct Typed {
    pub(super) endpoint: Option<Target>,
    pub(super) way: Option<Way>,
}

/// How a tunnel is got.
pub(super) enum Way {
    /// It runs.
    Standing(String),
    /// It is started.
    Started(Tunnel),
}

impl DoctorArgs {
    /// Reads the URLs and the program.
    ///
    /// # Errors
    /// Names the flag and what is wrong with it (exit 2).
    pub(super) fn typed(&self) -> Result<Typed, Error> {
        let endpoint = self.to.as_deref().map(|url| Target::parse("--to", url)).transpose()?;
        let way = match (&self.public_url, &self.tunnel) {
            (Some(url), _) => {
                Target::parse("--public-url", url)?;
                Some(Way::Standing(url.clone()))
            }
            (None, Some(program)) => Some(Way::Started(Tunnel::parse(program)?)),
            (None, None) => None,
        };
        let only_with_tunnel = [
            ("--slow", self.slow),
            ("--path", self.path.is_some()),
            ("--port", self.port.is_some()),
        ];
        if way.is_none()
            && let Some((flag, _)) = only_with_tunnel.into_iter().find(|(_, given)| *given)
        {
            return Err(Error::usage(format!("`{flag}` is about a tunnel, and none is named"))
                .hint("name one with `--public-url URL`, or start one with `--tunnel PROGRAM`"));
        }
        Ok(Typed { endpoint, way })
    }

    /// Whether the endpoint was typed.
    pub(super) fn names_endpoint(&self) -> bool {
        self.to.is_some()
    }
}
