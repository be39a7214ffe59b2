//! `/v1/tasks`: the tasks of the CRM.

use super::Call;
use super::answer::{Answer, Nested};
use super::page::{MOST, Paging, Wanted, unknown_order};
use super::row::View;
use crate::sandbox::world::denied::Denied;
use crate::sandbox::world::kind::Kind;
use crate::sandbox::world::write::Tell;

/// `GET /v1/tasks` `[/api-reference/tasks/list]`.
pub(super) fn list(call: &mut Call<'_>) -> Result<Answer, Denied> {
    let paging = Paging::read(call, MOST)?;
    let (sort, way) = unknown_order(call, "tasks-order");
    let mut wanted = Wanted::all(Kind::Task, sort, way);
    for (parameter, field) in [
        ("status", "status"),
        ("assignee_id", "assigned_to_user_id"),
        ("deal_id", "deal_id"),
        ("contact_id", "contact_id"),
    ] {
        if let Some(value) = call.query.get(parameter).map(str::to_owned) {
            wanted.only(move |world, slot| world.text(Kind::Task, slot, field) == value);
        }
    }
    let (slots, total) = wanted.choose(call.world, paging);
    let rows = call.rows(Kind::Task, &slots);
    Ok(Answer::Page { key: "tasks", rows, meta: paging.meta(total) })
}

/// `POST /v1/tasks` `[/api-reference/tasks/create]`.
pub(super) fn create(call: &mut Call<'_>) -> Result<Answer, Denied> {
    let slot = call.world.create(Kind::Task, call.fields()?, Tell::Each, &call.by)?;
    Ok(Answer::made("task", call.show(Kind::Task, slot, View::Whole), Nested::Bare))
}

/// `PATCH /v1/tasks/{id}`: its page is not readable.
pub(super) fn update(call: &mut Call<'_>) -> Result<Answer, Denied> {
    let slot = call.world.find(Kind::Task, call.id(0))?;
    call.world.update(Kind::Task, slot, call.fields()?, Tell::Each, &call.by)?;
    Ok(Answer::one("task", call.show(Kind::Task, slot, View::Whole), Nested::Bare))
}
