//! `catalog`: the 39 names of both editions, their schemas, and the samples that `send` sends.

use insta::assert_snapshot;
use serde_json::Value;

use crate::harness::{Endpoint, Output, Sandbox};

fn catalog(args: &[&str]) -> Output {
    Sandbox::new().bare(["catalog"]).args(args).run()
}

fn names() -> Vec<String> {
    let lines = catalog(&["list", "--json"]).code(0).json();
    lines.iter().map(|line| line["name"].as_str().expect("a name").to_owned()).collect()
}

#[test]
fn list_has_39_names_of_which_16_were_planned_and_27_launched() {
    for (args, count) in [
        (["list"].as_slice(), 39),
        (&["list", "--edition", "planned"], 16),
        (&["list", "--edition", "launched"], 27),
        (&["list", "lexi.*", "--edition", "planned"], 4),
    ] {
        let people = catalog(args).code(0);
        let scripts = catalog(&[args, &["--json"]].concat()).code(0);
        assert_eq!(people.stdout().lines().count(), count, "{people}");
        assert_eq!(scripts.json().len(), count);
        assert!(people.stderr.is_empty() && scripts.stderr.is_empty());
    }
    assert_eq!(catalog(&[]).code(0).stdout(), catalog(&["list"]).stdout());
    let mut names = names();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), 39);
}

#[test]
fn list_json_says_what_is_known_of_each() {
    for line in catalog(&["list", "--json"]).code(0).json() {
        assert_eq!(line["type"], "event_type");
        let is_one_of = |field: &str, words: &[&str]| {
            assert!(words.iter().any(|word| line[field] == **word), "{field} of {line}");
        };
        is_one_of("edition", &["planned", "launched", "both", "mentioned"]);
        is_one_of("shape", &["documented", "inferred"]);
        for field in ["name", "description", "resource"] {
            assert!(line[field].as_str().is_some_and(|text| !text.is_empty()), "{field} of {line}");
        }
    }
    let documented = catalog(&["list", "--json"]).json();
    let documented = documented.iter().filter(|line| line["shape"] == "documented");
    assert!(documented.clone().any(|line| line["name"] == "contact.created"));
}

#[test]
fn show_tells_edition_shape_and_polling_with_a_sample() {
    assert_snapshot!(catalog(&["show", "contact.created"]).code(0), @r#"
    exit 0
    --- stdout
    contact.created
      what       A contact was added
      about      contact
      edition    both
      shape      documented
      by polling good: contacts?sort=-updated_date until older than W, ids not seen before

    {
      "event": "contact.created",
      "timestamp": "2026-02-24T10:00:00Z",
      "workspace_id": "3ec1cb0e-5b35-44cb-a987-3a3fd2df60ac",
      "data": {
        "contact": {
          "id": "168fb2fa-ade7-492b-94d8-019352fb3e85",
          "full_name": "Zoë Lefèvre",
          "email": "zoe.lefevre@cedar-ridge.example.com",
          "created_at": "2026-02-24T10:00:00Z"
        }
      }
    }
    --- stderr
    "#);
    let renamed = catalog(&["show", "campaign.email_opened"]).code(0).stdout();
    assert!(renamed.contains("edition    planned"), "{renamed}");
}

#[test]
fn schema_and_sample_of_every_type_fit_each_other() {
    for name in names() {
        let schema = catalog(&["schema", &name]).code(0);
        let schema: Value = serde_json::from_slice(&schema.stdout).expect("JSON");
        let dialect = schema["$schema"].as_str().expect("a dialect");
        assert!(dialect.starts_with("https://json-schema.org/draft/"), "{dialect}");
        assert!(schema["properties"]["event"].to_string().contains(&name), "{schema}");
        let sample: Value =
            serde_json::from_slice(&catalog(&["sample", &name]).code(0).stdout).expect("JSON");
        assert_eq!(sample["event"], *name);
        let required = schema["required"].as_array().expect("required fields");
        assert!(!required.is_empty());
        for field in required {
            assert!(!sample[field.as_str().expect("a name")].is_null(), "{name}: no {field}");
        }
    }
}

#[test]
fn a_sample_is_what_send_sends_with_the_same_seed() {
    for seed in ["1", "7", "18446744073709551615"] {
        let (sandbox, handler) = (Sandbox::new(), Endpoint::always(200).expect_calls(39));
        let to = handler.url("/");
        sandbox.cmd(["send", "--all", "--seed", seed, "--to", &to]).run().code(0);
        for (name, received) in names().iter().zip(handler.received()) {
            if seed != "7" && name != "deal.updated" {
                continue;
            }
            let sample = catalog(&["sample", name, "--seed", seed]).code(0).stdout;
            assert_eq!(
                String::from_utf8_lossy(&sample).trim_end_matches('\n').as_bytes(),
                received.body
            );
        }
    }
}

#[test]
fn contact_created_has_exactly_the_documented_shape() {
    let sample = catalog(&["sample", "contact.created"]).code(0).stdout;
    let sample: Value = serde_json::from_slice(&sample).expect("JSON");
    let keys = |value: &Value| -> Vec<String> {
        value.as_object().expect("an object").keys().cloned().collect()
    };
    assert_eq!(keys(&sample), ["event", "timestamp", "workspace_id", "data"]);
    assert_eq!(keys(&sample["data"]), ["contact"]);
    assert_eq!(keys(&sample["data"]["contact"]), ["id", "full_name", "email", "created_at"]);
}

#[test]
fn a_typing_error_is_told_with_the_nearest_name() {
    for command in ["show", "schema", "sample"] {
        let output = catalog(&[command, "campaign.email_open"]).code(2);
        assert!(output.stderr.contains("did you mean `campaign.email_opened`"), "{output}");
        assert_eq!(output.stdout(), "");
    }
    assert_snapshot!(catalog(&["show", "contcat.created"]).code(2), @r"
    exit 2
    --- stdout
    --- stderr
    error: no known event type matches `contcat.created`, did you mean `contact.created`, `contact.updated` or `contact.bulk_created`?
    hint: `leadlex-hooks catalog` lists the events
    ");
    assert_snapshot!(catalog(&["list", "nothing.*"]).code(2), @r"
    exit 2
    --- stdout
    --- stderr
    error: no event type matches
    hint: `leadlex-hooks catalog` lists them all
    ");
    assert_snapshot!(catalog(&["show", "\x1b[31mred"]).code(2), @r"
    exit 2
    --- stdout
    --- stderr
    error: no known event type matches `\u{1b}[31mred`
    hint: `leadlex-hooks catalog` lists the events
    ");
}
