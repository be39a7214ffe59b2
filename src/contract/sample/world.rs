//! The small world that the bodies of one seed speak of. Events happen to it in turn and leave
//! their mark, so that a sequence of bodies tells one story.

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::super::catalog::{EventType, Resource};
use super::dice::Dice;
use super::{campaign, contact, deal, desk};

const HOUR: u32 = 3600;
const DAY: u32 = 24 * HOUR;

/// One workspace and one of everything in it, as rows of the REST API (section 4 of the fact sheet).
#[derive(Clone, Debug)]
pub struct World {
    pub(super) seed: u64,
    pub(super) workspace_id: String,
    pub(super) company: Value,
    pub(super) contact: Value,
    pub(super) deal: Value,
    pub(super) list: Value,
    pub(super) campaign: Value,
    pub(super) steps: Vec<Value>,
    /// How many of the steps an event has told of.
    pub(super) steps_made: usize,
    pub(super) lexi_task: Value,
    pub(super) task: Value,
    pub(super) activity: Value,
    /// How many events have happened, for ids that are new each time.
    pub(super) happened: usize,
}

impl World {
    /// The world of a seed at a time: everything in it was created some hours or days before.
    #[must_use]
    pub fn new(seed: u64, at: Timestamp) -> Self {
        let mut dice = Dice::new(seed, "world");
        let workspace_id = dice.uuid();
        let user_id = dice.uuid();
        let mut ago = |low, high| stamp(shift(at, -i64::from(dice.between(low, high))));
        let (company_born, list_born) = (ago(200 * DAY, 400 * DAY), ago(30 * DAY, 60 * DAY));
        let (contact_born, campaign_born) = (ago(10 * DAY, 20 * DAY), ago(5 * DAY, 9 * DAY));
        let (deal_born, task_born) = (ago(4 * DAY, 5 * DAY), ago(DAY, 3 * DAY));
        let lexi_born = ago(HOUR, 4 * HOUR);

        let company = contact::company(seed, &company_born);
        let contact = contact::row(seed, &company, &contact_born);
        let deal = deal::row(seed, &company, &contact, &user_id, at, &deal_born);
        let campaign = campaign::row(seed, &campaign_born);
        Self {
            steps: campaign::steps(seed, &campaign_born),
            list: desk::list(seed, &list_born),
            lexi_task: campaign::lexi_task(seed, &campaign, &lexi_born),
            task: desk::task(seed, &contact, &deal, &user_id, at, &task_born),
            activity: desk::activity(seed, &contact, &deal, &user_id, &stamp(at)),
            seed,
            workspace_id,
            company,
            contact,
            deal,
            campaign,
            steps_made: 0,
            happened: 0,
        }
    }

    /// Lets an event happen and gives the body that tells of it.
    #[must_use]
    pub fn happen(&mut self, event: &EventType, at: Timestamp) -> String {
        let (verb, now) = (event.verb(), stamp(at));
        let data = match event.resource {
            Resource::Contact => contact::happen(self, verb, &now),
            Resource::Company => contact::company_happen(self, verb, &now),
            Resource::Import => contact::import_happen(self),
            Resource::Deal => deal::happen(self, verb, &now),
            Resource::Campaign => campaign::happen(self, verb, &now),
            Resource::LexiTask => campaign::lexi_happen(self, event.name, &now),
            Resource::List => desk::list_happen(self, verb, &now),
            Resource::Task => desk::task_happen(self, verb, &now),
            Resource::Activity => desk::activity_happen(self, &now),
        };
        self.happened += 1;
        self.envelope(event.name, at, data)
    }

    /// The four fields every body has, in the documented order `[/webhooks, planned edition]`.
    pub(super) fn envelope(&self, event: &str, at: Timestamp, data: Value) -> String {
        let (timestamp, workspace_id) = (stamp(at), &self.workspace_id);
        json!({"event": event, "timestamp": timestamp, "workspace_id": workspace_id, "data": data})
            .to_string()
    }
}

/// ISO 8601 in UTC to the second, as in all of LeadLex's examples.
pub(super) fn stamp(at: Timestamp) -> String {
    shift(at, 0).to_string()
}

/// The whole second that many seconds later; it stays within the calendar.
pub(in super::super) fn shift(at: Timestamp, seconds: i64) -> Timestamp {
    let bounds = (Timestamp::MIN.as_second(), Timestamp::MAX.as_second());
    let second = at.as_second().saturating_add(seconds).clamp(bounds.0, bounds.1);
    Timestamp::from_second(second).unwrap_or(at)
}

/// Some fields of a row, in the order asked for.
pub(super) fn only(row: &Value, keys: &[&str]) -> Value {
    let field = |key: &&str| ((*key).to_owned(), row[*key].clone());
    Value::Object(keys.iter().map(field).collect::<Map<_, _>>())
}

/// The answer to a deletion `[/api-reference/contacts/delete]`.
pub(super) fn deleted(row: &Value) -> Value {
    json!({"deleted": true, "id": row["id"]})
}
