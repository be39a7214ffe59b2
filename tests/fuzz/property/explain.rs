//! Why a signature is wrong: a block of headers, an empty line, and a body.

use leadlex_hooks::contract::explain::{
    Effort, Finding, OtherBody, OtherKey, Question, Whose, explain,
};
use leadlex_hooks::contract::header::{self, HeaderList};
use leadlex_hooks::contract::secret::Secret;
use leadlex_hooks::contract::signature::Signer;

/// Longer inputs are slow and find nothing that shorter ones do not.
const LONGEST: usize = 1024;
const SECRETS: [&str; 2] = ["correct-horse-battery-staple", "wbk_another-secret-of-ours"];

/// A right signature is called right, a wrong one never; no secret is in what is said.
pub fn hold(data: &[u8]) {
    let data = &data[..data.len().min(LONGEST)];
    let end = data.windows(4).position(|four| four == b"\r\n\r\n");
    let (block, body) = end.map_or((data, &data[..0]), |end| (&data[..end + 2], &data[end + 4..]));
    let [secret, other] = SECRETS.map(|text| Secret::new(text).expect("a secret is not empty"));
    let mut headers = HeaderList::from_block(block);
    let made = Signer::new(&secret).sign(body);

    let ask = |headers: &HeaderList, body: &[u8]| {
        let question = Question {
            secrets: std::slice::from_ref(&secret),
            others: &[OtherKey {
                whose: Whose::ApiKey,
                name: "api_key".to_owned(),
                secret: other.clone(),
            }],
            headers,
            body,
            bodies: &[OtherBody { number: 1, body: b"{\"event\":\"contact.created\"}".to_vec() }],
            effort: Effort::Passing,
        };
        explain(&question)
    };
    let seen = ask(&headers, body);
    let right = headers.get(header::SIGNATURE).is_some_and(|value| {
        value.starts_with(b"sha256=") && value.eq_ignore_ascii_case(made.as_bytes())
    });
    assert_eq!(matches!(seen.finding, Finding::Right { .. }), right);
    if let Finding::Mistakes(causes) = &seen.finding {
        assert!(!causes.is_empty());
    }
    let words = format!("{seen:?}");
    assert!(SECRETS.iter().all(|secret| !words.contains(secret)), "{words}");

    headers.set(header::SIGNATURE, made);
    assert!(matches!(ask(&headers, body).finding, Finding::Right { .. }));
}
