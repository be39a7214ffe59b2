//! What can be read, and how answers and permissions call it.

use std::fmt;

/// What a call asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Resource {
    /// `[/api-reference/contacts/list]`
    Contacts,
    /// `[/api-reference/companies/list]`
    Companies,
    /// `[/api-reference/deals/list]`
    Deals,
    /// Named on `[/authentication]`; its own page could not be read.
    Lists,
    /// One is `[/api-reference/campaigns/get]`; the page of all could not be read.
    Campaigns,
    /// `[/api-reference/campaigns/events]`
    CampaignEvents,
    /// `[/api-reference/campaigns/stats]`
    CampaignStats,
    /// `[/api-reference/campaigns/steps]`
    CampaignSteps,
    /// `[/api-reference/lexi/tasks]`
    LexiTasks,
    /// `[/api-reference/tasks/list]`
    Tasks,
    /// `[/api-reference/users/list]`
    Users,
    /// `[/api-reference/audit-logs/list]`
    AuditLogs,
    /// `[/api-reference/export/contacts]`
    ContactExport,
    /// `[/api-reference/webhooks/list]`
    Webhooks,
    /// `[/api-reference/webhooks/logs]`
    WebhookLogs,
}

/// What a key must be allowed to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Right {
    /// To see it.
    Read,
    /// To make, change or remove it.
    Write,
}

impl Resource {
    /// All of them.
    pub const ALL: [Self; 15] = [
        Self::Contacts,
        Self::Companies,
        Self::Deals,
        Self::Lists,
        Self::Campaigns,
        Self::CampaignEvents,
        Self::CampaignStats,
        Self::CampaignSteps,
        Self::LexiTasks,
        Self::Tasks,
        Self::Users,
        Self::AuditLogs,
        Self::ContactExport,
        Self::Webhooks,
        Self::WebhookLogs,
    ];

    /// The word used in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Contacts => "contacts",
            Self::Companies => "companies",
            Self::Deals => "deals",
            Self::Lists => "lists",
            Self::Campaigns => "campaigns",
            Self::CampaignEvents => "campaign_events",
            Self::CampaignStats => "campaign_stats",
            Self::CampaignSteps => "campaign_steps",
            Self::LexiTasks => "lexi_tasks",
            Self::Tasks => "tasks",
            Self::Users => "users",
            Self::AuditLogs => "audit_logs",
            Self::ContactExport => "contact_export",
            Self::Webhooks => "webhooks",
            Self::WebhookLogs => "webhook_logs",
        }
    }

    /// Keys below `data` that hold it: the documented one first, then that of a single object.
    #[must_use]
    pub fn keys(self) -> &'static [&'static str] {
        match self {
            Self::Contacts | Self::ContactExport => &["contacts", "contact"],
            Self::Companies => &["companies", "company"],
            Self::Deals => &["deals", "deal"],
            Self::Lists => &["lists", "list"],
            Self::Campaigns => &["campaigns", "campaign"],
            Self::CampaignEvents => &["events", "event"],
            Self::CampaignStats => &["stats"],
            Self::CampaignSteps => &["steps", "step"],
            Self::LexiTasks => &["tasks", "lexi_tasks", "task"],
            Self::Tasks => &["tasks", "task"],
            Self::Users => &["users", "user"],
            Self::AuditLogs => &["logs", "audit_logs", "log"],
            Self::Webhooks => &["webhooks", "webhook"],
            Self::WebhookLogs => &["logs", "log"],
        }
    }

    /// Whether its rows are told apart by an `id`: a campaign's numbers are not, and attempts share
    /// the id of their delivery.
    pub(super) fn has_id(self) -> bool {
        !matches!(self, Self::CampaignStats | Self::WebhookLogs)
    }

    /// The names under which the documentation lists a permission. Three vocabularies
    /// are in use, and which one a key follows cannot be known `[/authentication]`,
    /// `[/api-reference/api-keys/create]`.
    pub(super) fn permissions(self, right: Right) -> &'static str {
        match self {
            Self::Webhooks | Self::WebhookLogs => match right {
                Right::Read => "`read`, `webhooks:read` or `admin:webhooks`",
                Right::Write => "`write`, `webhooks:write` or `admin:webhooks`",
            },
            Self::Contacts | Self::ContactExport => "`read` or `read:contacts`",
            Self::Deals => "`read`, `deals:read` or `read:deals`",
            Self::Campaigns | Self::CampaignEvents | Self::CampaignStats | Self::CampaignSteps => {
                "`read` or `campaigns:read`"
            }
            Self::LexiTasks => "`lexi`",
            Self::Companies | Self::Lists | Self::Tasks | Self::Users | Self::AuditLogs => "`read`",
        }
    }
}

/// In words: `campaign events`.
impl fmt::Display for Resource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.as_str().replace('_', " "))
    }
}
