//! The request that repeats a saved event.

use bytes::Bytes;
use jiff::Timestamp;
use uuid::Uuid;

use super::ReplayArgs;
use crate::client::target::Target;
use crate::commands::edit_args::Changes;
use crate::contract::header::HeaderList;
use crate::contract::signature::Signer;
use crate::delivery::compose;
use crate::delivery::repeat::{self, DeliveryId};
use crate::error::Error;
use crate::replay::order::Shot;
use crate::store::event::Captured;

/// How a saved event becomes a request.
pub(super) struct How {
    pub(super) args: ReplayArgs,
    pub(super) changes: Changes,
    pub(super) signer: Option<Signer>,
    pub(super) target: Target,
    pub(super) mint: Mint,
}

/// Where new Delivery-IDs come from.
#[derive(Clone, Copy, Debug)]
pub(super) enum Mint {
    /// Each delivery has one of its own.
    Random,
    /// Copies of an event share one, however far apart they are sent; each run has others. Takes no
    /// word with the system.
    PerEvent(Uuid),
}

impl Mint {
    /// For the deliveries of a run.
    pub(super) fn new(args: &ReplayArgs) -> Self {
        let per_event = args.no_record || args.arrange.copies() > 1;
        if per_event { Self::PerEvent(Uuid::new_v4()) } else { Self::Random }
    }

    fn delivery_id(self, shot: &Shot) -> String {
        match self {
            Self::Random => compose::new_delivery_id(),
            Self::PerEvent(run) => Uuid::new_v5(&run, &shot.position.to_le_bytes()).to_string(),
        }
    }
}

impl How {
    /// The URL, the headers and the body.
    pub(super) fn request(
        &self,
        captured: Captured,
        shot: &Shot,
    ) -> Result<(Target, HeaderList, Bytes), Error> {
        let target = self.target.with_incoming(&captured.path);
        let headers = HeaderList::from_block(&captured.header_block);
        if self.args.as_captured {
            return Ok((target, headers.into_end_to_end(), captured.body));
        }
        let body = self.changes.apply(&captured.body)?;
        let id = self.mint.delivery_id(shot);
        // Copies are duplicates of what was captured, so they keep its id.
        let keeps_id = self.args.same_id || self.args.arrange.copies() > 1;
        let id = if keeps_id { DeliveryId::Kept(id) } else { DeliveryId::New(id) };
        let signer = self.signer.as_ref();
        let headers = repeat::headers(headers, &body, signer, id, Timestamp::now());
        Ok((target, headers, body))
    }
}
