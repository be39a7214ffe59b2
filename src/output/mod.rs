//! The one door to the terminal: data on stdout, the story on stderr, colour and width decided once.

pub mod ask;
pub mod attempt;
pub mod body;
pub mod clipboard;
pub mod clock;
pub mod delivery_page;
pub mod delivery_rows;
pub mod diagnosis;
pub mod difference;
pub mod event_diff;
pub mod event_json;
pub mod event_line;
pub mod event_page;
pub mod event_rows;
pub mod explanation;
pub mod fold;
pub mod gap_page;
pub mod headers;
pub mod hint;
#[cfg_attr(not(unix), path = "no_keyboard.rs")]
pub mod keyboard;
pub mod load_page;
pub mod pinned;
pub mod plan_page;
pub mod polled;
pub mod printer;
pub mod progress;
pub mod report;
pub mod request;
pub mod session;
pub mod stats_page;
pub mod status;
pub mod stream;
pub mod verdict;
pub mod webhook_logs;
pub mod webhook_rows;
