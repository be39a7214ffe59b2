//! The files of the page, in the binary. They hold no data, so anybody may read them.

const HTML: &str = "text/html; charset=utf-8";
const JAVASCRIPT: &str = "text/javascript; charset=utf-8";
const CSS: &str = "text/css; charset=utf-8";
const SVG: &str = "image/svg+xml";

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
    asset("/style.css", CSS, include_bytes!("page/style.css")),
    asset("/detail.css", CSS, include_bytes!("page/detail.css")),
    asset("/icon.svg", SVG, include_bytes!("page/icon.svg")),
    asset("/api.js", JAVASCRIPT, include_bytes!("page/api.js")),
    asset("/app.js", JAVASCRIPT, include_bytes!("page/app.js")),
    asset("/attempts.js", JAVASCRIPT, include_bytes!("page/attempts.js")),
    asset("/body.js", JAVASCRIPT, include_bytes!("page/body.js")),
    asset("/chart.js", JAVASCRIPT, include_bytes!("page/chart.js")),
    asset("/clipboard.js", JAVASCRIPT, include_bytes!("page/clipboard.js")),
    asset("/detail.js", JAVASCRIPT, include_bytes!("page/detail.js")),
    asset("/diff.js", JAVASCRIPT, include_bytes!("page/diff.js")),
    asset("/dom.js", JAVASCRIPT, include_bytes!("page/dom.js")),
    asset("/draft.js", JAVASCRIPT, include_bytes!("page/draft.js")),
    asset("/escape.js", JAVASCRIPT, include_bytes!("page/escape.js")),
    asset("/facts.js", JAVASCRIPT, include_bytes!("page/facts.js")),
    asset("/feed.js", JAVASCRIPT, include_bytes!("page/feed.js")),
    asset("/filters.js", JAVASCRIPT, include_bytes!("page/filters.js")),
    asset("/format.js", JAVASCRIPT, include_bytes!("page/format.js")),
    asset("/headers.js", JAVASCRIPT, include_bytes!("page/headers.js")),
    asset("/hex.js", JAVASCRIPT, include_bytes!("page/hex.js")),
    asset("/json.js", JAVASCRIPT, include_bytes!("page/json.js")),
    asset("/keys.js", JAVASCRIPT, include_bytes!("page/keys.js")),
    asset("/list.js", JAVASCRIPT, include_bytes!("page/list.js")),
    asset("/live.js", JAVASCRIPT, include_bytes!("page/live.js")),
    asset("/notice.js", JAVASCRIPT, include_bytes!("page/notice.js")),
    asset("/overview.js", JAVASCRIPT, include_bytes!("page/overview.js")),
    asset("/raw.js", JAVASCRIPT, include_bytes!("page/raw.js")),
    asset("/replay.js", JAVASCRIPT, include_bytes!("page/replay.js")),
    asset("/row.js", JAVASCRIPT, include_bytes!("page/row.js")),
    asset("/rows.js", JAVASCRIPT, include_bytes!("page/rows.js")),
    asset("/sse.js", JAVASCRIPT, include_bytes!("page/sse.js")),
    asset("/stream.js", JAVASCRIPT, include_bytes!("page/stream.js")),
    asset("/strip.js", JAVASCRIPT, include_bytes!("page/strip.js")),
    asset("/tabs.js", JAVASCRIPT, include_bytes!("page/tabs.js")),
    asset("/target.js", JAVASCRIPT, include_bytes!("page/target.js")),
    asset("/token.js", JAVASCRIPT, include_bytes!("page/token.js")),
    asset("/tree.js", JAVASCRIPT, include_bytes!("page/tree.js")),
    asset("/verdict.js", JAVASCRIPT, include_bytes!("page/verdict.js")),
];

/// The file at that path.
pub(super) fn find(path: &str) -> Option<&'static Asset> {
    ALL.iter().find(|asset| asset.path == path)
}
