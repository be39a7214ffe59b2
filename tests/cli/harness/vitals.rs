//! What the operating system knows about a process.

use std::fs;
use std::time::Duration;

/// Memory and descriptors. On systems without `/proc` nothing is known, and all is zero.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Vitals {
    /// Resident memory now, in MB.
    pub(crate) memory_mb: u64,
    /// The most it ever was.
    pub(crate) peak_mb: u64,
    /// Open files and sockets.
    pub(crate) descriptors: usize,
    /// Time it has had on a core.
    pub(crate) cpu: Duration,
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
            cpu: cpu(pid).unwrap_or_default(),
        }
    }
}

/// Time in user and kernel mode, which Linux counts in hundredths of a second: the fields 14 and 15,
/// of which the second ends with a parenthesis.
fn cpu(pid: u32) -> Option<Duration> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let fields = stat.rsplit_once(')')?.1.split_whitespace();
    let ticks: u64 = fields.skip(11).take(2).filter_map(|field| field.parse::<u64>().ok()).sum();
    Some(Duration::from_millis(ticks * 10))
}
