//! `--diff`: the answers of an endpoint against those recorded.

use std::collections::HashMap;

use clap::Args;
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use crate::commands::context::Context;
use crate::commands::expect::Expectation;
use crate::commands::outbound::{Judge, Judgement};
use crate::delivery::engine::Report;
use crate::error::{Error, Exit, Outcome};
use crate::json::path::Path;
use crate::output::attempt::Advice;
use crate::output::difference::{self, Compared};
use crate::output::printer::Printer;
use crate::replay::answer::{self, Answer, Comparison, Ignored};
use crate::replay::order::Shot;
use crate::store::Reader;
use crate::store::delivery::{Answers, Next};

/// What such a run records is no record for the next, or a second comparison would compare the
/// endpoint with itself.
const ORIGIN: &str = "replay --diff";

/// What is compared.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Comparing")]
pub(super) struct DiffArgs {
    /// Compare the answers with those recorded: exit 1 when one differs
    #[arg(long, conflicts_with = "dry_run")]
    diff: bool,
    /// Header that may differ, beside Connection, Content-Length, Date, Keep-Alive, Server and
    /// Transfer-Encoding
    #[arg(long, value_name = "NAME", requires = "diff", value_delimiter = ',', value_parser = header_name)]
    ignore_header: Vec<String>,
    /// Path in JSON answers that may differ, with all below it: `data.request_id`, `items.*.id`
    #[arg(long, value_name = "PATH", requires = "diff", value_parser = Path::parse)]
    ignore_path: Vec<Path>,
}

fn header_name(text: &str) -> Result<String, String> {
    let name = hyper::header::HeaderName::from_bytes(text.trim().as_bytes());
    name.map(|name| name.to_string()).map_err(|_| "not the name of a header".to_owned())
}

impl DiffArgs {
    /// Whether answers are compared.
    pub(super) fn is_asked_for(&self) -> bool {
        self.diff
    }

    /// What the run calls itself in the log.
    pub(super) fn origin(&self) -> &'static str {
        if self.diff { ORIGIN } else { "replay" }
    }

    /// What compares, if that is asked for.
    ///
    /// # Errors
    /// A store that fails.
    pub(super) fn differ<'a>(
        &self,
        printer: &'a Printer,
        reader: &'a Reader,
    ) -> Result<Option<Differ<'a>>, Error> {
        if !self.diff {
            return Ok(None);
        }
        let ignored =
            Ignored { headers: self.ignore_header.clone(), paths: self.ignore_path.clone() };
        Ok(Some(Differ {
            printer,
            reader,
            answers: Answers::new(reader, ORIGIN)?,
            ignored,
            open: HashMap::new(),
            counts: Counts::default(),
        }))
    }
}

/// How a run of comparisons went, in events.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub(super) struct Counts {
    same: u64,
    different: u64,
    without_record: u64,
    /// Of those compared: as far as the bodies are known.
    cut: u64,
}

impl Counts {
    /// Says it, and how the command ends, which is no better than `exit`.
    ///
    /// # Errors
    /// When there was nothing to compare with (exit 1), unless something worse is the matter.
    pub(super) fn tell(self, context: &Context, exit: Exit) -> Outcome {
        let Self { same, different, without_record, cut } = self;
        if same + different == 0 && exit <= Exit::NO {
            return Err(Error::no(format!(
                "nothing was compared: {without_record} sent, none with a recorded answer"
            ))
            .hint("record some first: the same command without `--diff`, to the build you trust")
            .hint("an answer counts for the same body only: repeat `--set` and `--patch`"));
        }
        if cut > 0 {
            context.printer.warn(&format!(
                "{cut} {} compared only as far as kept (64 KB), as bytes, whatever `--ignore-path` says",
                if cut == 1 { "body was" } else { "bodies were" }
            ));
        }
        if !context.printer.is_json() {
            let mut told = format!("{same} same, {different} different");
            if without_record > 0 {
                told = format!("{told}, {without_record} without a recorded answer");
            }
            context.printer.story(&told);
        }
        Ok(if different > 0 { exit.max(Exit::NO) } else { exit })
    }
}

