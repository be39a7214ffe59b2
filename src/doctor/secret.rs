//! The signing secret: whether there is one, where it comes from, and whether it looks like what was
//! meant. It is never shown; its fingerprint is.

use super::finding::Finding;
use crate::config::settings::{Origin, Setting};
use crate::contract::secret::Secret;
use crate::error::{Error, Exit};

/// Shorter ones can be guessed; a hint, since nothing is documented about the length.
const SHORTEST: usize = 16;

/// What stands in templates and examples, compared in lower case.
const PLACEHOLDERS: [&str; 18] = [
    "changeme",
    "change-me",
    "change_me",
    "replaceme",
    "replace-me",
    "todo",
    "xxx",
    "secret",
    "mysecret",
    "my-secret",
    "your-secret",
    "your_secret",
    "your-webhook-secret",
    "your_webhook_secret",
    "undefined",
    "null",
    "none",
    "leadlex_webhook_secret",
];

/// How to hand a secret over again.
const AGAIN: &str = "take it from LeadLex again and keep it with `leadlex-hooks config secret set`";

/// The findings about what was resolved.
#[must_use]
pub fn judge(resolved: &Result<Vec<Setting<Secret>>, Error>) -> Vec<Finding> {
    let secrets = match resolved {
        Ok(secrets) => secrets,
        Err(error) => return vec![Finding::of_error("secret.unusable", error, AGAIN)],
    };
    let Some(first) = secrets.first() else {
        let missing = Finding::problem(
            "secret.missing",
            Exit::USAGE,
            "no signing secret is set: nothing can be signed or verified",
            "export LEADLEX_WEBHOOK_SECRET=…, or use `--secret @FILE`",
        );
        return vec![
            missing.fix("`leadlex-hooks config secret new` makes one for local work and keeps it"),
        ];
    };
    let prints: Vec<_> = secrets.iter().map(|one| one.value.fingerprint()).collect();
    let told = match &*prints {
        [one] => format!("one secret from {}, fingerprint {one}", first.origin),
        all => format!(
            "{} secrets from {} while rotating: {} signs, all verify; fingerprints {}",
            all.len(),
            first.origin,
            all[0],
            all.join(", ")
        ),
    };
    let mut findings = vec![Finding::good("secret.set", told)];
    for Setting { value, origin } in secrets {
        findings.extend(shape(value.expose()).map(|shape| shape.finding(value, origin)));
    }
    findings
}

/// What makes a text look like something else than a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    ApiKey,
    Signature,
    Quoted,
    Newline,
    Blanks,
    Placeholder,
    Invisible,
    Short,
}

/// The first that fits: one mistake often looks like several.
fn shape(text: &str) -> Option<Shape> {
    let trimmed = text.trim();
    let quoted =
        |mark: char| trimmed.len() > 1 && trimmed.starts_with(mark) && trimmed.ends_with(mark);
    let bare = trimmed.trim_matches(['"', '\'', '`']).to_ascii_lowercase();
    let word = bare.trim_start_matches("process.env.").trim_matches(['$', '{', '}', '%', '<', '>']);
    if bare.starts_with("wbk_") {
        Some(Shape::ApiKey)
    } else if bare.starts_with("sha256=") || bare.starts_with("whsec_sha256=") {
        Some(Shape::Signature)
    } else if PLACEHOLDERS.contains(&word) || text.contains('…') {
        Some(Shape::Placeholder)
    } else if ['"', '\'', '`', '“'].into_iter().any(quoted) {
        Some(Shape::Quoted)
    } else if text.ends_with(['\n', '\r']) {
        Some(Shape::Newline)
    } else if trimmed.len() < text.len() {
        Some(Shape::Blanks)
    } else if !text.bytes().all(|byte| byte.is_ascii_graphic()) {
        Some(Shape::Invisible)
    } else {
        (text.len() < SHORTEST).then_some(Shape::Short)
    }
}

impl Shape {
    fn finding(self, secret: &Secret, origin: &Origin) -> Finding {
        let print = secret.fingerprint();
        let is = |what: &str| format!("the secret {print} from {origin} {what}");
        let wrong = |id, what: &str, fix| Finding::problem(id, Exit::USAGE, is(what), fix);
        match self {
            Self::ApiKey => wrong(
                "secret.api_key",
                "begins with `wbk_`: that is a key of the API, and signs nothing",
                AGAIN,
            ),
            Self::Signature => wrong(
                "secret.signature",
                "begins with `sha256=`: that is a signature, and not what makes one",
                AGAIN,
            ),
            Self::Placeholder => wrong(
                "secret.placeholder",
                "is what stands in a template for one that was never filled in",
                AGAIN,
            ),
            Self::Quoted => wrong(
                "secret.quoted",
                "has quotes around it, which are taken as part of it",
                "leave the quotes out: a `.env` file or a CI variable often keeps them",
            ),
            Self::Newline => wrong(
                "secret.newline",
                "ends in a line break, which is taken as part of it",
                "write it without one: `printf %s` instead of `echo`",
            ),
            Self::Blanks => wrong(
                "secret.blanks",
                "has blanks around it, which are taken as part of it",
                "leave the blanks out: they are often copied along",
            ),
            Self::Invisible => Finding::advice(
                "secret.invisible",
                is("has characters that no key on a keyboard writes, or blanks within"),
                AGAIN,
            ),
            Self::Short => Finding::advice(
                "secret.short",
                is("is short enough to be guessed"),
                "`leadlex-hooks config secret new` makes a long one for local work",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Shape, judge, shape};
    use crate::config::settings::{Origin, Setting};
    use crate::contract::secret::Secret;

    #[test]
    fn what_people_paste_by_mistake_is_told_apart() {
        for (text, expected) in [
            ("wbk_live_0123456789abcdef", Some(Shape::ApiKey)),
            ("\"wbk_live_0123456789abcdef\"", Some(Shape::ApiKey)),
            ("sha256=0123456789abcdef", Some(Shape::Signature)),
            ("\"0123456789abcdef0123\"", Some(Shape::Quoted)),
            ("'0123456789abcdef0123'", Some(Shape::Quoted)),
            ("0123456789abcdef0123\n", Some(Shape::Newline)),
            ("0123456789abcdef0123\r", Some(Shape::Newline)),
            (" 0123456789abcdef0123", Some(Shape::Blanks)),
            ("ChangeMe", Some(Shape::Placeholder)),
            ("<your-secret>", Some(Shape::Placeholder)),
            ("${LEADLEX_WEBHOOK_SECRET}", Some(Shape::Placeholder)),
            ("0123456789\u{200b}abcdef0123", Some(Shape::Invisible)),
            ("0123456789 abcdef0123", Some(Shape::Invisible)),
            ("0123456789", Some(Shape::Short)),
            ("whsec_0123456789abcdef", None),
            ("local_0123456789abcdef0123456789abcdef", None),
        ] {
            assert_eq!(shape(text), expected, "{text:?}");
        }
    }

    #[test]
    fn no_finding_shows_the_secret() {
        for text in ["wbk_topsecret", "\"topsecret\"", "topsecret\n", "topsecret", " topsecret"] {
            let value = Secret::new(text).expect("not empty");
            let setting = Setting { value, origin: Origin::Variable("X") };
            let findings = judge(&Ok(vec![setting.clone(), setting]));
            assert!(!format!("{findings:?}").contains("topsecret"), "{findings:?}");
            assert_eq!(findings.len(), 3, "{findings:?}");
        }
    }
}
