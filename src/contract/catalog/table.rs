//! The thirty-nine rows. Each comes from the lists on `[/webhooks]`, both editions; how polling
//! derives it is section 6 of the fact sheet, in short. `W` is the watermark of the last cycle.

use super::Edition::{Both, Launched, Mentioned, Planned};
use super::Quality::{Costly, Good, No, Ok, Poor, Uncertain};
use super::Resource::{Activity, Campaign, Company, Contact, Deal, Import, LexiTask, List, Task};
use super::{Edition, EventType, Polling, Quality, Resource, Shape};

/// Every event type LeadLex's documentation names, grouped by resource.
pub static ALL: &[EventType] = &[
    row("contact.created", Both, Contact, "A contact was added")
        .polled(Good, "contacts?sort=-updated_date until older than W, ids not seen before")
        .documented(),
    row("contact.updated", Both, Contact, "A field of a contact changed")
        .polled(Good, "contacts?sort=-updated_date until older than W, known ids"),
    row("contact.deleted", Both, Contact, "A contact was removed for good").polled(
        Costly,
        "ids missing from a full CSV export when meta.total falls; a merge looks alike",
    ),
    row("contact.bulk_created", Launched, Contact, "Up to 500 contacts were added in one call")
        .polled(No, "looks like as many contact.created"),
    row("contact.merged", Mentioned, Contact, "A duplicate was merged into another contact")
        .polled(No, "the duplicate's id vanishes, as in a deletion"),
    row("company.created", Launched, Company, "A company was added")
        .polled(Costly, "a full scan of companies, ids not seen before, or the audit log"),
    row("company.updated", Launched, Company, "A field of a company changed")
        .polled(Costly, "a full scan of companies, a later updated_date, or the audit log"),
    row("company.deleted", Launched, Company, "A company was removed; its contacts and deals stay")
        .polled(Costly, "ids missing from a full scan of companies, or the audit log"),
    row("deal.created", Launched, Deal, "A deal was opened")
        .polled(Good, "deals?updated_after=W, ids not seen before"),
    row("deal.updated", Launched, Deal, "A field of a deal changed, its stage for instance")
        .polled(Good, "deals?updated_after=W, those created before W"),
    row("deal.deleted", Launched, Deal, "A deal was removed")
        .polled(Costly, "ids missing from a full scan of deals, or the audit log"),
    row("deal.bulk_created", Launched, Deal, "Up to 50 deals were opened in one call")
        .polled(No, "looks like as many deal.created"),
    row("deal.bulk_updated", Launched, Deal, "Up to 100 deals were changed in one call")
        .polled(No, "looks like as many deal.updated"),
    row("list.created", Both, List, "A list was made").polled(Ok, "lists, ids not seen before"),
    row("list.updated", Planned, List, "A list's name, description or size changed")
        .polled(Ok, "lists, another name, description or contact_count"),
    row("list.deleted", Launched, List, "A list was removed; its contacts stay")
        .polled(Ok, "ids missing from lists, or the audit log"),
    row("list.contact_added", Planned, List, "A contact was put on a list")
        .polled(Ok, "contacts?list_id=L when contact_count has changed, ids not seen before")
        .renamed_to("list.contacts_added"),
    row("list.contacts_added", Launched, List, "Contacts were put on a list")
        .polled(Costly, "the members of each list compared with those before")
        .renamed_from("list.contact_added"),
    row("list.contacts_removed", Launched, List, "A contact was taken off a list")
        .polled(Costly, "the members of each list compared; a deleted contact looks alike"),
    row("campaign.created", Both, Campaign, "A campaign was drafted")
        .polled(Ok, "campaigns, ids not seen before"),
    row("campaign.started", Both, Campaign, "A campaign began to send")
        .polled(Ok, "campaigns, status became active"),
    row("campaign.paused", Launched, Campaign, "An active campaign was paused")
        .polled(Ok, "campaigns, status became paused"),
    row("campaign.completed", Planned, Campaign, "A campaign has sent everything")
        .polled(Ok, "campaigns, status became completed"),
    row("campaign.deleted", Launched, Campaign, "A draft campaign was removed")
        .polled(Ok, "ids missing from campaigns, or the audit log"),
    row("campaign.step_created", Launched, Campaign, "A step was added to a campaign")
        .polled(Costly, "campaigns/{id}/steps, one call a campaign, ids not seen before"),
    row("campaign.contacts_added", Launched, Campaign, "Contacts were added to a campaign")
        .polled(Uncertain, "the contacts inside campaigns/{id}, whose shape is not published"),
    row("campaign.email_sent", Planned, Campaign, "A campaign's mail went out")
        .polled(Good, "campaigns/{id}/events?type=sent&from_date=W"),
    row("campaign.email_opened", Planned, Campaign, "A recipient opened a campaign's mail")
        .polled(Good, "campaigns/{id}/events?type=opened&from_date=W"),
    row("campaign.email_replied", Planned, Campaign, "A recipient answered a campaign's mail")
        .polled(Good, "campaigns/{id}/events?type=replied&from_date=W"),
    row("lexi.task_created", Planned, LexiTask, "Lexi proposes something that needs approval")
        .polled(Ok, "lexi/tasks?status=pending, ids not seen before")
        .renamed_to("task.created"),
    row("lexi.task_approved", Planned, LexiTask, "A proposal of Lexi's was approved")
        .polled(Ok, "lexi/tasks?status=approved, newly there")
        .renamed_to("task.approved"),
    row("lexi.task_completed", Planned, LexiTask, "Lexi finished an approved task")
        .polled(Ok, "lexi/tasks?status=completed, newly there"),
    row("lexi.task_failed", Planned, LexiTask, "Lexi could not finish an approved task")
        .polled(Ok, "lexi/tasks?status=failed, newly there"),
    row("task.created", Launched, Task, "A task was added")
        .polled(Costly, "a full scan of tasks, ids not seen before, or the audit log")
        .renamed_from("lexi.task_created"),
    row("task.updated", Launched, Task, "A field of a task changed")
        .polled(Costly, "a full scan of tasks, rows compared, or the audit log"),
    row("task.approved", Launched, LexiTask, "A proposal of Lexi's was approved (inferred)")
        .polled(Ok, "lexi/tasks?status=approved, newly there")
        .renamed_from("lexi.task_approved"),
    row("task.dismissed", Launched, LexiTask, "A proposal of Lexi's was turned down (inferred)")
        .polled(Ok, "lexi/tasks?status=dismissed, newly there"),
    row("activity.created", Launched, Activity, "A call, meeting, note or the like was logged")
        .polled(Poor, "one call a contact; there is no feed of the workspace"),
    row("import.completed", Mentioned, Import, "A large import of contacts has ended")
        .polled(No, "no endpoint tells the state of an import"),
];

const fn row(
    name: &'static str,
    edition: Edition,
    resource: Resource,
    description: &'static str,
) -> EventType {
    EventType {
        name,
        edition,
        resource,
        description,
        renamed_from: None,
        renamed_to: None,
        shape: Shape::Inferred,
        polling: Polling { quality: No, how: "" },
    }
}

impl EventType {
    const fn polled(self, quality: Quality, how: &'static str) -> Self {
        Self { polling: Polling { quality, how }, ..self }
    }

    const fn documented(self) -> Self {
        Self { shape: Shape::Documented, ..self }
    }

    const fn renamed_to(self, name: &'static str) -> Self {
        Self { renamed_to: Some(name), ..self }
    }

    const fn renamed_from(self, name: &'static str) -> Self {
        Self { renamed_from: Some(name), ..self }
    }
}
