//! API keys and what each of them may do `[/authentication]`.

use std::collections::BTreeSet;

use jiff::Timestamp;

/// The key that may read and write.
pub const DEFAULT_KEY: &str = "wbk_sandbox";
/// The key that may only read.
pub const READ_KEY: &str = "wbk_sandbox_read";
/// The key that may read the audit log too `[/api-reference/audit-logs/list]`.
pub const ADMIN_KEY: &str = "wbk_sandbox_admin";
/// The key whose time is over.
pub const EXPIRED_KEY: &str = "wbk_sandbox_expired";

/// How much a key may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Read everything but the audit log.
    Read,
    /// Write as well.
    Write,
    /// Read the audit log as well.
    Admin,
}

/// One key. The sandbox's keys open nothing but the sandbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// `wbk_…`.
    pub text: String,
    /// How much it may do.
    pub scope: Scope,
    /// Resources it may not touch at all.
    pub forbidden: BTreeSet<String>,
    /// When it ends, by the workspace's clock.
    pub expires_at: Option<Timestamp>,
}

impl Key {
    /// A key that never ends.
    #[must_use]
    pub fn new(text: &str, scope: Scope) -> Self {
        Self { text: text.to_owned(), scope, forbidden: BTreeSet::new(), expires_at: None }
    }

    /// The four keys every workspace has.
    #[must_use]
    pub fn fixed() -> Vec<Self> {
        let expired = Self {
            expires_at: Some(Timestamp::UNIX_EPOCH),
            ..Self::new(EXPIRED_KEY, Scope::Write)
        };
        vec![
            Self::new(DEFAULT_KEY, Scope::Write),
            Self::new(READ_KEY, Scope::Read),
            Self::new(ADMIN_KEY, Scope::Admin),
            expired,
        ]
    }

    /// Whether its time is over at that second.
    pub(crate) fn is_expired(&self, now: i64) -> bool {
        self.expires_at.is_some_and(|end| end.as_second() <= now)
    }

    /// Whether it may do that.
    pub(crate) fn may(&self, resource: &str, group: &str, writes: bool) -> bool {
        let forbidden = [resource, group].iter().any(|word| self.forbidden.contains(*word));
        !forbidden && (!writes || self.scope != Scope::Read)
    }
}
