//! The files of the page, in the binary. They hold no data, so anybody may read them.

const HTML: &str = "text/html; charset=utf-8";
const JAVASCRIPT: &str = "text/javascript; charset=utf-8";

/// One file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asset {
    /// Where the browser asks for it.
    pub(super) path: &'static str,
    pub(super) content_type: &'static str,
    pub(super) bytes: &'static [u8],
}

const fn asset(path: &'static str, content_type: &'static str, bytes: &'static [u8]) -> Asset {
    Asset { path, content_type, bytes }
}

const ALL: &[Asset] = &[
    asset("/", HTML, include_bytes!("page/index.html")),
    asset("/app.js", JAVASCRIPT, include_bytes!("page/app.js")),
];

/// The file at that path.
pub(super) fn find(path: &str) -> Option<&'static Asset> {
    ALL.iter().find(|asset| asset.path == path)
}
