//! Every row of the table explains what somebody else's tools made, and nothing explains nothing.

use std::collections::BTreeSet;

use proptest::prelude::{ProptestConfig, any, prop_assert, proptest};
use serde::Deserialize;

use super::table::{TABLE, find};
use super::{
    Effort, Explanation, Extent, Finding, OtherBody, OtherKey, Question, Secret, Whose, explain,
};
use crate::contract::header::{self, HeaderList};
use crate::contract::signature::Signer;

const BODY: &[u8] = br#"{"event":"contact.created","data":{"n":[1.0,1e3],"a":"<\u00e4/>"}}"#;

/// Made by Python and openssl, with Node, PHP, Go and jq: see `tests/vectors/README.md`.
#[derive(Deserialize)]
struct Vector {
    causes: Vec<String>,
    secret: String,
    headers: Vec<(String, String)>,
    body: String,
    others: Vec<Other>,
    log: Vec<String>,
}

#[derive(Deserialize)]
struct Other {
    whose: String,
    name: String,
    secret: String,
}

fn vectors() -> Vec<Vector> {
    let text = include_str!("../../../tests/vectors/explanations.json");
    serde_json::from_str(text).expect("vectors")
}

fn secret(text: &str) -> Secret {
    Secret::new(text).expect("not empty")
}

impl Vector {
    fn explain(&self, secrets: &[Secret], effort: Effort) -> Explanation {
        let mut headers = HeaderList::new();
        for (name, value) in &self.headers {
            headers.push(name, value.as_bytes());
        }
        let others: Vec<OtherKey> = self.others.iter().map(Other::read).collect();
        let bodies: Vec<OtherBody> = (1..)
            .zip(&self.log)
            .map(|(number, body)| OtherBody { number, body: hex::decode(body).expect("hex") })
            .collect();
        let body = hex::decode(&self.body).expect("hex");
        explain(&Question {
            secrets,
            others: &others,
            headers: &headers,
            body: &body,
            bodies: &bodies,
            effort,
        })
    }
}

impl Other {
    fn read(&self) -> OtherKey {
        let whose = match &*self.whose {
            "profile" => Whose::Profile,
            "overridden" => Whose::Overridden,
            _ => Whose::ApiKey,
        };
        OtherKey { whose, name: self.name.clone(), secret: secret(&self.secret) }
    }
}

fn ids(explanation: &Explanation) -> Vec<&'static str> {
    match &explanation.finding {
        Finding::Mistakes(causes) => causes.iter().map(|cause| cause.id).collect(),
        Finding::Right { .. } => vec!["right"],
        Finding::Unknown { .. } => Vec::new(),
    }
}

/// A question about one signature of [`BODY`], with nothing else to look at.
fn asked(secrets: &[Secret], signature: &str, body: &[u8], effort: Effort) -> Explanation {
    let mut headers = HeaderList::new();
    headers.push(header::SIGNATURE, signature);
    headers.push(header::TIMESTAMP, "2026-01-02T03:04:05Z");
    headers.push(header::DELIVERY_ID, "7b0c1f0e-3c1b-4d5e-9f00-0123456789ab");
    let question = Question { secrets, others: &[], headers: &headers, body, bodies: &[], effort };
    explain(&question)
}

