//! The API: whether it can be reached, whether it takes the key, and what is left of the calls. Spends
//! one call.

use std::time::Duration;

use jiff::Timestamp;

use super::clock::Reading;
use super::finding::Finding;
use crate::api::{Api, ApiError, Call, Kind, Quota};
use crate::text::measure::latency;

/// How long it may take.
pub const DEADLINE: Duration = Duration::from_secs(10);

/// Below one in so many calls left, the end of the quota is near.
const LITTLE: u64 = 10;

/// Makes the cheapest call there is. `key` says where the key comes from.
pub async fn look(api: &Api, key: &str) -> (Vec<Finding>, Option<Reading>) {
    let base = api.base().to_string();
    if let Err(error) = api.check().await {
        let fix = "is `--api-url` right?";
        return (vec![Finding::of_error("api.unreachable", &error, fix)], None);
    }
    let asked = Timestamp::now();
    let answer = api.send(&Call::users()).await;
    let answered = Timestamp::now();
    let reading = |told| Some(Reading { whose: "the API", told: told?, asked, answered });
    match answer {
        Ok(page) => {
            let took = latency(answered.duration_since(asked).unsigned_abs());
            let told = format!("{base} takes the key from {key}; it answered in {took}");
            let mut findings = vec![Finding::good("api.key", told)];
            findings.extend(page.quota.map(left));
            (findings, reading(page.server_time))
        }
        Err(error) => {
            let told = error.server_time();
            (vec![refused(error, key)], reading(told))
        }
    }
}

fn left(quota: Quota) -> Finding {
    let Quota { limit, remaining, reset, .. } = quota;
    let told = format!("{remaining} of {limit} calls are left until {reset}; this look spent one");
    if remaining == 0 || remaining.saturating_mul(LITTLE) < limit {
        let fix = "all programs of the workspace share them: `leadlex-hooks poll plan` says what \
                   polling needs";
        return Finding::advice("api.quota", told, fix);
    }
    Finding::good("api.quota", told)
}

fn refused(error: ApiError, key: &str) -> Finding {
    let id = match (error.kind(), &error) {
        (_, ApiError::Unreachable { .. }) => "api.unreachable",
        (Kind::Key, _) => "api.key_refused",
        (Kind::Permission { .. }, _) => "api.permission",
        (Kind::Quota, _) => "api.quota_used_up",
        _ => "api.answer",
    };
    let error = error.into_error();
    let finding = Finding::of_error(id, &error, "is `--api-url` right?");
    match id {
        "api.unreachable" => finding,
        _ => finding.details([format!("the key is from {key}")]),
    }
}
