//! The configuration: whether it can be used, which of several layers wins, and variables that look
//! as if they were meant for it.

use std::path::Path;

use super::finding::Finding;
use crate::config::environment::Environment;
use crate::config::key::{self, Key};
use crate::config::settings::Settings;
use crate::error::Error;

/// Variables beside those of the settings; the last is set for programs that we start.
const OTHERS: [&str; 3] = ["LEADLEX_HOOKS_CONFIG", "LEADLEX_HOOKS_PROFILE", "LEADLEX_HOOKS_URL"];

/// A file that cannot be used.
#[must_use]
pub fn broken(error: &Error) -> Finding {
    let fix = "mend the file; what it sets is not looked at";
    Finding::of_error("config.broken", error, fix)
}

/// The file in use, or that there is none.
#[must_use]
pub fn file(path: &Path, settings: &Settings) -> Finding {
    let shown = path.display();
    if !path.exists() {
        let told = format!("there is no {shown}: flags, variables and defaults count");
        return Finding::good("config.none", told);
    }
    let private = if cfg!(unix) { ", and no other user can read it" } else { "" };
    let told = format!("{shown} is sound{private}; profile `{}`", settings.profile());
    Finding::good("config.file", told)
}

/// Settings that stand in several places. `typed` are those that were given as flags.
#[must_use]
pub fn layers(settings: &Settings, typed: &[&'static Key]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for known in key::ALL {
        let is_typed = typed.iter().any(|key| key.name == known.name);
        let found = settings.layers(known);
        let flag = known.flag.filter(|_| is_typed).map(str::to_owned);
        let origins: Vec<String> =
            flag.into_iter().chain(found.iter().map(|layer| layer.origin.to_string())).collect();
        let [winner, losers @ ..] = &*origins else { continue };
        if losers.is_empty() {
            continue;
        }
        let losers = losers.join(" and ");
        let is_same = !is_typed && found.windows(2).all(|pair| pair[0].value == pair[1].value);
        let told = format!("`{}` is taken from {winner}, which comes before {losers}", known.name);
        // Of a secret nobody sees that the wrong one is in use.
        findings.push(if known.is_secret() && !is_typed && !is_same {
            let told = format!("{told}; the two differ");
            Finding::advice(
                "config.layers",
                told,
                format!("take it out of {winner} if the other one is meant"),
            )
        } else {
            Finding::good("config.layers", told)
        });
    }
    findings
}

/// Variables that nobody reads: a slip of the pen is as silent as an unset one.
#[must_use]
pub fn strays(environment: &Environment) -> Vec<Finding> {
    let known: Vec<&str> = key::ALL.iter().filter_map(|key| key.variable).chain(OTHERS).collect();
    let strays = environment.names().filter(|name| !known.contains(name));
    let judged = strays.map(|name| {
        let near = known
            .iter()
            .map(|known| (strsim::jaro_winkler(bare(name), bare(known)), known))
            .filter(|(score, _)| *score > 0.85)
            .max_by(|a, b| a.0.total_cmp(&b.0));
        let fix = match near {
            Some((_, near)) => format!("did you mean `{near}`?"),
            None => format!("`unset {name}`, or ignore it if it is your own"),
        };
        Finding::advice("config.stray", format!("nothing reads the variable `{name}`"), fix)
    });
    judged.collect()
}

/// Without what all of them begin with, which is no likeness.
fn bare(name: &str) -> &str {
    name.trim_start_matches("LEADLEX_")
}
