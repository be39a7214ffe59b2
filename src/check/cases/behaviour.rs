//! How the endpoint goes about it: in time, repeatedly, calmly, and without telling secrets.
//!
//! The suite cannot make a handler fail, so what a retry after a failure meets is found out in three
//! ways: an attempt that breaks off, one that must be refused, one that cannot be processed, each
//! followed by the right delivery under the same Delivery-ID; and whatever does fail is sent again.

use crate::check::body::Body;
use crate::check::case::{Case, Manner, Stamp, Step, Wanted, Watch};
use crate::check::forge::Signature;

const REPEAT: &str = "remember a delivery only when it is done, and answer 200 to it from then on";
const NOT_CLAIMED: &str = "verify and read the whole body before you remember the Delivery-ID";
const CALM: &str =
    "catch what the parser throws, and answer 400 or 200: a 5xx is sent again for hours";

pub(super) const CASES: &[Case] = &[
    Case::required(
        "behaviour.load",
        "deliveries come together, and each waits 10 seconds at most for its 2xx",
        "store the event, answer, and do the work afterwards; serve more than one request at a time",
        &[Step::of(Body::Base).sent(Manner::Crowd)],
    ),
    Case::required(
        "behaviour.duplicate",
        "an answer that is lost on its way makes LeadLex send the same delivery again",
        REPEAT,
        &[Step::of(Body::Base), Step::of(Body::Base)],
    ),
    Case::required(
        "behaviour.duplicate-at-once",
        "two attempts at the same delivery can overlap",
        "let the second attempt wait for the first, and answer both 200",
        &[Step::of(Body::Base).sent(Manner::Pair)],
    ),
    Case::required(
        "behaviour.retry-fresh-timestamp",
        "a retry has the same id and body and a timestamp of its own",
        "tell a delivery by its id and body, not by its timestamp",
        &[Step::of(Body::Base).stamped(Stamp::Shifted(-35)), Step::of(Body::Base)],
    ),
    Case::required(
        "behaviour.retry-new-id",
        "LeadLex calls the Delivery-ID that of the attempt: a retry may bring the body under another",
        "answer 200 to a body you have seen before, whatever its id",
        &[Step::of(Body::Base), Step::of(Body::Base).under_another_id()],
    ),
    Case::required(
        "behaviour.retry-after-break",
        "an attempt whose connection broke comes again under the same id",
        NOT_CLAIMED,
        &[Step::of(Body::Base).sent(Manner::Cut).wanted(Wanted::Anything), Step::of(Body::Base)],
    ),
    Case::required(
        "behaviour.retry-after-forgery",
        "an id is not signed: a forged request must not use up that of a real one",
        NOT_CLAIMED,
        &[Step::signed(Signature::Stranger), Step::of(Body::Base)],
    ),
    Case::required(
        "behaviour.retry-after-bad-body",
        "what could not be processed once must not make its id unusable",
        REPEAT,
        &[Step::of(Body::NotJson).wanted(Wanted::Anything), Step::of(Body::Base)],
    ),
    Case::required(
        "behaviour.retry-after-failure",
        "LeadLex sends again what was answered 5xx, and a refusal then loses the event",
        "remember a delivery only when it is done: what failed must be taken when it comes again",
        &[],
    )
    .watching(Watch::Retry),
    Case::required(
        "behaviour.no-redirect",
        "a redirect is a failed delivery: LeadLex does not follow it, as far as is known",
        "answer at the very URL that is registered; a `/` at the end is the usual cause",
        &[],
    )
    .watching(Watch::Redirect),
    Case::required(
        "behaviour.no-secret",
        "an answer that shows the secret hands it to whoever asks, and LeadLex keeps 2 KB of it",
        "never print configuration or the environment into an answer",
        &[
            Step::signed(Signature::Stranger),
            Step::of(Body::NotJson).anew().wanted(Wanted::Anything),
        ],
    )
    .watching(Watch::Secret),
    Case::required(
        "behaviour.no-oracle",
        "`expected sha256=…` in the answer to a forgery is the signature the forger needs",
        "say that the signature does not match, and not what it should have been",
        &[Step::signed(Signature::OtherDigit)],
    )
    .watching(Watch::Oracle),
    Case::required(
        "behaviour.bad-json",
        "a signed body that breaks off is bad input, not a fault of the server",
        CALM,
        &[Step::of(Body::NotJson).wanted(Wanted::Calm)],
    ),
    Case::required(
        "behaviour.not-an-object",
        "JSON can be a list, and a list has no `event`",
        CALM,
        &[Step::of(Body::List).wanted(Wanted::Calm)],
    ),
    Case::required(
        "behaviour.not-utf8",
        "bytes that are not UTF-8 make decoders throw",
        CALM,
        &[Step::of(Body::NotUtf8).wanted(Wanted::Calm)],
    ),
    Case::required(
        "behaviour.empty-body",
        "a request without a body has no JSON in it",
        CALM,
        &[Step::of(Body::Empty).wanted(Wanted::Calm)],
    ),
    Case::required(
        "behaviour.unsigned-bad-json",
        "bad input that is not even signed is refused before anybody parses it",
        "verify first, parse afterwards",
        &[Step::of(Body::NotJson).with(Signature::Missing).wanted(Wanted::Refused)],
    ),
    Case::required(
        "behaviour.probe-duplicate",
        "the same delivery twice, one after the other, must have the effect of one",
        "make Delivery-ID and body a unique key, written in the transaction of the event",
        &[Step::of(Body::Base), Step::of(Body::Base)],
    )
    .watching(Watch::Probe),
    Case::required(
        "behaviour.probe-duplicate-at-once",
        "the same delivery twice at the same time must have the effect of one",
        "let the database decide which of two is first: a unique key, not a look before the write",
        &[
            Step::of(Body::Base),
            Step::of(Body::Base).sent(Manner::Pair),
            Step::of(Body::Base).anew().sent(Manner::Pair),
        ],
    )
    .watching(Watch::Probe),
    Case::advice(
        "behaviour.wrong-types",
        "an envelope whose fields have other types is not documented, and not a server's fault either",
        CALM,
        &[Step::of(Body::WrongTypes).wanted(Wanted::Calm)],
    ),
    Case::advice(
        "behaviour.deep-json",
        "a thousand nested lists exhaust parsers that recurse",
        CALM,
        &[Step::of(Body::Deep).wanted(Wanted::Calm)],
    ),
    Case::advice(
        "behaviour.id-reuse",
        "ids are not signed, so another body under a known id is another event",
        "tell a delivery by its id and its body together",
        &[Step::of(Body::Base), Step::of(Body::Base).with_another_body()],
    ),
    Case::advice(
        "behaviour.only-post",
        "a GET is no delivery; 2xx to it hides a wrong route from every health check",
        "answer 405 to anything but POST",
        &[Step::signed(Signature::Missing).sent(Manner::Get).wanted(Wanted::NotTaken)],
    ),
    Case::advice(
        "behaviour.no-insides",
        "stack traces and file names in answers help an attacker, and LeadLex keeps 2 KB of them",
        "turn the framework's debug pages off",
        &[],
    )
    .watching(Watch::Insides),
    Case::advice(
        "behaviour.https",
        "LeadLex registers https URLs only, and checks their certificate",
        "register the https URL, with a certificate from a public authority",
        &[],
    )
    .watching(Watch::Https),
];
