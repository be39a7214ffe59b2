//! What the API says happened in a period, by its own dates. Nothing is remembered of it.

use jiff::Timestamp;

use super::caller::Halt;
use super::poller::{Cycle, Poller};
use super::scan::{Everything, Scan, scan};
use crate::api::{ApiError, Call};
use crate::poll::derive::{
    Changes, Known, campaign, company, contact, deal, lexi, list, mail, step, task,
};
use crate::poll::feed::{Feed, Status};
use crate::poll::id::Derived;
use crate::poll::row::Row;
use crate::poll::window::{OVERLAP, Window};

/// A period that was looked at.
#[derive(Debug, Default)]
pub struct Review {
    /// What happened, each feed in its order.
    pub happened: Vec<Derived>,
    /// What could not be read.
    pub refused: Vec<ApiError>,
}

impl Poller {
    /// Looks at a period, from `since` to before `until`.
    ///
    /// # Errors
    /// See [`Halt`].
    pub async fn review(&self, since: Timestamp, until: Timestamp) -> Result<Review, Halt> {
        let window = Window::review(since, until, Timestamp::now());
        let looker = Looker { poller: self, window };
        let (mut review, mut cycle) = (Review::default(), Cycle::default());
        for feed in [
            Feed::Contacts,
            Feed::Deals,
            Feed::Lists,
            Feed::Campaigns,
            Feed::Lexi(Status::Pending),
            Feed::Companies,
            Feed::Tasks,
        ] {
            if !self.asked.reads(feed) {
                continue;
            }
            let read = looker.feed(feed).await.map(|changes| {
                review.happened.extend(changes.events);
            });
            cycle.pass(read)?;
        }
        review.refused = cycle.refused;
        Ok(review)
    }
}

struct Looker<'a> {
    poller: &'a Poller,
    window: Window,
}

impl Looker<'_> {
    async fn feed(&self, feed: Feed) -> Result<Changes, Halt> {
        let since = self.window.since.unwrap_or(self.window.now);
        match feed {
            Feed::Contacts => {
                let call = Call::contacts().sort("-updated_date");
                let enough = |rows: &[Row]| self.window.is_passed_by(rows, OVERLAP);
                let scan = scan(&self.poller.caller, &call, &enough).await?;
                let known = self.poller.known_of(&feed.shelf(""), &scan)?;
                Ok(contact::seen(&scan.rows, &self.poller.look(&known, &self.window)))
            }
            Feed::Deals => {
                let scan = self.all(&Call::deals().updated_after(since)).await?;
                let known = self.poller.known_of(&feed.shelf(""), &scan)?;
                Ok(deal::seen(&scan.rows, &self.poller.look(&known, &self.window)))
            }
            Feed::Lists => {
                let (scan, known) = self.whole(&Call::lists(), feed).await?;
                let look = self.poller.look(&known, &self.window);
                Ok(list::scan(&scan.rows, scan.completeness(), &look))
            }
            Feed::Companies => {
                let (scan, known) = self.whole(&Call::companies(), feed).await?;
                let look = self.poller.look(&known, &self.window);
                Ok(company::scan(&scan.rows, scan.completeness(), &look))
            }
            Feed::Tasks => {
                let (scan, known) = self.whole(&Call::tasks(), feed).await?;
                let look = self.poller.look(&known, &self.window);
                Ok(task::scan(&scan.rows, scan.completeness(), &look))
            }
            Feed::Campaigns => self.campaigns(since).await,
            _ => self.lexi().await,
        }
    }

    async fn all(&self, call: &Call) -> Result<Scan, Halt> {
        scan(&self.poller.caller, call, &Everything).await
    }

    async fn whole(&self, call: &Call, feed: Feed) -> Result<(Scan, Known), Halt> {
        Ok((self.all(call).await?, self.poller.known(&feed.shelf(""))?))
    }

    async fn campaigns(&self, since: Timestamp) -> Result<Changes, Halt> {
        let (campaigns, known) = self.whole(&Call::campaigns(), Feed::Campaigns).await?;
        let look = self.poller.look(&known, &self.window);
        let mut changes = campaign::scan(&campaigns.rows, campaigns.completeness(), &look);
        let nothing = Known::new();
        let fresh = self.poller.look(&nothing, &self.window);
        for row in &campaigns.rows {
            if self.poller.asked.reads(Feed::Mails) {
                let scan = self.all(&Call::campaign_events(&row.id).from_date(since)).await?;
                changes.then(mail::seen(&row.id, &scan.rows, &fresh));
            }
            if self.poller.asked.reads(Feed::Steps) {
                let scan = self.all(&Call::campaign_steps(&row.id)).await?;
                changes.then(step::seen(&row.id, &scan.rows, &fresh));
            }
        }
        Ok(changes)
    }

    /// Every status: a task that was created in the period may be anywhere by now.
    async fn lexi(&self) -> Result<Changes, Halt> {
        let mut scans = Vec::new();
        for status in Status::ALL {
            scans.push((status, self.all(&Call::lexi_tasks(status.as_str())).await?));
        }
        let window = &self.window;
        let readings: Vec<lexi::Reading<'_>> = scans
            .iter()
            .map(|(status, scan)| lexi::Reading { status: *status, rows: &scan.rows, window })
            .collect();
        let known = self.poller.known(&Feed::Lexi(Status::Pending).shelf(""))?;
        Ok(lexi::seen(&readings, &self.poller.look(&known, window)))
    }
}
