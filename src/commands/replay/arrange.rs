//! `--speed`, `--order`, `--duplicate`, `--drop`, `--seed`: a replay as an instrument.

use std::time::{Duration, Instant};

use clap::Args;
use jiff::Timestamp;
use serde::Serialize;
use uuid::Uuid;

use crate::commands::context::Context;
use crate::error::Error;
use crate::output::load_page::Drawn;
use crate::replay::order::{Order, OrderError, Sequence, Share, Shot, Wish, parse_copies};
use crate::replay::pace::Speed;
use crate::store::Reader;
use crate::store::event;
use crate::text::measure;

/// A wait from which on somebody wonders what is going on.
const LONG: Duration = Duration::from_secs(10);

/// Deliveries under way at once, at most: beyond this only the endpoint's queue grows.
const MOST: i64 = 1000;

/// So many numbers of events that were left out are told.
const TOLD: usize = 20;

/// In which order and at which pace events are sent.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Order and pace")]
pub(super) struct ArrangeArgs {
    /// Keep the captured gaps between events, so many times faster: `1x`, `10x`, `0.5x`, `max`
    #[arg(long, value_name = "FACTOR", default_value = "max", value_parser = Speed::parse)]
    speed: Speed,
    /// Order in which events are sent; captured is oldest first, or as the IDs are given
    #[arg(long, value_name = "ORDER", value_enum, default_value_t)]
    order: Order,
    /// Deliveries under way at once; they are begun in order, and may overtake each other on the way
    #[arg(long, value_name = "NUMBER", default_value = "1", value_parser = clap::value_parser!(u16).range(1..=MOST))]
    concurrency: u16,
    /// Send each delivery N times, with the same Delivery-ID and body
    #[arg(long, value_name = "N", default_value = "1", value_parser = parse_copies, conflicts_with = "edit")]
    duplicate: u32,
    /// Leave out a part of the events, drawn at random: `10%` or `3`
    #[arg(long, value_name = "SHARE", value_parser = Share::parse)]
    drop: Option<Share>,
    /// Repeat what was drawn at random: the seed an earlier run told
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
}

/// What is sent, in order, and how that came about.
#[derive(Clone, Debug)]
pub(super) struct Arranged {
    pub(super) sequence: Sequence,
    drop: Option<Share>,
    /// Set when something was drawn.
    seed: Option<u64>,
    chosen: usize,
}

/// An event that `--drop` left out.
#[derive(Serialize)]
#[serde(tag = "type", rename = "dropped")]
struct DroppedJson {
    number: i64,
}

impl ArrangeArgs {
    /// Arranges the numbers of the chosen events, and tells the seed when it was not given.
    ///
    /// # Errors
    /// A `--drop` that leaves nothing (exit 2).
    pub(super) fn arrange(&self, context: &Context, chosen: Vec<i64>) -> Result<Arranged, Error> {
        let draws = self.order == Order::Shuffle || self.drop.is_some();
        if self.seed.is_some() && !draws {
            context.printer.warn(
                "`--seed` changes nothing here: only `--order shuffle` and `--drop` draw at random",
            );
        }
        // 32 bits: short enough to be typed again.
        let seed = self.seed.unwrap_or_else(|| Uuid::new_v4().as_u64_pair().0 >> 32);
        let wish = Wish {
            order: self.order,
            drop: self.drop.unwrap_or(Share::Count(0)),
            copies: self.duplicate,
            seed,
        };
        let count = chosen.len();
        let sequence = Sequence::new(chosen, wish).map_err(|error| {
            match error {
                OrderError::NothingLeft { .. } => Error::usage(format!("`--drop {}`", wish.drop)),
                OrderError::TooMany => Error::usage(format!("`--duplicate {}`", wish.copies)),
            }
            .because(error)
        })?;
        if draws && self.seed.is_none() {
            context.printer.story(&format!("seed {seed}: `--seed {seed}` draws the same again"));
        }
        Ok(Arranged { sequence, drop: self.drop, seed: draws.then_some(seed), chosen: count })
    }

    /// How often each delivery is sent.
    pub(super) fn copies(&self) -> u32 {
        self.duplicate
    }

    /// How many deliveries are under way at once, at most.
    pub(super) fn at_once(&self) -> usize {
        usize::from(self.concurrency)
    }

    /// How fast captured time passes.
    pub(super) fn speed(&self) -> Speed {
        self.speed
    }

    /// What says when to send; `None` when nothing is waited for.
    pub(super) fn pacer(&self) -> Option<Pacer> {
        (self.speed != Speed::Max).then_some(Pacer {
            speed: self.speed,
            before: None,
            is_hinted: false,
        })
    }
}

impl Arranged {
    /// Says which events were left out.
    ///
    /// # Errors
    /// A stdout that cannot be written.
    pub(super) fn tell(&self, context: &Context) -> Result<(), Error> {
        let (Some(drop), dropped) = (self.drop, self.sequence.dropped()) else {
            return Ok(());
        };
        if context.printer.is_json() {
            return dropped
                .iter()
                .try_for_each(|&number| context.printer.json(&DroppedJson { number }));
        }
        let mut told: Vec<String> =
            dropped.iter().take(TOLD).map(|number| format!("#{number}")).collect();
        if dropped.len() > TOLD {
            told.push(format!("and {} more", dropped.len() - TOLD));
        }
        let colon = if told.is_empty() { "" } else { ": " };
        let (left_out, chosen) = (dropped.len(), self.chosen);
        context.printer.story(&format!(
            "`--drop {drop}` left out {left_out} of {chosen}{colon}{}",
            told.join(" ")
        ));
        Ok(())
    }

    /// Its part of the summary.
    pub(super) fn drawn(&self) -> Drawn {
        let dropped = self.drop.map(|_| self.sequence.dropped().len());
        Drawn { seed: self.seed, dropped }
    }
}

/// Keeps the captured gaps.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pacer {
    speed: Speed,
    /// When the event before came, and when its delivery was started.
    before: Option<(Timestamp, Instant)>,
    is_hinted: bool,
}

impl Pacer {
    /// How long to wait before this delivery: what is left of the gap since the start of the one
    /// before.
    ///
    /// # Errors
    /// A store that fails.
    pub(super) fn wait(&mut self, reader: &Reader, shot: &Shot) -> Result<Duration, Error> {
        let now = Instant::now();
        let Some(row) = event::row(reader, shot.beat)? else {
            return Ok(Duration::ZERO);
        };
        let wait = self.before.map_or(Duration::ZERO, |(came, started)| {
            let gap = self.speed.gap(came, row.received_at);
            gap.saturating_sub(now.saturating_duration_since(started))
        });
        // A wait beyond what a clock counts never ends.
        self.before = Some((row.received_at, now.checked_add(wait).unwrap_or(now)));
        Ok(wait)
    }

    /// Says when a wait is long, and once what shortens it.
    pub(super) fn announce(&mut self, context: &Context, wait: Duration) {
        if wait < LONG {
            return;
        }
        let mut told = format!("next in {}", measure::span(wait));
        if !self.is_hinted {
            self.is_hinted = true;
            told = format!("{told}; {}", self.speed.faster());
        }
        context.printer.story(&told);
    }
}
