//! A bar for work that takes a while, on a terminal only: what is piped gets lines that stay.

use std::fmt;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::printer::Printer;

/// One bar on stderr, drawn when there is something to show and gone when it is cleared.
pub struct Progress {
    bar: Option<ProgressBar>,
    draws: Draws,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Draws {
    OnTerminal,
    Never,
}

impl fmt::Debug for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Progress").field("draws", &self.draws).finish_non_exhaustive()
    }
}

impl Progress {
    /// A bar that is not drawn yet.
    #[must_use]
    pub fn new(printer: &Printer) -> Self {
        let draws = if printer.shows_progress() { Draws::OnTerminal } else { Draws::Never };
        Self { bar: None, draws }
    }

    /// Draws how far it is; without a total only the count.
    pub fn show(&mut self, what: &str, done: u64, total: Option<u64>) {
        if self.draws == Draws::Never {
            return;
        }
        let bar = self.bar.get_or_insert_with(|| {
            let bar = ProgressBar::with_draw_target(total, ProgressDrawTarget::stderr());
            let known = "{msg} [{bar:30}] {human_pos} of {human_len}, {eta} left";
            let template = if total.is_some() { known } else { "{msg} {human_pos}" };
            // The templates are ours and well-formed.
            if let Ok(style) = ProgressStyle::with_template(template) {
                bar.set_style(style.progress_chars("=> "));
            }
            bar
        });
        bar.set_message(what.to_owned());
        if let Some(total) = total {
            bar.set_length(total);
        }
        bar.set_position(done);
    }

    /// Takes the bar away, so that a line can be written.
    pub fn clear(&mut self) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
    }
}
