//! The HTTP side: which requests are for the API and which for the control surface.

use std::sync::Arc;

use super::hook::deliver;
use super::house::House;
use super::told::Told;
use super::{control, gate};
use crate::receiver::arrival::{Arrival, Reply};
use crate::receiver::respond::Ending;
use crate::receiver::serve::Handler;

/// Answers requests.
#[derive(Debug)]
pub(crate) struct Server(pub(crate) Arc<House>);

impl Handler for Server {
    fn admit(&self, _method: &str, path: &str) -> Option<Reply> {
        (path == "/healthz").then(|| Reply::text(200, "ok\n"))
    }

    async fn answer(&self, arrival: Arrival) -> Reply {
        if arrival.path.starts_with(control::PREFIX) {
            return control::answer(&self.0, &arrival);
        }
        let gone = gate::answer(&mut self.0.lock(), &arrival);
        let Some(gone) = gone else {
            return Reply::text(404, "the API begins at /functions/v1/api-gateway/v1/\n");
        };
        deliver::flush(&self.0);
        let status = (gone.reply.ending == Ending::Answered).then_some(gone.reply.status);
        self.0.tell(Told::Call {
            method: arrival.method,
            path: arrival.path,
            status,
            resource: gone.resource.to_owned(),
        });
        gone.reply
    }
}
