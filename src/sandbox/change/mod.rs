//! Changes of a workspace that no caller of the API makes: read from a line of a script or from
//! `POST /_sandbox/changes`, and carried out at once.

mod apply;

use serde_json::{Map, Value};

pub(crate) use apply::apply;

/// A word that can stand behind `do`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// The word.
    pub name: &'static str,
    /// The fields it takes beside `after`.
    pub takes: &'static str,
    /// What it does.
    pub about: &'static str,
}

const CREATE: &str = "set as count";
const UPDATE: &str = "id ref set";
const DELETE: &str = "id ref";
const MAIL: &str = "id ref contact count";

/// Every word.
pub const WORDS: &[Word] = &[
    word("contact.create", CREATE, "adds a contact"),
    word("contact.update", UPDATE, "changes fields; `notes` appends a note"),
    word("contact.delete", DELETE, "deletes it for good"),
    word("contact.merge", "id ref duplicates", "merges duplicates into it"),
    word("company.create", CREATE, "adds a company"),
    word("company.update", UPDATE, "changes fields"),
    word("company.delete", DELETE, "deletes it; contacts and deals stay"),
    word("deal.create", CREATE, "adds a deal"),
    word("deal.update", UPDATE, "changes fields"),
    word("deal.delete", DELETE, "deletes it"),
    word("list.create", CREATE, "adds a list"),
    word("list.update", UPDATE, "changes name or description"),
    word("list.delete", DELETE, "deletes it; contacts stay"),
    word("list.add", "id ref contacts", "puts contacts on it"),
    word("list.remove", "id ref contacts", "takes contacts off it"),
    word("campaign.create", CREATE, "drafts a campaign"),
    word("campaign.update", UPDATE, "changes fields, not the status"),
    word("campaign.delete", DELETE, "deletes a draft"),
    word("campaign.start", "id ref approval", "starts it, or asks Lexi with `approval: true`"),
    word("campaign.pause", DELETE, "pauses an active one"),
    word("campaign.complete", DELETE, "everything is sent"),
    word("campaign.step", UPDATE, "adds a step"),
    word("campaign.contacts", "id ref contacts", "adds recipients"),
    word("mail.sent", MAIL, "a mail of a campaign goes out"),
    word("mail.delivered", MAIL, "it arrives"),
    word("mail.opened", MAIL, "it is opened"),
    word("mail.clicked", MAIL, "a link in it is followed"),
    word("mail.replied", MAIL, "it is answered"),
    word("mail.bounced", MAIL, "it comes back"),
    word("mail.unsubscribed", MAIL, "its recipient wants no more"),
    word("mail.complained", MAIL, "its recipient complains"),
    word("lexi.create", CREATE, "Lexi proposes something"),
    word("lexi.approve", DELETE, "a proposal is approved"),
    word("lexi.dismiss", DELETE, "it is turned down"),
    word("lexi.complete", DELETE, "it is done"),
    word("lexi.fail", DELETE, "it could not be done"),
    word("task.create", CREATE, "adds a task; `created_date` may be set"),
    word("task.update", UPDATE, "changes fields"),
    word("task.delete", DELETE, "deletes it"),
    word("activity.create", CREATE, "logs a call, a meeting, a note"),
    word("user.create", CREATE, "adds a user"),
];

const fn word(name: &'static str, takes: &'static str, about: &'static str) -> Word {
    Word { name, takes, about }
}

/// Most rows that one change makes.
const MOST: u64 = 100_000;

/// One change, read and checked as far as that is possible without the workspace.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Seconds after the change before it; 0 is at once.
    pub after: f64,
    pub(crate) word: &'static Word,
    pub(crate) fields: Map<String, Value>,
}

