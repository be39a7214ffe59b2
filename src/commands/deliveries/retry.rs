//! `deliveries retry`: the same delivery again, now.

use std::time::Duration;

use clap::Args;

use super::drain::engine;
use super::no_delivery;
use crate::commands::client_args::ClientArgs;
use crate::commands::context::{Context, block_on};
use crate::commands::expect::Expectation;
use crate::commands::outbound::Tally;
use crate::error::{Error, Outcome};
use crate::output::attempt::{Advice, AttemptView};
use crate::stop;
use crate::store::delivery::{self, DeliveryFilter, State};
use crate::store::{Reader, StoreError};
use crate::text::measure;

const EXAMPLES: &str = "\
Examples:
  leadlex-hooks deliveries retry 7
  leadlex-hooks deliveries retry --dead";

/// Attempt deliveries again now, with the same Delivery-ID and body
///
/// Makes one attempt of each, whatever became of it before, and shows the answer. One that is
/// pending keeps what is left of its schedule. One that is held behind an earlier delivery goes
/// ahead of it.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct RetryArgs {
    /// Numbers of deliveries
    #[arg(value_name = "NUMBER", required_unless_present = "dead")]
    numbers: Vec<i64>,
    /// All deliveries whose every attempt failed
    #[arg(long, conflicts_with = "numbers")]
    dead: bool,
    /// How long an attempt may take until the answer's head is complete
    #[arg(long, value_name = "TIME", default_value = "10s", value_parser = measure::parse_limit)]
    max_time: Duration,
    #[command(flatten)]
    client: ClientArgs,
}

pub(super) fn run(context: &Context, args: RetryArgs) -> Outcome {
    block_on(async {
        let reader = context.reader()?;
        let numbers = if args.dead { dead(&reader)? } else { args.numbers };
        let engine = engine(&context.store()?, args.client.client(context)?, args.max_time)?;
        let (_switch, mut stop) = stop::on_signal();
        let expectation = Expectation::new(&[], None);
        let (mut view, mut tally) = (AttemptView::new(&context.printer), Tally::default());
        for number in numbers {
            if stop.cause().is_some() {
                break;
            }
            let taken = match engine.take(number).await {
                Err(StoreError::NoSuch { .. }) => return Err(no_delivery(number)),
                taken => taken?,
            };
            let Some(claimed) = taken else {
                context.printer.warn(&format!(
                    "delivery {number} is being attempted by another process right now"
                ));
                continue;
            };
            let report = tokio::select! {
                report = engine.make(claimed) => report?,
                () = stop.insisted() => break,
            };
            view.show(&report, Advice::Wanted)?;
            tally.count(&report, &expectation);
        }
        tally.tell(context, &expectation)?;
        Ok(tally.exit(&stop))
    })
}

fn dead(reader: &Reader) -> Result<Vec<i64>, Error> {
    let filter = DeliveryFilter { states: vec![State::Dead], ..DeliveryFilter::default() };
    let mut rows = delivery::list(reader, &filter)?;
    rows.reverse();
    Ok(rows.iter().map(|row| row.number).collect())
}
