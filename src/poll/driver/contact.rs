//! Contacts: one page when nothing changed. Only when the total does not agree with what is known is
//! more read: creations that the order hides, or all ids, to see which are gone.

use std::collections::HashSet;

use jiff::Timestamp;

use super::caller::Halt;
use super::poller::{Cycle, Poller, Reading, Settled};
use super::scan::{Scan, Steadiness, scan};
use super::snapshot::{self, Snapshot};
use crate::api::Call;
use crate::poll::cost::EXPORTS_PER_HOUR;
use crate::poll::derive::contact;
use crate::poll::feed::Feed;
use crate::poll::guard::{Completeness, Verdict};
use crate::poll::row::Row;
use crate::poll::window::{Made, OVERLAP, Purpose, Window};
use crate::store::poll::{Kept, Presence, Watermark};

/// Reads what is new, changed and gone.
pub(super) async fn read(poller: &Poller, cycle: &mut Cycle) -> Result<(), Halt> {
    match poller.watermark(&Feed::Contacts.mark(""))? {
        None => baseline(poller, cycle).await,
        Some(watermark) => watch(poller, cycle, &watermark).await,
    }
}

fn looks_for_deletions(poller: &Poller) -> bool {
    poller.asked.reads(Feed::ContactIds)
}

/// The last changed first, no further back than what is wanted of the past.
async fn newest(poller: &Poller, window: &mut Window) -> Result<Scan, Halt> {
    let call = Call::contacts().sort("-updated_date");
    let from = *window;
    let enough = |rows: &[Row]| from.floor(OVERLAP).is_none() || from.is_passed_by(rows, OVERLAP);
    let scan = scan(&poller.caller, &call, &enough).await?;
    poller.report_bad(Feed::Contacts, &scan).await;
    *window = window.told_the_time(scan.server_time);
    Ok(scan)
}

async fn baseline(poller: &Poller, cycle: &mut Cycle) -> Result<(), Halt> {
    let mut window = poller.window(None);
    let first = newest(poller, &mut window).await?;
    let total = first.total().unwrap_or(first.distinct());
    // What an interrupted baseline wrote is still there.
    let mut known = poller.known(&Feed::Contacts.shelf(""))?;
    let here = known.values().filter(|entry| entry.presence == Presence::Here).count() as u64;
    let mut changes = contact::seen(&first.rows, &poller.look(&known, &window));
    if total > first.distinct() {
        changes.apply(&mut known);
        let snapshot = snapshot::read(poller, total).await?;
        let listed = contact::exported(&snapshot.rows, &poller.look(&known, &window));
        // Each of them can be large, and is needed no more.
        drop((snapshot, known));
        changes.then(listed);
    }
    let here = here.saturating_add_signed(changes.grown);
    // Together with the ids, or a deletion right after a crash would be taken for old.
    let compared = looks_for_deletions(poller).then(|| compared(total, Belief::Held));
    let reading = Reading {
        feed: Feed::Contacts,
        of: "",
        window,
        changes,
        // Not the total, which may be wrong: it would hide as many deletions.
        known: Some(if looks_for_deletions(poller) { here } else { total }),
        steady: Steadiness::Steady,
        marks: compared.into_iter().collect(),
    };
    poller.settle(cycle, reading).await.map(drop)
}

async fn watch(poller: &Poller, cycle: &mut Cycle, last: &Watermark) -> Result<(), Halt> {
    let mut window = poller.window(Some(last));
    let mut scan = newest(poller, &mut window).await?;
    let mut known = poller.known_of(&Feed::Contacts.shelf(""), &scan)?;
    let mut changes = contact::seen(&scan.rows, &poller.look(&known, &window));
    let total = scan.total();
    let count = |grown: i64| window.known.saturating_add_signed(grown);
    if total.is_some_and(|total| total > count(changes.grown)) && !changes.verdict.is_refusal() {
        let hidden = created_last(poller, &window).await?;
        known.extend(poller.known_of(&Feed::Contacts.shelf(""), &hidden)?);
        changes.apply(&mut known);
        changes.then(contact::seen(&hidden.rows, &poller.look(&known, &window)));
        if hidden.steady == Steadiness::Moving {
            scan.steady = Steadiness::Moving;
        }
    }
    let expected = count(changes.grown);
    let reading = Reading {
        feed: Feed::Contacts,
        of: "",
        window,
        changes,
        // Where nobody looks for deletions the total is the only word on them.
        known: total.filter(|_| !looks_for_deletions(poller)),
        steady: scan.steady,
        marks: Vec::new(),
    };
    if poller.settle(cycle, reading).await? == Settled::Refused || !looks_for_deletions(poller) {
        return Ok(());
    }
    let window = Window { known: expected, ..window };
    gone(poller, cycle, &window, &scan).await
}

