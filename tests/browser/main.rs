//! The inspector's page as its users meet it: a real Chromium, driven over WebDriver, on the real
//! binary. Without Chromium these tests say so in one line and pass; under `CI` they fail.
//!
//! `LEADLEX_BROWSER_ARRIVALS` lets more events arrive where memory is measured, and
//! `LEADLEX_BROWSER_STORED` stores more where the first paint is.

#![cfg(unix)]

#[path = "../cli/harness/mod.rs"]
#[allow(dead_code, unused_imports, reason = "the suites share it, and each uses a part")]
mod harness;

mod arrival;
mod axe;
mod browser;
mod chromium;
mod detail;
mod hostile;
mod inspector;
mod keyboard;
mod look;
mod page;
mod reconnect;
mod replay;
mod search;
mod size;
mod sources;
mod units;
