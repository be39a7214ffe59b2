//! Lexi's approval queue: what she proposes, and what becomes of it.

use serde_json::{Value, json};

use super::World;
use super::audit::Actor;
use super::denied::Denied;
use super::kind::Kind;
use super::table::Slot;

/// Statuses of a task `[/api-reference/lexi/tasks]`.
pub(crate) const STATUSES: [&str; 5] = ["pending", "approved", "dismissed", "completed", "failed"];

impl World {
    /// Moves a task on; approving the start of a campaign starts it.
    ///
    /// # Errors
    /// A task that is not where the step begins (400) `[/api-reference/lexi/approve]`.
    pub(crate) fn decide(
        &mut self,
        slot: Slot,
        status: &'static str,
        by: &Actor,
    ) -> Result<(), Denied> {
        let before = self.text(Kind::Lexi, slot, "status");
        let begins = match status {
            "approved" | "dismissed" => before == "pending",
            _ => before == "approved" || before == "pending",
        };
        if !begins {
            return Err(Denied::field("status", format!("The task is {before}")));
        }
        let mut fields = self.fields(Kind::Lexi, slot);
        fields.insert("status".to_owned(), json!(status));
        let campaign = fields["metadata"]["campaign_id"].as_str().map(str::to_owned);
        let starts = fields["type"] == "campaign_start" && status == "approved";
        let now = self.clock.now();
        self.table_mut(Kind::Lexi).change(slot, fields, Some(now));
        let task = self.object(Kind::Lexi, slot);
        let told = lexi_told(status, &task);
        if !told.is_empty() {
            self.tell(told);
        }
        let campaign = campaign.filter(|_| starts);
        if let Some(campaign) = campaign.and_then(|id| self.table(Kind::Campaign).find(&id)) {
            self.activate(campaign, by);
        }
        Ok(())
    }
}

/// The names a decision has in both editions (that the launched ones are Lexi's is inferred).
fn lexi_told(status: &str, task: &Value) -> Vec<(&'static str, Value)> {
    let whole = json!({"task": task});
    let short = json!({"task_id": task["id"], "status": status});
    match status {
        "approved" => {
            let mut answer = short;
            answer["execution_started"] = json!(true);
            vec![("lexi.task_approved", whole), ("task.approved", answer)]
        }
        "dismissed" => vec![("task.dismissed", short)],
        "completed" => vec![("lexi.task_completed", whole)],
        "failed" => vec![("lexi.task_failed", whole)],
        _ => Vec::new(),
    }
}
