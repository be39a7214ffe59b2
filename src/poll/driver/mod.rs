//! The driver: reads the API feed by feed, holds it against what the store remembers, and commits
//! what is new. What counts as a change is decided by the pure part of `poll`.

mod audit;
mod caller;
mod campaign;
mod commit;
mod contact;
mod deal;
mod hearing;
mod ledger;
mod lexi;
mod list;
mod poller;
mod review;
mod rhythm;
mod scan;
mod slow;
mod snapshot;
mod told;

pub use caller::{Caller, Halt, Patience};
pub use commit::{Committer, Ordering, Outbox};
pub use hearing::heard_since;
pub use ledger::{Budget, Ledger, Limit};
pub use poller::{Asked, Cycle, Poller};
pub use review::Review;
pub use rhythm::{ASSUMED, allowance, has_baseline, workspace};
pub use told::{Polled, Rest, Teller, Told};
