//! A webhook put together piece by piece, odd ones included. What it lacks was taken away on
//! purpose.

use std::net::SocketAddr;

use super::raw::{Answer, Raw};
use super::sandbox::SECRET;
use super::signature::sign;

/// A request to the listener.
#[derive(Clone, Debug)]
pub(crate) struct Hook {
    path: String,
    headers: Vec<(String, Vec<u8>)>,
    body: Vec<u8>,
}

impl Hook {
    /// A body with a content type: no signature, no id, no timestamp.
    pub(crate) fn bare(body: impl Into<Vec<u8>>) -> Self {
        let hook = Self { path: "/hooks".to_owned(), headers: Vec::new(), body: body.into() };
        hook.header("Content-Type", "application/json")
    }

    /// A body as LeadLex sends it, signed with [`SECRET`], generated now.
    pub(crate) fn signed(delivery_id: &str, body: impl Into<Vec<u8>>) -> Self {
        let hook = Self::bare(body).header("X-LeadLex-Delivery-ID", delivery_id);
        let now = jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
        hook.header("X-LeadLex-Timestamp", now).sign(SECRET)
    }

    /// A small event of that name about somebody of that name, signed.
    pub(crate) fn event(name: &str, delivery_id: &str, subject: &str) -> Self {
        let data = serde_json::json!({ "contact": { "full_name": subject, "id": delivery_id } });
        let body = serde_json::json!({ "event": name, "data": data }).to_string();
        Self::signed(delivery_id, body)
    }

    /// Signs with this secret instead.
    pub(crate) fn sign(self, secret: &str) -> Self {
        let signature = sign(secret, &self.body);
        self.set("X-LeadLex-Signature", signature)
    }

    /// Changes the body and leaves the signature as it is.
    pub(crate) fn forge(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        self
    }

    /// Path and query; `/hooks` without this.
    pub(crate) fn path(mut self, path: &str) -> Self {
        path.clone_into(&mut self.path);
        self
    }

    /// Adds a header, beside one of the same name.
    pub(crate) fn header(mut self, name: &str, value: impl AsRef<[u8]>) -> Self {
        self.headers.push((name.to_owned(), value.as_ref().to_owned()));
        self
    }

    /// Replaces a header.
    pub(crate) fn set(self, name: &str, value: impl AsRef<[u8]>) -> Self {
        self.without(name).header(name, value)
    }

    /// Takes a header away.
    pub(crate) fn without(mut self, name: &str) -> Self {
        self.headers.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
        self
    }

    /// The body.
    pub(crate) fn body(&self) -> &[u8] {
        &self.body
    }

    /// The bytes for a connection.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut bytes = format!("POST {} HTTP/1.1\r\nHost: localhost\r\n", self.path).into_bytes();
        for (name, value) in &self.headers {
            bytes.extend_from_slice(name.as_bytes());
            bytes.extend_from_slice(b": ");
            bytes.extend_from_slice(value);
            bytes.extend_from_slice(b"\r\n");
        }
        bytes.extend_from_slice(format!("Content-Length: {}\r\n\r\n", self.body.len()).as_bytes());
        bytes.extend_from_slice(&self.body);
        bytes
    }

    /// Sends it on a connection of its own.
    #[track_caller]
    pub(crate) fn post(&self, addr: SocketAddr) -> Answer {
        Raw::exchange(addr, &self.bytes())
    }

    /// Sends it, and goes on when it was answered 200.
    #[track_caller]
    pub(crate) fn accepted(&self, addr: SocketAddr) {
        let answer = self.post(addr);
        assert_eq!(answer.status, 200, "{}", answer.text());
    }
}
