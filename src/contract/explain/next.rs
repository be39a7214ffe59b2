//! What to look at when no mistake in the table fits.

use super::Question;
use super::claim::Claim;
use super::framing::Stamps;
use crate::contract::header;

/// Steps, the likeliest first.
pub(super) fn steps(question: &Question<'_>, claims: &[Claim]) -> Vec<String> {
    let Question { headers, body, .. } = question;
    let mut steps = Vec::new();
    match headers.get(header::SIGNATURE) {
        None => steps.push(
            "no `X-LeadLex-Signature` came: see that LeadLex is the sender, and that no proxy \
             drops the header"
                .to_owned(),
        ),
        Some(_) if claims.is_empty() => steps.push(
            "the header holds no digest that can be read: it should be `sha256=` and 64 hex digits"
                .to_owned(),
        ),
        Some(_) => {}
    }
    let stated = headers.text("content-length").and_then(|text| text.trim().parse::<usize>().ok());
    if let Some(stated) = stated.filter(|stated| *stated != body.len()) {
        steps.push(format!(
            "`Content-Length` says {stated} bytes and the body has {}: it is not the body that \
             was sent",
            body.len()
        ));
    }
    let gzip = body.starts_with(b"\x1f\x8b") || body.starts_with(b"\x78");
    if let Some(encoding) = headers.text("content-encoding")
        && !gzip
        && !encoding.eq_ignore_ascii_case("identity")
    {
        steps.push(
            "`Content-Encoding` says that the body was compressed, and it is not any more: what \
             was signed may be the compressed bytes, which cannot be made again; take them raw"
                .to_owned(),
        );
    }
    if String::from_utf8_lossy(body).contains('\u{fffd}') {
        steps.push(
            "the body holds U+FFFD, or is no UTF-8: bytes were lost when it was read as text; \
             take it raw"
                .to_owned(),
        );
    }
    if claims.is_empty() {
        return steps;
    }
    let prints: Vec<String> = question.secrets.iter().map(|s| s.fingerprint()).collect();
    steps.push(format!(
        "compare the secret with the sender's (its fingerprint here is {}): LeadLex shows it once, \
         so if in doubt make a new webhook and use its secret",
        prints.join(" or ")
    ));
    steps.push(
        "take the body from the raw request, before any parser or middleware: nothing can be \
         told of a body that lost something"
            .to_owned(),
    );
    if Stamps::read(headers, body).is_empty() {
        steps.push(
            "give all headers of the delivery as well (`--header`): a timestamp or an id may be \
             part of what was signed"
                .to_owned(),
        );
    }
    steps
}
