//! What is forged is answered 4xx. Required is what a stranger could send without the secret, and a
//! wrong algorithm or encoding; advice is what only somebody who has the secret could make.

use crate::check::body::Body;
use crate::check::case::{Case, Stamp, Step, Wanted};
use crate::check::forge::{Change, Signature};

const VERIFY: &str =
    "compute HMAC-SHA256 over the raw body and compare it in constant time before anything else";
const WHOLE: &str =
    "compare the whole header value with `sha256=` and 64 hex digits, lengths included";
const CALM: &str =
    "treat what is no signature as a wrong one: compare bytes, and let nothing throw";

const DAY: i64 = 24 * 60 * 60;

pub(super) const CASES: &[Case] = &[
    Case::required(
        "reject.missing-signature",
        "whoever finds the URL can post to it",
        "answer 401 when the signature header is missing",
        &[Step::signed(Signature::Missing)],
    ),
    Case::required(
        "reject.empty-signature",
        "an empty header is not a signature, and is easily taken for `nothing to check`",
        "answer 401 when the signature header is empty",
        &[Step::signed(Signature::Blank)],
    ),
    Case::required(
        "reject.no-digest",
        "`sha256=` alone begins like every right signature",
        WHOLE,
        &[Step::signed(Signature::NoDigest)],
    ),
    Case::required(
        "reject.not-hex",
        "what is no hex makes many a decoder throw, and a 500 invites retries",
        CALM,
        &[Step::signed(Signature::NotHex)],
    ),
    Case::required(
        "reject.not-ascii",
        "bytes beyond ASCII in a header make some constant-time comparisons throw",
        CALM,
        &[Step::signed(Signature::NotAscii).wanted(Wanted::RefusedOrCut)],
    ),
    Case::required(
        "reject.truncated",
        "a comparison over the shorter length accepts a part of a signature",
        WHOLE,
        &[Step::signed(Signature::Truncated)],
    ),
    Case::required(
        "reject.other-tail",
        "a comparison of the first characters leaves the rest to be guessed",
        WHOLE,
        &[Step::signed(Signature::OtherTail)],
    ),
    Case::required(
        "reject.other-digit",
        "one wrong digit is a wrong signature",
        WHOLE,
        &[Step::signed(Signature::OtherDigit)],
    ),
    Case::required(
        "reject.wrong-secret",
        "anybody can sign with a secret of his own",
        VERIFY,
        &[Step::signed(Signature::Stranger)],
    ),
    Case::required(
        "reject.empty-secret",
        "a second secret that is not set makes an empty key, with which anybody can sign",
        "refuse to start with an empty secret, and leave unset ones out while rotating",
        &[Step::signed(Signature::EmptySecret)],
    ),
    Case::required(
        "reject.unkeyed-hash",
        "a plain SHA-256 of the body can be made without the secret",
        VERIFY,
        &[Step::signed(Signature::Unkeyed)],
    ),
    Case::required(
        "reject.sha1",
        "an algorithm that the sender may choose is one the attacker chooses",
        "know one algorithm, HMAC-SHA256, whatever the header names",
        &[Step::signed(Signature::Sha1)],
    ),
    Case::required(
        "reject.base64",
        "LeadLex documents hex; a second encoding is a second way in",
        WHOLE,
        &[Step::signed(Signature::Base64)],
    ),
    Case::required(
        "reject.unknown-prefix",
        "a signature under another label is not one that needs no checking",
        "refuse whatever does not begin with `sha256=`",
        &[Step::signed(Signature::OtherPrefix)],
    ),
    Case::required(
        "reject.borrowed-signature",
        "a signature that was right for one body says nothing about another",
        VERIFY,
        &[Step::signed(Signature::Borrowed)],
    ),
    Case::required(
        "reject.changed-body",
        "a body that was changed on its way is not what LeadLex signed",
        VERIFY,
        &[Step::changed(Change::Character)],
    ),
    Case::required(
        "reject.changed-end",
        "a line break that was added is a change: whoever trims verifies other bytes",
        "verify the bytes as they came, without trimming them",
        &[Step::changed(Change::NewLine)],
    ),
    Case::required(
        "reject.changed-order",
        "a handler that sorts keys before it verifies accepts bodies that nobody signed",
        "verify the raw bytes, not the parsed body printed again",
        &[Step::changed(Change::KeyOrder)],
    ),
    Case::required(
        "reject.reprinted",
        "a signature of the parsed and reprinted body is not one of the bytes that came",
        "verify the raw bytes: keep the body from the framework's JSON parser until then",
        &[Step::changed(Change::Reprinted)],
    ),
    Case::advice(
        "reject.known-id",
        "a handler that looks for duplicates first answers 200 to a forgery with a known Delivery-ID",
        "verify first; a Delivery-ID is not signed",
        &[Step::of(Body::Base), Step::changed(Change::Character)],
    ),
    Case::advice(
        "reject.no-prefix",
        "LeadLex documents `sha256=` before the digest",
        WHOLE,
        &[Step::signed(Signature::NoPrefix)],
    ),
    Case::advice(
        "reject.two-signatures",
        "of two signature headers, a wrong and a right one, somebody before you may have read another",
        "refuse a request whose signature header occurs twice",
        &[Step::signed(Signature::WrongThenRight)],
    ),
    Case::advice(
        "reject.stale-timestamp",
        "a delivery of last month may be a replay; but its timestamp is not signed, so this stops few",
        "if you judge timestamps, allow at least seven hours for retries",
        &[Step::of(Body::Base).stamped(Stamp::Shifted(-30 * DAY)).wanted(Wanted::Refused)],
    ),
    Case::advice(
        "reject.future-timestamp",
        "a delivery of next month was not sent by LeadLex; but its timestamp is not signed",
        "if you judge timestamps, refuse those ahead of your clock by more than minutes",
        &[Step::of(Body::Base).stamped(Stamp::Shifted(30 * DAY)).wanted(Wanted::Refused)],
    ),
];
