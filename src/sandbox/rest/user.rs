//! `GET /v1/users`, without pages `[/api-reference/users/list]`.

use super::Call;
use super::answer::Answer;
use crate::sandbox::world::denied::Denied;
use crate::sandbox::world::kind::Kind;

pub(super) fn list(call: &mut Call<'_>) -> Result<Answer, Denied> {
    let all: Vec<u32> = call.world.table(Kind::User).created.slots().collect();
    let rows = call.rows(Kind::User, &all);
    Ok(Answer::whole("users", rows))
}
