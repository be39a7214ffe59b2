//! Handlers to begin with, one a language: the real files, which the tests run against deliveries.

/// A language that there is a handler in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// `http.server` of the standard library.
    Python,
    /// `node:http` and `node:crypto`.
    Node,
    /// `net/http`.
    Go,
    /// The server built into the command line, or any web server.
    Php,
    /// `socket` and `openssl` of the standard library.
    Ruby,
    /// `std::net`, with crates for HMAC, hex and JSON.
    Rust,
}

impl Language {
    /// The whole program. It reads LEADLEX_WEBHOOK_SECRET and PORT, and says in its header how to
    /// run it and what it guarantees.
    #[must_use]
    pub const fn handler(self) -> &'static str {
        match self {
            Self::Python => include_str!("handlers/handler.py"),
            Self::Node => include_str!("handlers/handler.mjs"),
            Self::Go => include_str!("handlers/handler.go"),
            Self::Php => include_str!("handlers/handler.php"),
            Self::Ruby => include_str!("handlers/handler.rb"),
            Self::Rust => include_str!("handlers/handler.rs"),
        }
    }
}