/// A fresh contact may have no date of a change, and then stands last in the other order.
async fn created_last(poller: &Poller, window: &Window) -> Result<Scan, Halt> {
    let floor = window.floor(OVERLAP).unwrap_or(window.baseline_at);
    let enough = |rows: &[Row]| {
        rows.last().and_then(|row| row.created).is_some_and(|created| created < floor)
    };
    scan(&poller.caller, &Call::contacts().sort("-created_at"), &enough).await
}

/// Compares all ids when the total says that some are gone.
async fn gone(
    poller: &Poller,
    cycle: &mut Cycle,
    window: &Window,
    newest: &Scan,
) -> Result<(), Halt> {
    let last = poller.watermark(&Feed::ContactIds.mark(""))?;
    let worth_it = match (&last, newest.total()) {
        // Asked for only now: whatever is gone already went unseen.
        (None, _) => true,
        // Nobody says how many there are: a look now and then.
        (Some(last), None) => poller.is_due(Some(last)),
        // Fewer: some are gone. More: some were missed, and would be missed again when they go.
        (Some(last), Some(total)) if total != window.known => {
            let doubted = last.mark.is_some() && last.known == total;
            !doubted || is_worth_another(last) || poller.is_due(Some(last))
        }
        (Some(_), Some(_)) => false,
    };
    let exports = newest.total().unwrap_or(window.known).div_ceil(snapshot::PART);
    // More than the hour's exports are waited for in between.
    let exports = exports.min(EXPORTS_PER_HOUR);
    if !worth_it || poller.caller.ledger(Timestamp::now())?.exports_left() < exports {
        return Ok(());
    }
    let all_on_it = newest.total() == Some(newest.distinct()) && newest.bad.is_empty();
    let snapshot = if all_on_it {
        Snapshot::of_pages(newest)
    } else {
        snapshot::read(poller, newest.total().unwrap_or(window.known)).await?
    };
    let alive: HashSet<&str> = snapshot.rows.iter().map(|row| row.id.as_str()).collect();
    let mut known = poller.known(&Feed::Contacts.shelf(""))?;
    let purpose = if last.is_none() { Purpose::Baseline } else { Purpose::Watch };
    let looking = Window { purpose, ..*window };
    let completeness = snapshot.completeness(newest.total());
    // One that was missed at the baseline is kept, to be told of when it goes. One made since is left
    // to a page, which shows more of it than its id.
    let unknown = snapshot.rows.iter().filter(|row| !known.contains_key(&row.id));
    let (fresh, old): (Vec<Row>, Vec<Row>) =
        unknown.cloned().partition(|row| looking.made(row, &known) == Made::Since);
    let mut changes = contact::exported(&old, &poller.look(&known, &looking));
    if !changes.verdict.is_refusal() {
        changes.apply(&mut known);
        changes.then(contact::missing(&alive, completeness, &poller.look(&known, &looking)));
    }
    poller.tell_oddities(Feed::ContactIds, &changes).await;
    let total = newest.total().unwrap_or(window.known);
    let sound = changes.verdict == Verdict::Sound;
    let agreed = matches!(completeness, Completeness::Stated | Completeness::Unstated);
    let belief = if sound && agreed { Belief::Held } else { Belief::Doubted };
    let (feed, mut compared) = compared(total, belief);
    if let Some(last) = last.filter(|last| last.mark.is_some() && last.known == total) {
        compared.baseline_at = last.baseline_at;
    }
    let mut marks = vec![(feed, compared)];
    if sound && let Some(contacts) = poller.watermark(&Feed::Contacts.mark(""))? {
        let known = match completeness {
            Completeness::Stated => total.saturating_sub(fresh.len() as u64),
            _ => window.known.saturating_add_signed(changes.grown),
        };
        marks.push((Feed::Contacts.mark(""), Watermark { known, ..contacts }));
    }
    let kept = Kept { shelf: Feed::Contacts.shelf(""), entries: changes.puts, marks };
    poller.write(cycle, kept, &changes.events).await
}

/// Whether a doubted comparison is to be made again: at once, and then each time after twice as long
/// as it has been in doubt. A cut export passes soon; a total that is wrong for good costs little.
fn is_worth_another(last: &Watermark) -> bool {
    let in_doubt = last.read_at.duration_since(last.baseline_at);
    let waited = Timestamp::now().duration_since(last.read_at);
    waited >= in_doubt || waited.is_negative()
}

/// Whether all ids and the total agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Belief {
    Held,
    Doubted,
}

/// Remembers when all ids were compared. The mark is set when the outcome was not believed; the
/// baseline is then since when it has been in doubt.
fn compared(total: u64, belief: Belief) -> (String, Watermark) {
    let now = Timestamp::now();
    let mark = (belief == Belief::Doubted).then_some(now);
    (Feed::ContactIds.mark(""), Watermark { baseline_at: now, mark, read_at: now, known: total })
}
