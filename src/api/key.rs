//! The API key: a type that cannot be printed, and that takes itself out of other texts.

use std::fmt;

use hyper::header::HeaderValue;

use crate::contract::secret::Secret;
use crate::error::Error;

/// What every key begins with; nothing is documented about the rest `[/authentication]`.
const PREFIX: &str = "wbk_";
/// What stands in the place of a key that an answer repeats.
const MASK: &str = "wbk_…";

/// A key of LeadLex's REST API. There is no `Display`, and `Debug` shows the fingerprint only.
#[derive(Clone)]
pub struct ApiKey {
    text: Secret,
    header: HeaderValue,
}

impl ApiKey {
    /// Takes a key; `origin` says where it came from.
    ///
    /// # Errors
    /// A text that is no key, named by its origin and never quoted (exit 2).
    pub fn new(text: Secret, origin: &str) -> Result<Self, Error> {
        let wrong = |why: &str| {
            Error::usage(format!("the API key from {origin} {why}"))
                .hint("LeadLex shows a key once, when it is made; it begins with `wbk_`")
        };
        let rest = text.expose().strip_prefix(PREFIX);
        match rest {
            None => return Err(wrong("does not begin with `wbk_`")),
            Some("") => return Err(wrong("ends after `wbk_`")),
            Some(rest) if !rest.bytes().all(|byte| byte.is_ascii_graphic()) => {
                return Err(wrong("has blanks, line breaks or letters that no key has"));
            }
            Some(_) => {}
        }
        let mut header = HeaderValue::from_str(&format!("Bearer {}", text.expose()))
            .map_err(|_| wrong("cannot be sent in a header"))?;
        header.set_sensitive(true);
        Ok(Self { text, header })
    }

    /// `Bearer wbk_…`, marked as sensitive `[/authentication]`.
    pub(super) fn bearer(&self) -> &HeaderValue {
        &self.header
    }

    pub(super) fn fingerprint(&self) -> String {
        self.text.fingerprint()
    }

    /// A text from outside without this key in it.
    pub(super) fn mask(&self, text: &str) -> String {
        text.replace(self.text.expose(), MASK)
    }
}

impl fmt::Debug for ApiKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ApiKey({})", self.text.fingerprint())
    }
}

#[cfg(test)]
mod tests {
    use super::ApiKey;
    use crate::contract::secret::Secret;

    fn key(text: &str) -> Result<ApiKey, crate::error::Error> {
        ApiKey::new(Secret::new(text).expect("not empty"), "$LEADLEX_API_KEY")
    }

    #[test]
    fn debug_and_masked_texts_never_show_it() {
        let key = key("wbk_live_topsecret").expect("a key");
        assert!(!format!("{key:?} {:?}", key.bearer()).contains("topsecret"));
        assert_eq!(key.mask("key wbk_live_topsecret is old"), "key wbk_… is old");
    }

    #[test]
    fn what_is_no_key_is_named_by_its_origin_and_not_quoted() {
        for text in
            ["whsec_topsecret", "wbk_", "wbk_top secret", "wbk_topsecret\n", "wbk_schlüssel"]
        {
            let error = key(text).expect_err("no key");
            let told = format!("{error} {:?}", error.hints());
            assert!(told.contains("$LEADLEX_API_KEY"), "{told}");
            assert!(!told.contains("secret") && !told.contains("schl"), "{told}");
            assert_eq!(error.exit().code(), 2);
        }
    }
}
