//! Who is called: the API and the endpoint at the same time, and the clock by their answers.

use super::args::{DoctorArgs, Typed};
use super::{File, MEND, UNKNOWN};
use crate::client::target::Target;
use crate::client::{Client, Trust};
use crate::commands::context::Context;
use crate::config::key;
use crate::doctor::api::DEADLINE;
use crate::doctor::clock::Reading;
use crate::doctor::endpoint::Endpoint;
use crate::doctor::finding::Finding;
use crate::doctor::{api, clock};
use crate::error::Error;

type Looked = (Vec<Finding>, Option<Reading>);

pub(super) async fn findings(
    context: &Context,
    args: &DoctorArgs,
    typed: &Typed,
    client: &Client,
    file: File,
) -> Result<Vec<Finding>, Error> {
    let (api, endpoint) = tokio::join!(
        ask_api(context, args, file),
        ask_endpoint(context, args, typed, client, file)
    );
    let ((mut findings, by_api), (about_endpoint, by_endpoint)) = (api?, endpoint?);
    findings.extend(about_endpoint);
    let readings: Vec<_> = by_api.into_iter().chain(by_endpoint).collect();
    findings.push(clock::judge(&readings));
    Ok(findings)
}

fn skipped(id: &'static str, why: &str, fix: &str) -> Looked {
    (vec![Finding::skipped(id, why, fix)], None)
}

async fn ask_api(context: &Context, args: &DoctorArgs, file: File) -> Result<Looked, Error> {
    if file == File::Broken {
        return Ok(skipped("api.skipped", UNKNOWN, MEND));
    }
    let sources = args.api.sources(context)?;
    let Some(origin) = sources.key else {
        let told = skipped(
            "api.skipped",
            "not asked, since no API key is set; `poll`, `webhooks` and `listen --register` need one",
            "export LEADLEX_API_KEY=wbk_…, or use `--api-key @FILE`",
        );
        return Ok(told);
    };
    if args.offline {
        let told = format!("not asked: `--offline`; there is a key from {origin}");
        return Ok(skipped("api.skipped", &told, "leave `--offline` out"));
    }
    // What `-H` sets is for the endpoint.
    let client = match args.client.client_for_api(context) {
        Ok(client) => client,
        Err(error) => return Ok((vec![unusable(&error)], None)),
    };
    Ok(match args.api.api(context, client).await {
        Ok(found) => {
            let place = sources.base.map(|base| format!(" (its URL from {base})"));
            let key = format!("{origin}{}", place.unwrap_or_default());
            api::look(&found.within(DEADLINE), &key).await
        }
        Err(error) => (vec![unusable(&error)], None),
    })
}

fn unusable(error: &Error) -> Finding {
    Finding::of_error(
        "api.unusable",
        error,
        "`leadlex-hooks config show --origin` says what is set",
    )
}

async fn ask_endpoint(
    context: &Context,
    args: &DoctorArgs,
    typed: &Typed,
    client: &Client,
    file: File,
) -> Result<Looked, Error> {
    if args.offline {
        return Ok(skipped("endpoint.skipped", "not asked: `--offline`", "leave `--offline` out"));
    }
    let settings = context.settings()?;
    let configured = || settings.text(&key::TO, None).or(settings.text(&key::FORWARD_TO, None));
    let (target, origin) = match (&typed.endpoint, configured()) {
        (Some(target), _) => (target.clone(), "--to".to_owned()),
        (None, Some(found)) => {
            let origin = found.origin.to_string();
            match Target::parse(&origin, &found.value) {
                Ok(target) => (target, origin),
                Err(error) => {
                    let fix = "`leadlex-hooks config set to https://…`";
                    return Ok((vec![Finding::of_error("endpoint.unusable", &error, fix)], None));
                }
            }
        }
        (None, None) if file == File::Broken => {
            return Ok(skipped("endpoint.skipped", UNKNOWN, MEND));
        }
        (None, None) => {
            return Ok(skipped(
                "endpoint.skipped",
                "no endpoint is named",
                "name one with `--to URL`, or keep it with `leadlex-hooks config set to https://…`",
            ));
        }
    };
    let trust = if args.client.is_insecure() { Trust::Anyone } else { Trust::Checked };
    Ok(Endpoint { client, target: &target, origin, trust }.look().await)
}
