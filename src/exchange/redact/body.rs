//! A JSON body with its personal data replaced: every other byte, white space and key order
//! included, stays as it was sent.

use super::fake::Faker;
use super::people::People;
use super::shape::{Shape, shape};
use crate::json::scan::{Kind, Token};
use crate::json::valid::{Json, NotJson};

/// Fields whose words are LeadLex's own, as long as they look like such words.
const HARMLESS: [&str; 13] = [
    "billing_type",
    "currency",
    "entity_type",
    "fee_model",
    "language",
    "matter_type",
    "preferred_language",
    "priority",
    "send_condition",
    "size",
    "status",
    "task_type",
    "type",
];

/// What a person's object is called.
const PEOPLE: [&str; 6] = ["contact", "contacts", "owner", "person", "sender", "user"];

/// Fields that hold a zone such as `Europe/Berlin`.
const ZONES: [&str; 3] = ["sending_timezone", "time_zone", "timezone"];

/// A body redacted; empty ones hold nothing.
///
/// # Errors
/// It is no JSON.
pub(super) fn redact(faker: &Faker, body: &[u8]) -> Result<Vec<u8>, NotJson> {
    if body.trim_ascii().is_empty() {
        return Ok(Vec::new());
    }
    let text = std::str::from_utf8(body).map_err(|error| NotJson {
        line: 1,
        column: error.valid_up_to() + 1,
        message: "not UTF-8".to_owned(),
    })?;
    let json = Json::read(text)?;
    let mut people = People::default();
    let mut walk = Walk::default();
    for token in json.tokens() {
        walk.meet(&token, &mut people);
    }
    let mut made = String::with_capacity(text.len());
    let (mut copied, mut walk) = (0, Walk::default());
    for token in json.tokens() {
        if let Some(replacement) = walk.step(faker, &people, &token) {
            made.push_str(&text[copied..token.range.start]);
            made.push_str(&replacement);
            copied = token.range.end;
        }
    }
    made.push_str(&text[copied..]);
    Ok(made.into_bytes())
}

/// The names on the way down.
#[derive(Debug, Default)]
struct Walk {
    /// Of each open container: the name it stands under, and the member that is being read.
    open: Vec<(String, String)>,
}

impl Walk {
    /// Takes up who is named.
    fn meet(&mut self, token: &Token<'_>, people: &mut People) {
        if token.kind == Kind::String {
            let text = unquoted(token.text);
            if shape(&text) == Shape::Email || self.place().names_somebody() {
                people.meet(&text);
            }
        }
        self.follow(token);
    }

    /// What takes the place of a token; `None` when it stays.
    fn step(&mut self, faker: &Faker, people: &People, token: &Token<'_>) -> Option<String> {
        let fake = match token.kind {
            Kind::Key => {
                let key = unquoted(token.text);
                let object = self.open.last().map_or("", |(name, _)| name);
                let called = People::may_name(object) && people.are_in(&key);
                let fake = if called { Some(faker.token(&key)) } else { key_fake(faker, &key) };
                fake.map(|fake| quoted(&fake))
            }
            Kind::String => {
                let text = unquoted(token.text);
                string_fake(faker, people, &self.place(), &text).map(|fake| quoted(&fake))
            }
            Kind::Number => number_fake(faker, self.name(), token.text),
            _ => None,
        };
        self.follow(token);
        fake
    }

    /// Goes on to the next token.
    fn follow(&mut self, token: &Token<'_>) {
        match token.kind {
            Kind::ObjectOpen | Kind::ArrayOpen => {
                let name = self.name().to_owned();
                // Elements of an array are what the array is called.
                let member =
                    if token.kind == Kind::ArrayOpen { name.clone() } else { String::new() };
                self.open.push((name, member));
            }
            Kind::ObjectClose | Kind::ArrayClose => {
                self.open.pop();
            }
            Kind::Key => {
                if let Some((_, member)) = self.open.last_mut() {
                    *member = unquoted(token.text).to_lowercase();
                }
            }
            Kind::String | Kind::Number | Kind::Literal | Kind::Colon | Kind::Comma => {}
        }
    }

    fn name(&self) -> &str {
        self.open.last().map_or("", |(_, member)| member)
    }

    fn place(&self) -> Place<'_> {
        let parent = self.open.last().map_or("", |(name, _)| name);
        Place { depth: self.open.len(), parent, name: self.name() }
    }
}

/// Where a string stands.
struct Place<'a> {
    depth: usize,
    parent: &'a str,
    name: &'a str,
}

