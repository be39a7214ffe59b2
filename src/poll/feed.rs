//! The feeds: what can be read, how often it is worth reading, and under which names its entries
//! and its watermark are remembered.

/// The states of Lexi's approval queue `[/api-reference/lexi/tasks]`, each further than those before
/// it: what was turned down may still be approved, what was approved is turned down no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Status {
    /// Waits for approval.
    Pending,
    /// Turned down.
    Dismissed,
    /// Approved, and under way.
    Approved,
    /// Could not be finished.
    Failed,
    /// Finished.
    Completed,
}

impl Status {
    /// All of them, the furthest last.
    pub const ALL: [Self; 5] =
        [Self::Pending, Self::Dismissed, Self::Approved, Self::Failed, Self::Completed];

    /// The API's word for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Approved => "approved",
            Self::Dismissed => "dismissed",
            Self::Failed => "failed",
            Self::Completed => "completed",
        }
    }

    /// The status of that word.
    #[must_use]
    pub fn find(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == word)
    }
}

/// Something that is read to derive events from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Feed {
    /// Contacts, last changed first `[/api-reference/contacts/list]`.
    Contacts,
    /// The ids of all contacts, by CSV `[/api-reference/export/contacts]`.
    ContactIds,
    /// Deals changed since the watermark `[/api-reference/deals/list]`.
    Deals,
    /// All deals, page by page `[/api-reference/deals/list]`.
    DealScan,
    /// All lists.
    Lists,
    /// The contacts of one list `[/api-reference/contacts/list]`.
    Members,
    /// All campaigns.
    Campaigns,
    /// What became of the mails of one campaign `[/api-reference/campaigns/events]`.
    Mails,
    /// The steps of one campaign `[/api-reference/campaigns/steps]`.
    Steps,
    /// Lexi's tasks of one status `[/api-reference/lexi/tasks]`.
    Lexi(Status),
    /// All companies, page by page `[/api-reference/companies/list]`.
    Companies,
    /// All tasks of the CRM, page by page `[/api-reference/tasks/list]`.
    Tasks,
    /// The audit log, which says what is worth reading `[/api-reference/audit-logs/list]`.
    Audit,
}

/// When a feed is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cadence {
    /// In every cycle.
    Cycle,
    /// In cycles that are further apart, or when the audit log says so.
    Slow,
    /// When another feed shows that something has changed.
    Trigger,
}

impl Feed {
    /// How often it is worth reading. The mails of a campaign that is no longer active are read on
    /// the slow cadence.
    #[must_use]
    pub fn cadence(self) -> Cadence {
        match self {
            Self::DealScan | Self::Steps | Self::Companies | Self::Tasks => Cadence::Slow,
            // When the total, or a list's size, says that somebody came or went.
            Self::ContactIds | Self::Members => Cadence::Trigger,
            Self::Contacts
            | Self::Deals
            | Self::Lists
            | Self::Campaigns
            | Self::Mails
            | Self::Lexi(_)
            | Self::Audit => Cadence::Cycle,
        }
    }

    /// Whether the audit log mentions what this slow feed looks for, so that it need not be read
    /// by the clock alone. Steps are no resource of the log `[/api-reference/audit-logs/list]`.
    #[must_use]
    pub fn is_in_audit_log(self) -> bool {
        matches!(self, Self::DealScan | Self::Companies | Self::Tasks)
    }

    /// The word used on screen and in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Contacts => "contacts",
            Self::ContactIds => "contacts/export",
            Self::Deals => "deals",
            Self::DealScan => "deals (all)",
            Self::Lists => "lists",
            Self::Members => "contacts?list_id",
            Self::Campaigns => "campaigns",
            Self::Mails => "campaigns/{id}/events",
            Self::Steps => "campaigns/{id}/steps",
            Self::Lexi(Status::Pending) => "lexi/tasks?status=pending",
            Self::Lexi(Status::Approved) => "lexi/tasks?status=approved",
            Self::Lexi(Status::Dismissed) => "lexi/tasks?status=dismissed",
            Self::Lexi(Status::Failed) => "lexi/tasks?status=failed",
            Self::Lexi(Status::Completed) => "lexi/tasks?status=completed",
            Self::Companies => "companies",
            Self::Tasks => "tasks",
            Self::Audit => "audit-logs",
        }
    }

    /// The feed under whose name its entries are remembered: several feeds can show the same
    /// resources. `of` is the list or campaign it belongs to.
    #[must_use]
    pub fn shelf(self, of: &str) -> String {
        match self {
            Self::Contacts | Self::ContactIds => "contacts".to_owned(),
            Self::Deals | Self::DealScan => "deals".to_owned(),
            Self::Lists => "lists".to_owned(),
            Self::Members => format!("members:{of}"),
            Self::Campaigns => "campaigns".to_owned(),
            Self::Mails => format!("mails:{of}"),
            Self::Steps => format!("steps:{of}"),
            Self::Lexi(_) => "lexi".to_owned(),
            Self::Companies => "companies".to_owned(),
            Self::Tasks => "tasks".to_owned(),
            Self::Audit => "audit".to_owned(),
        }
    }

    /// The name of its watermark: each feed has been read to a point of its own.
    #[must_use]
    pub fn mark(self, of: &str) -> String {
        match self {
            Self::ContactIds => "contacts:ids".to_owned(),
            Self::DealScan => "deals:all".to_owned(),
            Self::Lexi(status) => format!("lexi:{}", status.as_str()),
            feed => feed.shelf(of),
        }
    }
}
