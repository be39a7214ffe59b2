//! The whole truth about the workspace, for tests to compare with.

use serde_json::{Map, Value, json};

use super::World;
use super::clock::stamp;
use super::kind::Kind;

impl World {
    /// Every object by its id, who is on which list, and the mails, steps and recipients of each
    /// campaign.
    pub(crate) fn truth(&self) -> Value {
        let mut truth = Map::new();
        truth.insert("workspace_id".to_owned(), json!(self.workspace_id));
        truth.insert("now".to_owned(), json!(stamp(self.clock.now())));
        for kind in Kind::ALL {
            let objects: Map<String, Value> = self
                .table(kind)
                .created
                .slots()
                .map(|slot| (self.id(kind, slot), self.object(kind, slot)))
                .collect();
            truth.insert(kind.many().to_owned(), Value::Object(objects));
        }
        let (mut members, mut campaigns) = (Map::new(), [Map::new(), Map::new(), Map::new()]);
        for list in self.table(Kind::List).created.slots() {
            let ids: Vec<String> =
                self.members(list).map(|slot| self.id(Kind::Contact, slot)).collect();
            members.insert(self.id(Kind::List, list), json!(ids));
        }
        for slot in self.table(Kind::Campaign).created.slots() {
            let Some(outreach) = self.outreach(slot) else {
                continue;
            };
            let id = self.id(Kind::Campaign, slot);
            let mails: Vec<&Value> = outreach.mails.iter().map(|mail| &mail.row).collect();
            let recipients: Vec<String> =
                outreach.contacts.iter().map(|slot| self.id(Kind::Contact, *slot)).collect();
            campaigns[0].insert(id.clone(), json!(mails));
            campaigns[1].insert(id.clone(), json!(outreach.steps));
            campaigns[2].insert(id, json!(recipients));
        }
        let [mails, steps, recipients] = campaigns;
        truth.insert("members".to_owned(), Value::Object(members));
        truth.insert("mails".to_owned(), Value::Object(mails));
        truth.insert("steps".to_owned(), Value::Object(steps));
        truth.insert("recipients".to_owned(), Value::Object(recipients));
        let audit: Vec<Value> = self.audit.iter().map(super::Audit::row).collect();
        truth.insert("audit_logs".to_owned(), json!(audit));
        Value::Object(truth)
    }
}