#[test]
fn every_mistake_is_named_where_other_tools_made_it() {
    let mut wrong = Vec::new();
    for vector in vectors() {
        for effort in [Effort::Passing, Effort::Thorough] {
            let seen = ids(&vector.explain(&[secret(&vector.secret)], effort));
            if seen != vector.causes {
                wrong.push(format!("{:?} taken for {seen:?}", vector.causes));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_row_has_a_vector_and_a_name_of_its_own() {
    let made: BTreeSet<String> = vectors().into_iter().flat_map(|vector| vector.causes).collect();
    let known: BTreeSet<String> = TABLE.iter().map(|mistake| mistake.id.to_owned()).collect();
    assert_eq!(made, known);
    assert_eq!(known.len(), TABLE.len());
    for mistake in TABLE {
        let whole = mistake.cause.starts_with(char::is_lowercase) && !mistake.cause.ends_with('.');
        assert!(whole && !mistake.fix.is_empty(), "{}", mistake.id);
        assert!(find(mistake.id).is_some());
    }
}

#[test]
fn the_right_secret_among_others_is_the_one_that_is_looked_into() {
    for vector in vectors() {
        let secrets = [secret("rotated away"), secret(&vector.secret)];
        // An empty or constant key is as wrong under each secret.
        assert_eq!(ids(&vector.explain(&secrets, Effort::Thorough)), vector.causes);
    }
}

#[test]
fn another_secret_explains_nothing_and_what_to_look_at_is_said() {
    let independent = [
        "secret-empty",
        "secret-placeholder",
        "unkeyed",
        "secret-of-profile",
        "secret-overridden",
        "secret-is-api-key",
    ];
    for vector in vectors() {
        if vector.causes.iter().any(|cause| independent.contains(&&**cause)) {
            continue;
        }
        let other = secret("whsec_0000000000000000");
        let explanation = vector.explain(&[other], Effort::Thorough);
        let Finding::Unknown { next, extent } = explanation.finding else {
            panic!("{:?} explained by {:?}", vector.causes, explanation.finding)
        };
        assert_eq!(extent, Extent::Whole);
        assert!(!next.is_empty() && explanation.tried > 100, "{:?}", vector.causes);
    }
}

#[test]
fn an_accepted_signature_is_never_explained() {
    for vector in vectors() {
        let secret = secret(&vector.secret);
        let body = hex::decode(&vector.body).expect("hex");
        let signer = Signer::new(&secret);
        let upper = signer.sign(&body).to_uppercase().replace("SHA256", "sha256");
        for signature in [signer.sign(&body), upper] {
            let explanation =
                asked(std::slice::from_ref(&secret), &signature, &body, Effort::Thorough);
            let fingerprint = secret.fingerprint();
            assert_eq!(explanation.finding, Finding::Right { fingerprint });
        }
    }
}

#[test]
fn no_secret_is_ever_told() {
    for vector in vectors() {
        let told = format!("{:?}", vector.explain(&[secret(&vector.secret)], Effort::Thorough));
        let others = vector.others.iter().map(|other| &other.secret);
        for text in others.chain([&vector.secret]) {
            let bare = text.trim().trim_start_matches("whsec_");
            assert!(!told.contains(bare), "{told}");
        }
    }
}

#[test]
fn the_simplest_of_several_is_named() {
    // Removing the newline and trimming come to the same, and so do LF and the last line's end.
    let signature = Signer::new(&secret("s")).sign(b"x");
    assert_eq!(
        ids(&asked(&[secret("s\n")], &signature, b"x", Effort::Thorough)),
        ["secret-newline-removed"]
    );
    let explanation = asked(&[secret("s")], &signature, b"x\r\n", Effort::Thorough);
    assert_eq!(ids(&explanation), ["body-newline-removed"]);
    // A mistake alone comes before two.
    let signature = Signer::new(&secret("s")).sign(b"");
    assert_eq!(
        ids(&asked(&[secret("s")], &signature, b"\n", Effort::Thorough)),
        ["body-newline-removed"]
    );
}

#[test]
fn a_few_digits_explain_nothing() {
    let signature = Signer::new(&secret("s")).sign(BODY);
    for (length, explained) in [(7, false), (22, false), (23, true), (70, true)] {
        let explanation = asked(&[secret("s")], &signature[..length], BODY, Effort::Thorough);
        assert_eq!(!ids(&explanation).is_empty(), explained, "{length}");
    }
}

#[test]
fn what_to_look_at_depends_on_what_came() {
    let steps = |fields: &[(&str, &str)], body: &[u8]| {
        let mut headers = HeaderList::new();
        fields.iter().for_each(|(name, value)| headers.push(name, *value));
        let secrets = [secret("s")];
        let question = Question {
            secrets: &secrets,
            others: &[],
            headers: &headers,
            body,
            bodies: &[],
            effort: Effort::Passing,
        };
        match explain(&question).finding {
            Finding::Unknown { next, .. } => next.join("\n"),
            other => panic!("{other:?}"),
        }
    };
    let foreign = Signer::new(&secret("other")).sign(BODY);
    let signed = (header::SIGNATURE, &*foreign);
    assert!(steps(&[], BODY).starts_with("no `X-LeadLex-Signature` came"));
    assert!(steps(&[(header::SIGNATURE, "nonsense")], BODY).contains("holds no digest"));
    assert!(steps(&[signed], BODY).contains("`--header`"));
    assert!(steps(&[signed, ("content-length", "9")], BODY).contains("says 9 bytes"));
    assert!(steps(&[signed, ("content-encoding", "gzip")], BODY).contains("compressed bytes"));
    assert!(steps(&[signed], "{\"n\":\"\u{fffd}\"}".as_bytes()).contains("U+FFFD"));
    let secret = secret("s").fingerprint();
    assert!(steps(&[signed], BODY).contains(&secret));
}

#[test]
fn the_effort_bounds_what_is_tried_and_says_so() {
    let foreign = Signer::new(&secret("other")).sign(BODY);
    let row = br#"{"id":"c-1","name":"Zo\u00eb <&>","score":1.50,"link":"https://x.test/"},"#;
    let mut large = b"[".to_vec();
    while large.len() < 256 * 1024 {
        large.extend_from_slice(row);
    }
    large.extend_from_slice(b"0]");
    let explanation = asked(&[secret("s")], &foreign, &large, Effort::Passing);
    let Finding::Unknown { extent, .. } = explanation.finding else {
        panic!("{:?}", explanation.finding)
    };
    assert_eq!(extent, Extent::Part);
    let most = Effort::Passing.bytes() / large.len() as u64;
    assert!(explanation.tried <= most, "{} of {most}", explanation.tried);
    // What is simple is found in a body of that size all the same.
    for (key, body) in [("s\n", large.clone()), ("s", [&large[..], b"\n"].concat())] {
        let signature = Signer::new(&secret(key)).sign(&body);
        let explanation = asked(&[secret("s")], &signature, &large, Effort::Passing);
        assert_eq!(ids(&explanation).len(), 1, "{explanation:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn random_signatures_secrets_and_bodies_explain_nothing(
        key in ".{1,40}",
        body in proptest::collection::vec(any::<u8>(), 0..200),
        text in ".{0,60}",
        digest in any::<[u8; 32]>(),
        length in 16_usize..65,
    ) {
        let json = serde_json::json!({"event": text, "data": {"text": text, "n": length}});
        let hex = hex::encode(digest);
        for body in [body, json.to_string().into_bytes()] {
            for signature in [format!("sha256={hex}"), hex[..length].to_owned()] {
                let explanation =
                    asked(&[secret(&key)], &signature, &body, Effort::Passing);
                prop_assert!(ids(&explanation).is_empty(), "{:?}", explanation);
            }
        }
    }

    #[test]
    fn any_header_at_all_is_read_without_a_fault(value in proptest::collection::vec(any::<u8>(), 0..120)) {
        let mut headers = HeaderList::new();
        headers.push(header::SIGNATURE, value);
        let secrets = [secret("s")];
        let question = Question {
            secrets: &secrets,
            others: &[],
            headers: &headers,
            body: BODY,
            bodies: &[],
            effort: Effort::Passing,
        };
        prop_assert!(ids(&explain(&question)).is_empty());
    }
}