impl Place<'_> {
    fn ends(&self, endings: &[&str]) -> bool {
        endings.iter().any(|ending| self.name.ends_with(ending))
    }

    fn holds(&self, parts: &[&str]) -> bool {
        parts.iter().any(|part| self.name.contains(part))
    }

    fn is_id(&self) -> bool {
        is_id(self.name)
    }

    /// Whether the field holds the name of a person.
    fn names_somebody(&self) -> bool {
        const FIELDS: [&str; 10] = [
            "contact_name",
            "display_name",
            "entity_name",
            "family_name",
            "first_name",
            "firstname",
            "full_name",
            "given_name",
            "last_name",
            "lastname",
        ];
        let of_a_person = self.name == "name" && PEOPLE.contains(&self.parent);
        of_a_person || self.name.contains("surname") || self.holds(&FIELDS)
    }
}

fn is_id(name: &str) -> bool {
    ["id", "ids", "uuid", "guid"].contains(&name)
        || ["_id", "_ids", "_uuid", "_key", "_token"].iter().any(|end| name.ends_with(end))
}

fn unquoted(string: &str) -> String {
    serde_json::from_str(string).unwrap_or_else(|_| string.to_owned())
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// A name of a field stays; a name that is somebody's address or id does not.
fn key_fake(faker: &Faker, key: &str) -> Option<String> {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    let digits = key.bytes().filter(u8::is_ascii_digit).count();
    let is_name = key.len() <= 48
        && digits < 5
        && key.starts_with(|c: char| c.is_ascii_lowercase() || c == '_')
        && key.chars().all(plain);
    match shape(key) {
        Shape::Email => Some(faker.email(key)),
        Shape::Id if digits >= 3 || !is_name => Some(faker.id(key)),
        Shape::Id | Shape::Other if is_name => None,
        _ => Some(faker.token(key)),
    }
}

fn string_fake(faker: &Faker, people: &People, place: &Place<'_>, text: &str) -> Option<String> {
    if text.trim().is_empty() || (stays(place, text) && !people.are_in(text)) {
        return None;
    }
    match shape(text) {
        Shape::Date if place.holds(&["birth", "dob"]) => {
            return Some(format!("1980-01-01{}", text.get(10..).unwrap_or_default()));
        }
        Shape::Date => return None,
        Shape::Email => return Some(faker.email(text)),
        Shape::Url => return Some(faker.url(text)),
        Shape::Ip => return Some(faker.ip(text)),
        Shape::Id => return Some(faker.id(text)),
        Shape::Phone => return Some(faker.phone(text)),
        Shape::Other => {}
    }
    Some(by_name(faker, place, text))
}

/// What a string is, from the name of its field.
fn by_name(faker: &Faker, place: &Place<'_>, text: &str) -> String {
    if place.is_id() {
        return faker.id(text);
    }
    if place.holds(&["email"]) && text.contains('@') {
        return faker.email(text);
    }
    if place.holds(&["phone", "mobile", "fax"]) || place.ends(&["_tel"]) {
        return faker.phone(text);
    }
    if place.holds(&["first_name", "given_name", "firstname"]) {
        return faker.given(text);
    }
    if place.holds(&["last_name", "family_name", "lastname", "surname"]) {
        return faker.family(text);
    }
    if place.holds(&["domain", "hostname"]) {
        return faker.host(text);
    }
    if place.holds(&["company", "organization", "organisation", "employer", "client"])
        || (place.name == "name" && ["company", "companies"].contains(&place.parent))
    {
        return faker.firm(text);
    }
    if place.names_somebody() {
        return faker.full_name(text);
    }
    faker.text(text)
}

/// Whether a string is known to be harmless.
fn stays(place: &Place<'_>, text: &str) -> bool {
    if place.depth == 1 && place.name == "event" {
        let part = |part: &str| {
            !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
        };
        return text.len() <= 64 && text.contains('.') && text.split('.').all(part);
    }
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    if ZONES.contains(&place.name) {
        return jiff::tz::TimeZone::get(text).is_ok();
    }
    // A stage or a pipeline is named by the workspace, perhaps after a client: it is no such word.
    let word = |b: u8| match b {
        b'A'..=b'Z' => place.name == "currency",
        b => b.is_ascii_lowercase() || b.is_ascii_digit() || b"_-+".contains(&b),
    };
    HARMLESS.contains(&place.name) && text.len() <= 32 && digits <= 6 && text.bytes().all(word)
}

/// Numbers of the API's own that count and measure (the fact sheet's REST objects).
const COUNTS: [&str; 12] = [
    "added",
    "attempt",
    "count",
    "created",
    "delay",
    "estimated_value",
    "index",
    "limit",
    "probability",
    "rate",
    "removed",
    "skipped",
];

/// Numbers of one or two digits stay, and those that are known to count; any other may be a
/// telephone number, an account, a place, and is replaced.
fn number_fake(faker: &Faker, name: &str, text: &str) -> Option<String> {
    const SHORT: usize = 2;
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let counts =
        COUNTS.iter().any(|part| name == *part || name.split('_').any(|word| word == *part));
    if !is_id(name) && (digits <= SHORT || counts) {
        return None;
    }
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(faker.id(text));
    }
    // A sign, a point, an exponent: the digits before any of them are enough to hide behind.
    let whole: String = text.chars().filter(char::is_ascii_digit).take(4).collect();
    Some(faker.id(if whole.is_empty() { "1" } else { &whole }))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, proptest};

    use super::redact;
    use crate::exchange::redact::Faker;
    use crate::json::valid::Json;

    fn redacted(text: &str) -> String {
        let bytes = redact(&Faker::new("s"), text.as_bytes()).expect("JSON");
        String::from_utf8(bytes).expect("text")
    }

    #[test]
    fn what_is_harmless_stays_byte_for_byte() {
        let text = "{ \"event\":\"deal.updated\",\n\t\"timestamp\" : \"2026-02-24T10:00:00.5+00:00\", \
            \"data\":{\"status\":\"won\",\"estimated_value\":1.10,\"x\":[true,null,-1e5,\"\"],\
            \"currency\":\"EUR\",\"sending_timezone\":\"Europe/Berlin\"}}\r\n";
        assert_eq!(redacted(text), text);
    }

    #[test]
    fn everything_else_is_replaced() {
        let text = r#"{"event":"Jane Whitfield","data":{"id":4711,"contact_id":"jane","phone":4930123456,
            "contact":{"name":"Jane Whitfield","full_name":"Jane \u0057hitfield","tags":["vip whitfield"]},
            "custom_fields":{"jane@whitfield.example":"x whitfield","Jane Whitfield":"1"},
            "status":"see jane@whitfield.example","ids":["jane-1",4711],"birthday":"1971-03-04",
            "note":"2026-02-24 met Jane Whitfield","status":"Whitfield: ill","stage":"Erbsache Huber",
            "tel":491701112222,"lat":48.5738,"x":{"n":5551234567}}}"#;
        let made = redacted(text);
        for personal in
            ["ane", "hitfield", "4711", "4930", "1971-03", "Huber", "49170", "5738", "55512"]
        {
            assert!(!made.contains(personal), "{personal} in {made}");
        }
        let value: serde_json::Value = serde_json::from_str(&made).expect("JSON");
        assert_eq!(
            value["data"]["id"], value["data"]["ids"][1],
            "the same number is the same fake"
        );
        assert_eq!(value["data"]["contact"]["name"], value["data"]["contact"]["full_name"]);
    }

    #[test]
    fn who_is_named_is_found_again_where_a_field_is_harmless() {
        let text = r#"{"event":"contact.created","data":{"to":"contact@x.example","status":"whitfield","type":"call","custom_fields":{"whitfield_notes":1,
            "contact":2},"contact":{"email":"jane.whitfield@contact.example","first_name":"Jane"}}}"#;
        let made = redacted(text);
        assert!(!made.contains("hitfield"), "{made}");
        assert!(made.contains(r#""type":"call""#) && made.contains(r#""contact":2"#), "{made}");
        assert!(made.contains("contact.created"), "{made}");
    }

    #[test]
    fn what_is_no_json_is_an_error() {
        for body in [&b"name=Jane"[..], b"\xff", b"{\"a\":", b"{} {}"] {
            assert!(redact(&Faker::new("s"), body).is_err());
        }
        assert_eq!(redact(&Faker::new("s"), b"").expect("nothing"), b"");
    }

    proptest! {
        #[test]
        fn a_redacted_body_is_json_without_its_strings(word in "[A-Z][a-z]{5,9} [A-Z][a-z]{5,9}", key in "[a-z_]{1,10}", any_text in any::<String>()) {
            let value = serde_json::json!({ key: [word, { "x": any_text, "name": word }] });
            let made = redacted(&value.to_string());
            assert!(Json::read(&made).is_ok());
            let is_harmless = super::HARMLESS.iter().any(|name| value.get(name).is_some());
            assert!(is_harmless || !made.contains(&word), "{word} in {made}");
        }
    }
}
