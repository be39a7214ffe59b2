//! Signed requests to send to the listener. This makes traffic and judges nothing: that the
//! product signs and verifies rightly is shown against openssl, Python and Node, and so is this.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use super::raw::request;
use super::sandbox::SECRET;

/// The value of `X-LeadLex-Signature`.
pub(crate) fn sign(secret: &str, body: &[u8]) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("a key of any length");
    mac.update(body);
    format!("sha256={}", hex::encode(mac.finalize().into_bytes()))
}

/// A webhook as LeadLex sends it, signed with [`SECRET`], as bytes for a connection.
pub(crate) fn post(path: &str, delivery_id: &str, body: &[u8]) -> Vec<u8> {
    let signature = sign(SECRET, body);
    let now = jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    let headers = [
        ("Content-Type", "application/json"),
        ("X-LeadLex-Signature", &*signature),
        ("X-LeadLex-Timestamp", &*now),
        ("X-LeadLex-Delivery-ID", delivery_id),
    ];
    request(path, &headers, body)
}

#[test]
fn signs_as_openssl_python_and_node_do() {
    let vectors = include_str!("../../vectors/signatures.json");
    let vectors: Vec<serde_json::Value> = serde_json::from_str(vectors).expect("vectors");
    for vector in &vectors {
        let text = |value: &serde_json::Value| value.as_str().expect("text").to_owned();
        let part = hex::decode(text(&vector["body"]["hex"])).expect("hex");
        let times = vector["body"]["times"].as_u64().expect("a number");
        let body = part.repeat(usize::try_from(times).expect("a small number"));
        let signature = sign(&text(&vector["secret"]), &body);
        for (maker, made) in vector["signatures"].as_object().expect("signatures") {
            assert_eq!(signature, text(made), "{} by {maker}", vector["name"]);
        }
    }
    assert!(!vectors.is_empty());
}
