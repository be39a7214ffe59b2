//! What there is in a workspace, and the words the API has for it.

/// A resource with rows of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Kind {
    Contact,
    Company,
    Deal,
    List,
    Campaign,
    Lexi,
    Task,
    Activity,
    User,
}

impl Kind {
    /// All of them.
    pub(crate) const ALL: [Self; 9] = [
        Self::Contact,
        Self::Company,
        Self::Deal,
        Self::List,
        Self::Campaign,
        Self::Lexi,
        Self::Task,
        Self::Activity,
        Self::User,
    ];

    /// One of it: the key of a single object, and the first half of a change's name.
    pub(crate) fn one(self) -> &'static str {
        match self {
            Self::Contact => "contact",
            Self::Company => "company",
            Self::Deal => "deal",
            Self::List => "list",
            Self::Campaign => "campaign",
            Self::Lexi => "lexi",
            Self::Task => "task",
            Self::Activity => "activity",
            Self::User => "user",
        }
    }

    /// Many of it: the key of a page, and the word of the audit log.
    pub(crate) fn many(self) -> &'static str {
        match self {
            Self::Contact => "contacts",
            Self::Company => "companies",
            Self::Deal => "deals",
            Self::List => "lists",
            Self::Campaign => "campaigns",
            Self::Lexi => "lexi_tasks",
            Self::Task => "tasks",
            Self::Activity => "activities",
            Self::User => "users",
        }
    }

    /// Whether the audit log has it `[/api-reference/audit-logs/list]`: Lexi's queue and the
    /// timeline are no `resource_type`.
    pub(crate) fn is_audited(self) -> bool {
        !matches!(self, Self::Lexi | Self::Activity)
    }

    /// The code of its 404 `[/api-reference/webhooks/update]` and the like.
    pub(crate) fn not_found(self) -> &'static str {
        match self {
            Self::Company => "company_not_found",
            Self::List => "list_not_found",
            Self::Campaign => "campaign_not_found",
            _ => "not_found",
        }
    }
}
