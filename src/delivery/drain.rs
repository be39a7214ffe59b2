//! Draining for as long as a command runs: what was acknowledged or derived must be delivered, so a
//! store that fails is said once and then waited for.

use std::time::Duration;

use super::engine::{Engine, Report, Until};
use crate::stop::Stop;
use crate::store::StoreError;

/// Between two tries of a store that fails.
const TROUBLE: Duration = Duration::from_millis(500);

/// What happens meanwhile.
#[derive(Debug)]
pub enum Drained {
    /// An attempt was made.
    Attempt(Box<Report>),
    /// The store fails; told once for each time it does.
    Trouble(StoreError),
}

/// Drains the outbox until the end is asked for.
///
/// # Errors
/// A store that fails when the end was asked for.
pub async fn drain(
    engine: Engine,
    mut stop: Stop,
    tell: impl Fn(Drained),
) -> Result<(), StoreError> {
    let mut failing = false;
    loop {
        let drained = engine.run(Until::Stopped, stop.clone(), |report| {
            failing = false;
            tell(Drained::Attempt(Box::new(report)));
        });
        match drained.await {
            Err(error) if stop.cause().is_none() => {
                if !failing {
                    tell(Drained::Trouble(error));
                }
                failing = true;
            }
            ended => return ended,
        }
        tokio::select! {
            () = tokio::time::sleep(TROUBLE) => {}
            _ = stop.requested() => {}
        }
    }
}
