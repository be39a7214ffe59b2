//! What the page asks first: where it is and what can be done.

use serde::Serialize;

use super::house::House;
use super::reply::{Refusal, json};
use crate::contract::catalog;
use crate::receiver::arrival::Reply;
use crate::store::event;

#[derive(Serialize)]
struct SessionJson<'a> {
    version: &'static str,
    store: String,
    listening: Option<&'a str>,
    targets: Vec<String>,
    fingerprints: Vec<&'a str>,
    can_sign: bool,
    newest: i64,
    events: Vec<&'static str>,
}

pub(super) fn answer(house: &House) -> Result<Reply, Refusal> {
    let newest = house.readers.read(event::newest)?;
    Ok(json(
        200,
        &SessionJson {
            version: env!("CARGO_PKG_VERSION"),
            store: house.store.display().to_string(),
            listening: house.listening.as_deref(),
            targets: house.targets.texts(),
            fingerprints: house.signers.iter().map(|signer| signer.fingerprint()).collect(),
            can_sign: !house.signers.is_empty(),
            newest,
            events: catalog::ALL.iter().map(|event| event.name).collect(),
        },
    ))
}
