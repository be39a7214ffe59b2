//! What the operating system knows about a process.

use std::fs;

/// Memory and descriptors. On systems without `/proc` nothing is known, and all is zero.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Vitals {
    /// Resident memory now, in MB.
    pub(crate) memory_mb: u64,
    /// The most it ever was.
    pub(crate) peak_mb: u64,
    /// Open files and sockets.
    pub(crate) descriptors: usize,
}

impl Vitals {
    /// Those of a process now.
    pub(crate) fn of(pid: u32) -> Self {
        let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
        let kilobytes = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name));
            line.and_then(|rest| rest.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0)
        };
        let descriptors = fs::read_dir(format!("/proc/{pid}/fd")).map_or(0, Iterator::count);
        Self {
            memory_mb: kilobytes("VmRSS:") / 1024,
            peak_mb: kilobytes("VmHWM:") / 1024,
            descriptors,
        }
    }
}
