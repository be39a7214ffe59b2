//! The mistakes, simplest first. The order is the answer: of several that fit, the first is named.

use super::framing::{self, Digests, Stamps};
use super::{key, message};

/// What a mistake changes, and how to make the change.
#[derive(Clone, Copy)]
pub(super) enum Change {
    /// The spelling of the header, which is read and not tried; see [`super::claim`].
    Header,
    /// The key of the HMAC.
    Key(fn(&[u8]) -> Variants<'_>),
    /// Another secret that is known here, in place of the right one.
    OtherKey(Whose),
    /// The bytes that are signed.
    Body(fn(&[u8]) -> Variants<'_>),
    /// The same, with what came beside the body.
    Framing(for<'a> fn(&'a Stamps, &'a [u8]) -> Variants<'a>),
    /// The way from key and bytes to a digest.
    Digest(Digests),
    /// The body of another delivery in the log.
    OtherBody,
    /// No mistake alone: tried when two together did not fit either.
    Last(fn(&[u8]) -> Variants<'_>),
}

/// Whose secret may have been used by mistake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// Another profile's.
    Profile,
    /// The one that would be used here, were there no other before it.
    Overridden,
    /// The key of LeadLex's API.
    ApiKey,
}

/// Whether a mistake is common enough to be tried together with another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Company {
    Alone,
    Joins,
}

/// A row: a name for scripts, what makes the signature match (`{}` is the detail), and what to do.
pub(super) struct Mistake {
    pub(super) id: &'static str,
    pub(super) change: Change,
    pub(super) company: Company,
    pub(super) cause: &'static str,
    pub(super) fix: &'static str,
}

/// A row that fits, with its detail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) id: &'static str,
    pub(super) detail: String,
}

impl Found {
    pub(super) fn new(id: &'static str) -> Self {
        Self { id, detail: String::new() }
    }

    pub(super) fn detailed(id: &'static str, detail: impl Into<String>) -> Self {
        Self { id, detail: detail.into() }
    }
}

/// One outcome of a mistake.
pub(super) struct Variant {
    /// What the row's `{}` stands for; never a secret.
    pub(super) detail: String,
    pub(super) bytes: Vec<u8>,
}

/// The outcomes of a mistake, made one at a time: a body can be large.
pub(super) struct Variants<'a>(Box<dyn Iterator<Item = Variant> + 'a>);

impl<'a> Variants<'a> {
    pub(super) fn one(bytes: Option<Vec<u8>>) -> Self {
        Self::all(bytes.into_iter())
    }

    pub(super) fn all(all: impl Iterator<Item = Vec<u8>> + 'a) -> Self {
        Self::detailed(all.map(|bytes| Variant { detail: String::new(), bytes }))
    }

    pub(super) fn detailed(all: impl Iterator<Item = Variant> + 'a) -> Self {
        Self(Box::new(all))
    }
}

impl Iterator for Variants<'_> {
    type Item = Variant;

    fn next(&mut self) -> Option<Variant> {
        self.0.next()
    }
}

const fn row(
    id: &'static str,
    company: Company,
    change: Change,
    cause: &'static str,
    fix: &'static str,
) -> Mistake {
    Mistake { id, change, company, cause, fix }
}

use Change::{Body, Digest, Framing, Header, Key, Last, OtherBody, OtherKey};
use Company::{Alone, Joins};

