//! `deliveries drain`: all attempts that are pending, whoever left them.

use std::sync::Arc;
use std::time::Duration;

use clap::Args;
use tokio::sync::Notify;

use crate::client::Client;
use crate::commands::client_args::ClientArgs;
use crate::commands::context::{Context, block_on};
use crate::commands::expect::Expectation;
use crate::commands::outbound::Tally;
use crate::delivery::engine::{Engine, Until};
use crate::error::{Error, Outcome};
use crate::output::attempt::{Advice, AttemptView};
use crate::stop;
use crate::store::lease::Owner;
use crate::store::{Store, delivery};
use crate::text::measure;

const EXAMPLES: &str = "\
Examples:
  leadlex-hooks deliveries drain

It makes the attempts when they are due and ends when nothing is pending. A delivery that another \
running process is attempting is left to it.";

/// Make all attempts that are pending, whoever left them
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct DrainArgs {
    /// How long an attempt may take until the answer's head is complete
    #[arg(long, value_name = "TIME", default_value = "10s", value_parser = measure::parse_limit)]
    max_time: Duration,
    #[command(flatten)]
    client: ClientArgs,
}

pub(super) fn run(context: &Context, args: DrainArgs) -> Outcome {
    block_on(async {
        context.reader()?;
        let client = args.client.client(context)?;
        let store = context.store()?;
        let engine = engine(&store, client, args.max_time)?;
        let (_switch, stop) = stop::on_signal();
        let expectation = Expectation::new(&[], None);
        let (mut view, mut tally) = (AttemptView::new(&context.printer), Tally::default());
        let mut shown = Ok(());
        let drained = engine.run(Until::Drained, stop.clone(), |report| {
            tally.count(&report, &expectation);
            if shown.is_ok() {
                shown = view.show(&report, Advice::Wanted);
            }
        });
        drained.await?;
        shown?;
        tally.settle(|number| store.read(|conn| Ok(delivery::get(conn, number)?.state)))?;
        tally.tell(context, &expectation)?;
        if tally.is_empty() && !context.printer.is_json() {
            context.printer.story("nothing to do: no delivery is pending");
        }
        Ok(tally.exit(&stop))
    })
}

/// An engine for every origin.
pub(super) fn engine(store: &Store, client: Client, deadline: Duration) -> Result<Engine, Error> {
    Ok(Engine {
        store: store.clone(),
        client: Arc::new(client),
        owner: Arc::new(Owner::register(store.path())?),
        origin: None,
        deadline,
        bell: Arc::new(Notify::new()),
    })
}
