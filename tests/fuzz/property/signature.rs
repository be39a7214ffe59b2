//! `X-LeadLex-Signature`: the first line of the input is the header, the rest is the body.

use leadlex_hooks::contract::secret::Secret;
use leadlex_hooks::contract::signature::{Signer, Verdict, verify};

use super::divided;

/// A header is accepted when, and only when, it is `sha256=` and the digits that the secret makes.
pub fn hold(data: &[u8]) {
    let (header, body) = divided(data, b'\n');
    let signers = ["whsec_old", "whsec_new"]
        .map(|text| Signer::new(&Secret::new(text).expect("a secret is not empty")));
    let made = signers.each_ref().map(|signer| signer.sign(body));

    let seen = verify(&signers, Some(header), body);
    let digits = header.strip_prefix(b"sha256=");
    let well_formed =
        digits.is_some_and(|digits| digits.len() == 64 && digits.iter().all(u8::is_ascii_hexdigit));
    let right = digits.is_some_and(|digits| {
        made.iter().any(|made| digits.eq_ignore_ascii_case(&made.as_bytes()[7..]))
    });
    let verdict = match (well_formed, right) {
        (false, _) => Verdict::Malformed,
        (true, false) => Verdict::Mismatch,
        (true, true) => Verdict::Verified,
    };
    assert_eq!(seen.verdict, verdict);
    assert_eq!(seen.fingerprint.is_some(), right);

    for (signer, made) in signers.iter().zip(&made) {
        let seen = verify(&signers, Some(made.as_bytes()), body);
        assert_eq!(seen.verdict, Verdict::Verified);
        assert_eq!(seen.fingerprint.as_deref(), Some(signer.fingerprint()));
    }
    let longer = [body, b" "].concat();
    assert_eq!(verify(&signers, Some(made[0].as_bytes()), &longer).verdict, Verdict::Mismatch);
    assert_eq!(verify(&signers, None, body).verdict, Verdict::Missing);
    assert_eq!(verify(&[], Some(header), body).verdict, Verdict::Unverified);
}