/// An event whose answer is awaited.
#[derive(Clone, Copy, Debug)]
pub(super) struct Awaited {
    event: i64,
    body_sha256: [u8; 32],
}

/// Compares as answers come. Of an event that is sent several times the first answer counts: the
/// record is of one delivery, too.
#[derive(Debug)]
pub(super) struct Differ<'a> {
    printer: &'a Printer,
    reader: &'a Reader,
    answers: Answers,
    ignored: Ignored,
    /// Deliveries that are to be tried again.
    open: HashMap<i64, Awaited>,
    counts: Counts,
}

impl Differ<'_> {
    /// How it went so far.
    pub(super) fn counts(&self) -> Counts {
        self.counts
    }

    /// Compares when no other attempt follows. Whether there is a difference.
    fn look(&mut self, report: &Report, first: Option<Awaited>) -> Result<bool, Error> {
        let delivery = report.delivery.number;
        let Some(awaited) = first.or_else(|| self.open.remove(&delivery)) else {
            return Ok(false);
        };
        if matches!(report.next, Next::RetryAt(_)) {
            self.open.insert(delivery, awaited);
            return Ok(false);
        }
        let Awaited { event, body_sha256 } = awaited;
        let Some(recorded) = self.answers.latest(self.reader, event, &body_sha256)? else {
            self.counts.without_record += 1;
            return Ok(false);
        };
        let before = Answer {
            status: recorded.status,
            headers: &recorded.headers,
            body: &recorded.body,
            is_cut: recorded.is_cut,
        };
        let comparison = match &report.attempt.answered {
            Ok(now) => {
                let now = Answer {
                    status: now.status,
                    headers: &now.headers,
                    body: &now.body,
                    is_cut: now.cut.is_some(),
                };
                answer::compare(&before, &now, &self.ignored)
            }
            Err(failure) => answer::missing(&before, &failure.message),
        };
        self.count(&comparison);
        let compared = Compared {
            number: event,
            report,
            recorded: recorded.delivery,
            comparison: &comparison,
        };
        difference::print(&compared, self.printer)?;
        Ok(!comparison.differences.is_empty())
    }

    fn count(&mut self, comparison: &Comparison) {
        if comparison.differences.is_empty() {
            self.counts.same += 1;
        } else {
            self.counts.different += 1;
        }
        self.counts.cut += u64::from(comparison.compared_bytes.is_some());
    }
}

/// Judges by what is expected, and by what is recorded when that is compared: an error that was
/// recorded is then as good as a success, unless `--expect-…` says otherwise.
#[derive(Debug)]
pub(super) struct Watch<'a> {
    pub(super) expectation: Expectation<'a>,
    pub(super) differ: Option<Differ<'a>>,
}

impl Watch<'_> {
    /// What is compared when this is answered: of copies only the first.
    pub(super) fn note(&self, shot: &Shot, body: &[u8]) -> Option<Awaited> {
        let is_compared = self.differ.is_some() && shot.copy == 0;
        is_compared
            .then(|| Awaited { event: shot.number, body_sha256: Sha256::digest(body).into() })
    }
}

impl Judge for Watch<'_> {
    type Note = Option<Awaited>;

    fn judge(
        &mut self,
        report: &Report,
        note: Option<Option<Awaited>>,
    ) -> Result<Judgement, Error> {
        let judgement = self.expectation.judge(report, None)?;
        let Some(differ) = &mut self.differ else {
            return Ok(judgement);
        };
        let pardoned = judgement.exit == Exit::NO && !self.expectation.is_explicit();
        let exit = if pardoned { Exit::DONE } else { judgement.exit };
        let exit = if differ.look(report, note.flatten())? { exit.max(Exit::NO) } else { exit };
        Ok(Judgement { exit, ..judgement })
    }

    fn advice(&self, report: &Report) -> Advice {
        Judge::advice(&self.expectation, report)
    }
}
