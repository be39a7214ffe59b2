//! The request that repeats a saved event.

use bytes::Bytes;
use jiff::Timestamp;
use uuid::Uuid;

use super::ReplayArgs;
use crate::client::target::Target;
use crate::commands::edit_args::Changes;
use crate::contract::header::HeaderList;
use crate::contract::signature::Signer;
use crate::delivery::compose::{self, DeliveryId};
use crate::error::Error;
use crate::replay::order::Shot;
use crate::store::event::EventRecord;

/// How a saved event becomes a request.
pub(super) struct How<'a> {
    pub(super) args: &'a ReplayArgs,
    pub(super) changes: &'a Changes,
    pub(super) signer: Option<&'a Signer>,
    pub(super) target: &'a Target,
    pub(super) mint: Mint,
}

/// Where new Delivery-IDs come from.
#[derive(Clone, Copy, Debug)]
pub(super) enum Mint {
    /// Each delivery has one of its own.
    Random,
    /// Copies of an event share one, however far apart they are sent; each run has others.
    PerEvent(Uuid),
}

impl Mint {
    /// For deliveries that are sent so often.
    pub(super) fn new(copies: u32) -> Self {
        if copies > 1 { Self::PerEvent(Uuid::new_v4()) } else { Self::Random }
    }

    fn delivery_id(self, shot: &Shot) -> String {
        match self {
            Self::Random => compose::new_delivery_id(),
            Self::PerEvent(run) => Uuid::new_v5(&run, &shot.position.to_le_bytes()).to_string(),
        }
    }
}

impl How<'_> {
    /// The URL, the headers and the body.
    pub(super) fn request(
        &self,
        record: &EventRecord,
        shot: &Shot,
    ) -> Result<(Target, HeaderList, Bytes), Error> {
        let target = self.target.with_incoming(&record.row.path);
        let body = Bytes::from(record.body.clone());
        if self.args.as_captured {
            return Ok((target, record.headers.end_to_end(), body));
        }
        let body = self.changes.apply(&body)?;
        let id = self.mint.delivery_id(shot);
        // Copies are duplicates of what was captured, so they keep its id.
        let keeps_id = self.args.same_id || self.args.arrange.copies() > 1;
        let id = if keeps_id { DeliveryId::Kept(id) } else { DeliveryId::New(id) };
        let headers = compose::anew(&record.headers, &body, self.signer, id, Timestamp::now());
        Ok((target, headers, body))
    }
}