impl Change {
    /// Reads `{"after": 2, "do": "contact.update", "ref": "anna", "set": {…}}`.
    ///
    /// # Errors
    /// What is wrong with it, as a sentence without its place.
    pub fn read(value: &Value) -> Result<Self, String> {
        let Value::Object(given) = value else {
            return Err("a change is an object like {\"do\": \"contact.create\"}".to_owned());
        };
        let mut fields = given.clone();
        let after = match fields.shift_remove("after") {
            None => 0.0,
            Some(after) => after
                .as_f64()
                .filter(|seconds| (0.0..=1e9).contains(seconds))
                .ok_or_else(|| format!("`after` is a number of seconds, not {after}"))?,
        };
        let name = fields.shift_remove("do").unwrap_or_default();
        let word = WORDS.iter().find(|word| name == word.name).ok_or_else(|| match &name {
            Value::Null => "`do` is missing; it says what to change".to_owned(),
            other => format!("`do` has no word {other}; `sandbox --help` lists them"),
        })?;
        for key in fields.keys() {
            if !word.takes.split(' ').any(|known| known == key) {
                return Err(format!("`{}` takes {}, not `{key}`", word.name, word.takes));
            }
        }
        for (key, right, what) in [
            ("set", Value::is_object as fn(&Value) -> bool, "an object"),
            ("contacts", Value::is_array, "a list of ids or names"),
            ("duplicates", Value::is_array, "a list of ids or names"),
            ("id", Value::is_string, "a text"),
            ("ref", Value::is_string, "a text"),
            ("as", Value::is_string, "a text"),
            ("contact", Value::is_string, "a text"),
            ("approval", Value::is_boolean, "true or false"),
        ] {
            if fields.get(key).is_some_and(|value| !right(value)) {
                return Err(format!("`{key}` is {what}"));
            }
        }
        let count = fields.get("count").map(|count| count.as_u64().filter(|n| *n <= MOST));
        if count == Some(None) {
            return Err(format!("`count` is a number up to {MOST}"));
        }
        Ok(Self { after, word, fields })
    }

    /// Reads a script: a change a line; empty lines and those that begin with `#` are left out.
    ///
    /// # Errors
    /// Names the line and what is wrong with it.
    pub fn script(text: &str) -> Result<Vec<Self>, String> {
        let mut changes = Vec::new();
        for (number, line) in (1..).zip(text.lines()) {
            if line.trim().is_empty() || line.trim_start().starts_with('#') {
                continue;
            }
            let value: Value = serde_json::from_str(line)
                .map_err(|error| format!("line {number}: not JSON: {error}"))?;
            changes.push(Self::read(&value).map_err(|why| format!("line {number}: {why}"))?);
        }
        Ok(changes)
    }

    pub(crate) fn text(&self, field: &str) -> Option<&str> {
        self.fields.get(field).and_then(Value::as_str)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Change, WORDS};
    use crate::sandbox::world::campaign::MAILS;

    #[test]
    fn a_script_is_read_line_by_line_and_an_error_names_its_line() {
        let good = "# a comment\n\n{\"after\":0.5,\"do\":\"contact.create\",\"set\":{}}\n";
        let read = Change::script(good).expect("a script");
        assert_eq!((read.len(), read[0].after, read[0].word.name), (1, 0.5, "contact.create"));
        for (line, why) in [
            ("nope", "line 1: not JSON"),
            ("[]", "line 1: a change is an object"),
            ("{}", "line 1: `do` is missing"),
            ("{\"do\":\"contact.explode\"}", "`do` has no word \"contact.explode\""),
            ("{\"do\":\"contact.create\",\"id\":\"x\"}", "takes set as count, not `id`"),
            ("{\"do\":\"contact.create\",\"after\":-1}", "`after` is a number of seconds, not -1"),
            ("{\"do\":\"contact.create\",\"set\":[]}", "`set` is an object"),
            ("{\"do\":\"contact.create\",\"count\":\"x\"}", "`count` is a number"),
        ] {
            let error = Change::script(line).expect_err(line);
            assert!(error.contains(why), "{line}: {error}");
        }
    }

    #[test]
    fn every_kind_of_mail_has_its_word() {
        for kind in MAILS {
            Change::read(&json!({"do": format!("mail.{kind}")})).expect("a word");
        }
        assert_eq!(WORDS.iter().filter(|word| word.name.starts_with("mail.")).count(), MAILS.len());
    }
}
