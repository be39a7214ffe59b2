//! The workspace itself: what is in it, and what every write does to it. Each write stamps dates by
//! the workspace's clock, leaves its trace in the audit log, and is told to the webhooks.

pub(crate) mod audit;
pub(crate) mod campaign;
pub(crate) mod chance;
pub(crate) mod clock;
pub(crate) mod contact;
pub(crate) mod denied;
pub(crate) mod kind;
pub(crate) mod lexi;
pub(crate) mod list;
pub(crate) mod seed;
pub(crate) mod state;
pub(crate) mod table;
mod words;
pub(crate) mod write;

use std::collections::{BTreeSet, HashMap, HashSet};

use serde_json::{Value, json};

use self::audit::Audit;
use self::campaign::Outreach;
use self::chance::Stream;
use self::clock::Clock;
use self::denied::Denied;
use self::kind::Kind;
use self::seed::{IdForm, Sizes};
use self::table::{Fields, Item, Slot, Table};
use super::settings::{Counts, Settings};

/// Something that webhooks are told: a name of either edition, and `data`.
#[derive(Clone, Debug)]
pub(crate) struct Happening {
    /// One change under the names it may have; the edition decides which of them exist.
    pub(crate) told: Vec<(&'static str, Value)>,
    /// When, in seconds of the workspace's clock.
    pub(crate) at: i64,
}

/// Everything that is in the workspace.
#[derive(Debug)]
pub(crate) struct World {
    pub(crate) workspace_id: String,
    pub(crate) clock: Clock,
    seed: u64,
    form: IdForm,
    sizes: Sizes,
    tables: [Table; 9],
    members: HashMap<Slot, BTreeSet<Slot>>,
    outreach: HashMap<Slot, Outreach>,
    /// What was written, oldest first.
    pub(crate) audit: Vec<Audit>,
    /// What the webhooks have not been told yet.
    pub(crate) happened: Vec<Happening>,
    names: HashMap<String, (Kind, String)>,
    by_name: Option<(u64, Vec<Slot>)>,
    /// Contacts whose missing name was filled in by a read.
    pub(crate) healed: HashSet<Slot>,
    /// Chance of what happens by itself.
    pub(crate) stream: Stream,
    made: u64,
}

impl World {
    /// The workspace of a seed.
    pub(crate) fn new(settings: &Settings, form: IdForm) -> Self {
        let Counts { contacts, companies, deals, lists, campaigns, lexi, tasks, users } =
            settings.counts;
        let clock = Clock::new(settings.start_at);
        let now = clock.now();
        let seed = settings.seed;
        let mut world = Self {
            workspace_id: chance::uuid(seed, 0, 0),
            clock,
            seed,
            form,
            sizes: Sizes { contacts, companies },
            tables: Default::default(),
            members: HashMap::new(),
            outreach: HashMap::new(),
            audit: Vec::new(),
            happened: Vec::new(),
            names: HashMap::new(),
            by_name: None,
            healed: HashSet::new(),
            stream: Stream::new(seed, 77),
            made: 0,
        };
        let counts = [
            (Kind::Contact, contacts),
            (Kind::Company, companies),
            (Kind::Deal, deals),
            (Kind::List, lists),
            (Kind::Campaign, campaigns),
            (Kind::Lexi, lexi),
            (Kind::Task, tasks),
            (Kind::User, users),
        ];
        for (kind, count) in counts {
            world.table_mut(kind).seed(seed::items(form, seed, kind, count, now));
        }
        world.seed_lists();
        world.seed_campaigns();
        world
    }

    /// The rows of a kind.
    pub(crate) fn table(&self, kind: Kind) -> &Table {
        &self.tables[kind as usize]
    }

    pub(crate) fn table_mut(&mut self, kind: Kind) -> &mut Table {
        &mut self.tables[kind as usize]
    }

    /// The slot of an id.
    ///
    /// # Errors
    /// The 404 of that kind.
    pub(crate) fn find(&self, kind: Kind, id: &str) -> Result<Slot, Denied> {
        self.table(kind).find(id).ok_or_else(|| Denied::missing(kind, id))
    }

