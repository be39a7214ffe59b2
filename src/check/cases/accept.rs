//! What is genuine is answered 2xx. Required is what LeadLex sends or may send tomorrow; advice is
//! what only another sender, or an odd day, would bring.

use crate::check::body::Body;
use crate::check::case::{Case, Manner, Stamp, Step};
use crate::check::forge::Signature;

pub(super) const CASES: &[Case] = &[
    Case::required(
        "accept.event.",
        "every event type that is asked for arrives one day, whatever its data looks like",
        "answer 2xx to every signed delivery, and ignore the events you have no use for",
        &[Step::of(Body::Base)],
    ),
    Case::required(
        "accept.unknown-event",
        "LeadLex adds event types, and two of its pages name some that its list lacks",
        "let a name you do not know end in a 2xx, not in an error",
        &[Step::of(Body::UnknownEvent)],
    ),
    Case::required(
        "accept.unknown-fields",
        "fields are added to payloads without a new version",
        "ignore fields you do not know instead of validating strictly",
        &[Step::of(Body::UnknownFields)],
    ),
    Case::required(
        "accept.unicode",
        "names have accents, other scripts and emoji",
        "treat the body as bytes until it is verified, and as UTF-8 afterwards",
        &[Step::of(Body::Unicode)],
    ),
    Case::required(
        "accept.escapes",
        "a JSON writer may send `\\u00eb` for `ë` and `\\/` for `/`: other bytes, the same value",
        "verify the raw bytes, not what a parser makes of them",
        &[Step::of(Body::Escapes)],
    ),
    Case::required(
        "accept.formatting",
        "white space is legal anywhere in JSON, and the signature covers it",
        "verify the raw bytes: keep the body from the framework's JSON parser until then",
        &[Step::of(Body::Spaced)],
    ),
    Case::required(
        "accept.line-ends",
        "CR LF and a line break at the end are part of what is signed",
        "read the body in binary, and neither trim it nor translate line ends",
        &[Step::of(Body::Crlf)],
    ),
    Case::required(
        "accept.key-order",
        "the order of keys is nobody's promise",
        "parse the JSON instead of searching its text, and never print it again to verify it",
        &[Step::of(Body::Reordered)],
    ),
    Case::required(
        "accept.numbers",
        "`1.0`, `1e3` and whole numbers beyond 2^53 change when they are parsed and printed",
        "verify the raw bytes, not the parsed body printed again",
        &[Step::of(Body::Numbers)],
    ),
    Case::required(
        "accept.timestamp-offset",
        "`+00:00` is ISO 8601 just as `Z` is, and LeadLex promises no more than ISO 8601",
        "read timestamps with a library for ISO 8601, not by a fixed pattern",
        &[Step::of(Body::OffsetTime).stamped(Stamp::Offset)],
    ),
    Case::required(
        "accept.timestamp-fraction",
        "seconds may have a fraction, and LeadLex promises no more than ISO 8601",
        "read timestamps with a library for ISO 8601, not by a fixed pattern",
        &[Step::of(Body::FractionTime).stamped(Stamp::Fraction)],
    ),
    Case::required(
        "accept.late-retry",
        "the last published retry comes seven hours after the event, with the event's own time in it",
        "do not refuse a body because of its age; judge the delivery's timestamp if you must",
        &[Step::of(Body::SevenHoursOld)],
    ),
    Case::required(
        "accept.bulk-500",
        "one bulk event carries up to 500 contacts, more than the 100 KB some frameworks allow",
        "raise the limit for bodies on this route to a few megabytes",
        &[Step::of(Body::Bulk)],
    ),
    Case::required(
        "accept.keep-alive",
        "a sender puts the next delivery on the connection that is still open",
        "read each body to its end and give each answer its length, or close the connection",
        &[
            Step::of(Body::Base).sent(Manner::SameConnection),
            Step::of(Body::Base).anew().sent(Manner::SameConnection),
        ],
    ),
    Case::required(
        "accept.split-body",
        "a body does not arrive in one piece: networks cut it where they like",
        "read as many bytes as `Content-Length` says, not what the first read returns",
        &[Step::of(Body::Base).sent(Manner::Halves)],
    ),
    Case::required(
        "accept.header-case",
        "names of header fields have no case, and proxies change it",
        "look headers up without regard to case",
        &[Step::of(Body::Base).sent(Manner::TitleCase)],
    ),
    Case::advice(
        "accept.signature-only",
        "the planned edition documents one header, the signature: no timestamp, no Delivery-ID",
        "treat the timestamp and the Delivery-ID as absent when they are",
        &[Step::of(Body::Base).stamped(Stamp::Absent)],
    ),
    Case::advice(
        "accept.upper-hex",
        "LeadLex does not say in which case it writes the digits",
        "compare digests, or put both into lower case first",
        &[Step::of(Body::Base).with(Signature::UpperHex)],
    ),
    Case::advice(
        "accept.charset",
        "a proxy may turn `application/json` into `application/json; charset=utf-8`",
        "compare the content type without its parameters, or not at all",
        &[Step::of(Body::Base).sent(Manner::Charset)],
    ),
    Case::advice(
        "accept.chunked",
        "behind some proxies a body comes in chunks, without its length",
        "read the body with what your framework offers; answer 411 if it offers nothing",
        &[Step::of(Body::Base).sent(Manner::Chunked)],
    ),
    Case::advice(
        "accept.bulk-1mb",
        "500 contacts with long notes make a megabyte",
        "raise the limit for bodies on this route to a few megabytes",
        &[Step::of(Body::Million)],
    ),
    Case::advice(
        "accept.nul-escape",
        "`\\u0000` is a legal character of a JSON text, and PostgreSQL keeps it in no column",
        "store the raw body as bytes, or drop the character before you store texts",
        &[Step::of(Body::NulEscape)],
    ),
    Case::advice(
        "accept.duplicate-key",
        "a key that occurs twice is not forbidden; parsers take the last, the first, or neither",
        "let the JSON library decide, and do not fail",
        &[Step::of(Body::DuplicateKey)],
    ),
    Case::advice(
        "accept.huge-numbers",
        "JSON sets no bound to a number, and some parsers fail beyond 64 bits",
        "keep numbers you do not use as text, or let the parser round them",
        &[Step::of(Body::HugeNumbers)],
    ),
    Case::advice(
        "accept.no-data",
        "the data of 38 event types is published nowhere, so any field may be missing",
        "look fields up as if each of them were optional",
        &[Step::of(Body::NoData)],
    ),
];
