//! `/v1/lexi/tasks`: the approval queue.

use serde_json::json;

use super::Call;
use super::answer::Answer;
use crate::sandbox::world::denied::Denied;
use crate::sandbox::world::kind::Kind;
use crate::sandbox::world::lexi::STATUSES;

/// `GET /v1/lexi/tasks`: one status, no pages `[/api-reference/lexi/tasks]`.
pub(super) fn list(call: &mut Call<'_>) -> Result<Answer, Denied> {
    let status = call.query.get("status").unwrap_or("pending").to_owned();
    if !STATUSES.contains(&&*status) {
        return Err(Denied::field("status", format!("One of {}", STATUSES.join(", "))));
    }
    let newest = call.world.table(Kind::Lexi).created.slots().rev();
    let chosen: Vec<u32> =
        newest.filter(|slot| call.world.text(Kind::Lexi, *slot, "status") == status).collect();
    let rows = call.rows(Kind::Lexi, &chosen);
    Ok(Answer::whole("tasks", rows))
}

/// `POST /v1/lexi/tasks/{id}/approve` `[/api-reference/lexi/approve]`.
pub(super) fn approve(call: &mut Call<'_>) -> Result<Answer, Denied> {
    let slot = call.world.find(Kind::Lexi, call.id(0))?;
    call.world.decide(slot, "approved", &call.by)?;
    Ok(Answer::done(
        json!({"task_id": call.id(0), "status": "approved", "execution_started": true}),
    ))
}

/// `POST /v1/lexi/tasks/{id}/dismiss`: mentioned, its page is not readable.
pub(super) fn dismiss(call: &mut Call<'_>) -> Result<Answer, Denied> {
    let slot = call.world.find(Kind::Lexi, call.id(0))?;
    call.world.decide(slot, "dismissed", &call.by)?;
    Ok(Answer::done(json!({"task_id": call.id(0), "status": "dismissed"})))
}