/// Every mistake that is known.
#[rustfmt::skip]
pub(super) const TABLE: &[Mistake] = &[
    row("header-white-space", Alone, Header, "the header has white space around its value", "trim what makes the header; `openssl` and `echo` end their output with a newline"),
    row("header-quoted", Alone, Header, "the header's value is in quotes", "send the value without quotes"),
    row("header-named", Alone, Header, "the value repeats the name of its header", "send `sha256=` and the digits as the value, nothing before them"),
    row("prefix-missing", Alone, Header, "the header lacks `sha256=` before its digest", "put `sha256=` in front of the hex digits"),
    row("prefix-doubled", Alone, Header, "the header has its prefix twice", "add `sha256=` once: the library that signs may do so already"),
    row("prefix-other", Alone, Header, "the header has another prefix than `sha256=`", "write `sha256=` in lower case, with an equals sign"),
    row("digest-base64", Alone, Header, "the digest is in Base64, not in hex", "encode the digest as hex: `hexdigest()` in Python, `digest('hex')` in Node, `bin2hex` in PHP"),
    row("digest-base64-of-hex", Alone, Header, "the digest is in hex, and that once more in Base64", "leave the hex digits as they are"),
    row("digest-separated", Alone, Header, "the hex digits have signs between them", "remove `-` and `:`: .NET's `BitConverter.ToString` and `openssl dgst -c` put them there"),
    row("header-list", Alone, Header, "the header holds a list, as other services send it", "send one value: `sha256=` and the hex digits"),
    row("header-repeated", Alone, Header, "the header came more than once, and not the first one is right", "send it once; something in between may add its own"),
    row("header-elsewhere", Alone, Header, "the signature came in the header `{}`", "send it as `X-LeadLex-Signature`"),
    row("header-truncated", Alone, Header, "the digest is cut short; what is there is right", "send and store all 64 hex digits: a database column or a copied line may be too short"),
    row("header-too-long", Alone, Header, "something follows the 64 hex digits, which are right", "end the value after the digest"),
    row("algorithm-sha1", Alone, Header, "it is an HMAC with SHA-1", "use SHA-256"),
    row("algorithm-sha512", Alone, Header, "it is an HMAC with SHA-512", "use SHA-256"),
    row("algorithm-sha384", Alone, Header, "it is an HMAC with SHA-384", "use SHA-256"),
    row("algorithm-md5", Alone, Header, "it is an HMAC with MD5", "use SHA-256"),

    row("secret-newline-removed", Joins, Key(key::newline_removed), "it matches with the last newline of the secret removed", "remove it here: `echo` and editors end a file with a newline, `printf %s` does not"),
    row("secret-newline-added", Joins, Key(key::newline_added), "it matches with a newline after the secret", "the signer's secret ends with a newline: strip what it reads from its file"),
    row("secret-trimmed", Joins, Key(key::trimmed), "it matches with the white space around the secret removed", "remove it here: it was copied along"),
    row("secret-space-added", Joins, Key(key::space_added), "it matches with white space around the secret", "the signer's secret has white space around it: trim it there"),
    row("secret-unquoted", Joins, Key(key::unquoted), "it matches with the quotes around the secret removed", "remove them here: `docker --env-file` and some `.env` readers keep quotes as part of a value"),
    row("secret-quoted", Joins, Key(key::quoted), "it matches with quotes around the secret", "the signer took the quotes of its configuration for a part of the secret: remove them there"),
    row("secret-prefix-removed", Joins, Key(key::prefix_removed), "it matches with the prefix of the secret removed", "use the secret whole, up to and with its `_`"),
    row("secret-prefix-added", Joins, Key(key::prefix_added), "it matches with `whsec_` before the secret", "copy the secret whole: the signer's begins with `whsec_`"),
    row("secret-name-removed", Joins, Key(key::name_removed), "it matches with `NAME=` before the secret removed", "set the value alone: a line of a `.env` file was copied whole"),
    row("secret-overridden", Joins, OtherKey(Whose::Overridden), "it matches with the secret of {}, which another one comes before", "`leadlex-hooks config show` says which is used: unset the one that is not meant"),
    row("secret-of-profile", Joins, OtherKey(Whose::Profile), "it matches with the secret of the profile `{}`", "use `--profile {}`, or correct the URL the webhook calls"),
    row("secret-is-api-key", Joins, OtherKey(Whose::ApiKey), "it matches with the API key in place of the secret", "use the signing secret, shown once when the webhook is made; and keep the key to yourself, which now signs for others"),
    row("secret-empty", Joins, Key(key::empty), "it matches with an empty secret", "the signer's secret is not set: look at the name of its variable"),
    row("secret-placeholder", Joins, Key(key::placeholder), "it matches with a placeholder in place of the secret (`undefined`, `null`, or the name of the variable)", "the signer's variable is not set or not expanded"),
    row("secret-base64-decoded", Joins, Key(key::base64_decoded), "it matches with the secret decoded from Base64", "use the text of the secret as the key, not what it decodes to"),
    row("secret-hex-decoded", Joins, Key(key::hex_decoded), "it matches with the secret decoded from hex", "use the text of the secret as the key, not what it decodes to"),
    row("secret-prefix-removed-and-decoded", Joins, Key(key::prefix_removed_and_decoded), "it matches with the prefix of the secret removed and the rest decoded", "use the text of the secret as the key: libraries for Svix and Standard Webhooks decode it"),
    row("secret-base64-encoded", Alone, Key(key::base64_encoded), "it matches with the secret encoded in Base64", "use the text of the secret as the key, as it was shown"),
    row("secret-hex-encoded", Alone, Key(key::hex_encoded), "it matches with the secret encoded in hex", "use the text of the secret as the key, as it was shown"),
    row("secret-recased", Alone, Key(key::recased), "it matches with the secret in all lower or all upper case", "keep the case of the secret: copy it again"),
    row("secret-bom", Alone, Key(key::bom), "it matches with a byte order mark before the secret added or removed", "save the secret's file as UTF-8 without a byte order mark"),
    row("secret-escaped", Alone, Key(key::unescaped), "it matches with the backslashes in the secret read, doubled or dropped", "write the secret in single quotes, or without `\\n` at its end"),
    row("secret-percent-decoded", Alone, Key(key::percent_decoded), "it matches with the `%XX` in the secret decoded", "copy the secret as it was shown, not out of a URL"),
    row("secret-cut", Alone, Key(key::cut), "it matches with the secret cut off at a `$`, `#`, `&`, `;`, `!` or blank", "the signer's shell or `.env` file read that sign: put the secret in single quotes there"),
    row("secret-recoded", Alone, Key(key::recoded), "it matches with the secret in another character set", "encode the secret as UTF-8, once"),

    row("body-newline-removed", Joins, Body(message::newline_removed), "it matches with the last newline of the body removed", "keep the body byte for byte: an editor, `echo` or `curl -d @FILE` changed its end"),
    row("body-newline-added", Joins, Body(message::newline_added), "it matches with a newline after the body", "keep the body byte for byte: `curl -d @FILE` drops newlines, `--data-binary` does not"),
    row("body-trimmed", Joins, Body(message::trimmed), "it matches with the white space around the body removed", "keep the body byte for byte; trim nothing"),
    row("body-unix-lines", Joins, Body(message::unix_lines), "it matches with CR LF in the body turned into LF", "keep the body byte for byte: `git`, Windows and text mode change line ends"),
    row("body-windows-lines", Joins, Body(message::windows_lines), "it matches with LF in the body turned into CR LF", "keep the body byte for byte: `git`, Windows and text mode change line ends"),
    row("body-bom-removed", Joins, Body(message::bom_removed), "it matches with the byte order mark of the body removed", "sign and send the same bytes; save without a byte order mark"),
    row("body-bom-added", Joins, Body(message::bom_added), "it matches with a byte order mark before the body", "take the raw bytes: what decodes text drops the mark"),
    row("body-empty", Joins, Body(message::empty), "it matches an empty body", "read the body before it is signed or verified: a stream that was read once is empty the second time"),
    row("json-compact", Joins, Body(message::compact), "it matches the JSON written again: {}", "verify the raw bytes, before any JSON parser: `express.raw()`, `request.get_data()`, `php://input`"),
    row("json-spaced", Joins, Body(message::spaced), "it matches the JSON written again: {}", "verify the raw bytes, not `json.dumps` of what was parsed"),
    row("json-indented", Joins, Body(message::indented), "it matches the JSON written again: {}", "verify the raw bytes; a formatter or a viewer laid them out"),
    row("json-sorted", Alone, Body(message::sorted), "it matches the JSON written again: {}", "verify the raw bytes: `jsonb` columns, `sort_keys` and maps change the order"),
    row("json-ascii", Alone, Body(message::ascii), "it matches the JSON written again: {}", "verify the raw bytes: Python's `ensure_ascii` and PHP's `json_encode` escape"),
    row("json-html", Alone, Body(message::html), "it matches the JSON written again: {}", "verify the raw bytes: Go's `json.Marshal` and Rails escape for HTML"),
    row("json-slashes", Alone, Body(message::slashes), "it matches the JSON written again: {}", "verify the raw bytes: PHP's `json_encode` escapes slashes"),
    row("json-numbers", Alone, Body(message::numbers), "it matches the JSON written again: {}", "verify the raw bytes: a parser reads `1.0` and `1e3` as numbers and writes them anew"),
    row("time-body", Joins, Framing(framing::time_body), "it covers the timestamp and the body, as Stripe signs", "sign the body alone, as LeadLex does"),
    row("body-time", Alone, Framing(framing::body_time), "it covers the body and the timestamp", "sign the body alone, as LeadLex does"),
    row("slack", Alone, Framing(framing::slack), "it covers `v0:TIME:BODY`, as Slack signs", "sign the body alone, as LeadLex does"),
    row("id-time-body", Joins, Framing(framing::id_time_body), "it covers the id, the timestamp and the body, as Svix signs", "sign the body alone, as LeadLex does"),
    row("id-body", Alone, Framing(framing::id_body), "it covers the id and the body", "sign the body alone, as LeadLex does"),
    row("standard-webhooks", Alone, Digest(framing::standard_webhooks), "it is made as Svix and Standard Webhooks do: `ID.TIME.BODY` under the decoded secret", "sign the body alone, under the text of the secret"),
    row("unkeyed", Alone, Digest(framing::unkeyed), "it is a plain hash of the body, without the secret: anybody can make it", "use HMAC with the secret as its key"),
    row("secret-first", Alone, Digest(framing::secret_first), "it is a plain hash of the secret and the body", "use HMAC: a hash of the two can be extended without the secret"),
    row("secret-last", Alone, Digest(framing::secret_last), "it is a plain hash of the body and the secret", "use HMAC with the secret as its key"),
    row("swapped", Alone, Digest(framing::swapped), "it is an HMAC with the body as its key and the secret as its message", "swap the two arguments"),
    row("of-hash", Alone, Digest(framing::of_hash), "it is an HMAC of the body's hash", "give the body itself to HMAC"),
    row("body-inflated", Joins, Body(message::inflated), "it matches the body once it is decompressed", "the body was compressed after it was signed: verify what `gzip -d` gives, or have it sent plain"),
    row("body-latin1", Joins, Body(message::as_latin1), "it matches the body in Latin-1", "sign the UTF-8 bytes that are sent"),
    row("body-utf8", Joins, Body(message::as_utf8), "it matches the body taken for Latin-1 and written as UTF-8", "sign the bytes that are sent: they are no UTF-8"),
    row("body-encoded-twice", Joins, Body(message::encoded_twice), "it matches the body encoded as UTF-8 twice", "encode once: bytes were taken for Latin-1 text on the signer's side"),
    row("body-lossy", Joins, Body(message::lossy), "it matches the body with what is no UTF-8 replaced by U+FFFD", "take the body as bytes, not as text"),
    row("body-utf16", Alone, Body(message::utf16), "it matches the body in UTF-16", "sign the UTF-8 bytes that are sent: `Encoding.UTF8`, not `Encoding.Unicode`"),
    row("body-base64-decoded", Joins, Body(message::base64_decoded), "it matches the body decoded from Base64", "decode it first: API gateways hand a body over with `isBase64Encoded`"),
    row("body-base64-encoded", Alone, Body(message::base64_encoded), "it matches the body encoded in Base64", "sign the bytes that are sent: a gateway's `isBase64Encoded` body is to be decoded"),
    row("body-string-read", Joins, Body(message::string_read), "it matches the text in the JSON string that the body is", "the body was made JSON twice after it was signed: send it as it is"),
    row("body-string-made", Alone, Body(message::string_made), "it matches the body made a JSON string", "the text was made JSON once more before it was signed: `JSON.stringify` the object, once"),
    row("body-form-read", Joins, Body(message::form_read), "it matches the body once its form or percent encoding is read", "send it as `application/json`, or decode it before verifying"),
    row("body-form-made", Alone, Body(message::form_made), "it matches the body encoded as a form", "sign the bytes that are sent, as `application/json`"),
    row("body-data-alone", Alone, Body(message::data_alone), "it matches the member `data` of the body alone", "sign the whole body"),
    row("other-delivery", Alone, OtherBody, "it belongs to another delivery, event {} of the log", "pair headers and body of one delivery; two at once may share a variable"),
    row("json-rewritten", Alone, Last(message::rewritten), "it matches the JSON written again: {}", "verify the raw bytes, before any JSON parser"),
];

/// The row of that name.
pub(super) fn find(id: &str) -> Option<&'static Mistake> {
    TABLE.iter().find(|mistake| mistake.id == id)
}