    /// The row and its fields.
    pub(crate) fn row(&self, kind: Kind, slot: Slot) -> Option<(&Item, Fields)> {
        let item = self.table(kind).get(slot)?;
        Some((item, self.fields_of(kind, slot, item)))
    }

    fn fields_of(&self, kind: Kind, slot: Slot, item: &Item) -> Fields {
        match &item.own {
            Some(own) => (**own).clone(),
            None => seed::fields(self.form, self.seed, kind, slot, &self.sizes),
        }
    }

    /// The fields of a row; empty when it is gone.
    pub(crate) fn fields(&self, kind: Kind, slot: Slot) -> Fields {
        self.row(kind, slot).map(|(_, fields)| fields).unwrap_or_default()
    }

    /// The id of a row; empty when it is gone.
    pub(crate) fn id(&self, kind: Kind, slot: Slot) -> String {
        self.table(kind).get(slot).map(|item| item.id.to_string()).unwrap_or_default()
    }

    /// One field of a row, as text.
    pub(crate) fn text(&self, kind: Kind, slot: Slot, field: &str) -> String {
        let fields = self.fields(kind, slot);
        fields.get(field).and_then(Value::as_str).unwrap_or_default().to_owned()
    }

    /// An id that no other row of its kind has.
    pub(crate) fn new_id(&mut self, kind: Kind) -> String {
        let ever = self.table(kind).ever() as u64;
        seed::id(self.form, self.seed, kind, ever)
    }

    /// An id for what has no table: a mail, a step, an entry of the audit log.
    pub(crate) fn made_id(&mut self, prefix: &str) -> String {
        self.made += 1;
        format!("{prefix}{}", chance::uuid(self.seed, 500, self.made))
    }

    /// Contacts by their full name, sorted once for as long as nothing changes.
    pub(crate) fn by_name(&mut self) -> &[Slot] {
        let version = self.table(Kind::Contact).version;
        if self.by_name.as_ref().is_none_or(|(known, _)| *known != version) {
            let slots = self.table(Kind::Contact).created.slots();
            let mut named: Vec<(String, Slot)> =
                slots.map(|slot| (self.text(Kind::Contact, slot, "full_name"), slot)).collect();
            named.sort();
            self.by_name = Some((version, named.into_iter().map(|(_, slot)| slot).collect()));
        }
        self.by_name.as_ref().map_or(&[], |(_, slots)| slots)
    }

    /// Calls a row by a name of the script's own.
    pub(crate) fn name(&mut self, name: &str, kind: Kind, id: String) {
        self.names.insert(name.to_owned(), (kind, id));
    }

    /// The id of what was called so.
    pub(crate) fn named(&self, name: &str) -> Option<&(Kind, String)> {
        self.names.get(name)
    }

    /// Tells the webhooks.
    pub(crate) fn tell(&mut self, told: Vec<(&'static str, Value)>) {
        let at = self.clock.now();
        self.happened.push(Happening { told, at });
    }

    /// The object as it is, with its id and both its dates.
    pub(crate) fn object(&self, kind: Kind, slot: Slot) -> Value {
        let Some((item, fields)) = self.row(kind, slot) else {
            return Value::Null;
        };
        let mut object = Fields::new();
        object.insert("id".to_owned(), json!(&*item.id));
        object.extend(fields);
        match kind {
            Kind::List => {
                object.insert("contact_count".to_owned(), json!(self.member_count(slot)));
                object.insert("created_at".to_owned(), json!(clock::stamp(item.created)));
            }
            Kind::Campaign | Kind::Lexi => {
                object.insert("created_at".to_owned(), json!(clock::stamp(item.created)));
            }
            Kind::Activity => {
                object.insert("created_date".to_owned(), json!(clock::stamp(item.created)));
            }
            Kind::User => {}
            Kind::Contact | Kind::Company | Kind::Deal | Kind::Task => {
                object.insert("created_date".to_owned(), json!(clock::stamp(item.created)));
                object.insert("updated_date".to_owned(), json!(clock::stamp(item.updated)));
            }
        }
        Value::Object(object)
    }
}
