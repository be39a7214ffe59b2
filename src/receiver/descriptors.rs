//! How many connections this process can hold: each is an open file to the operating system, which
//! allows 1,024 where nobody has asked for more.

/// As many as that, or fewer where the system does not allow so many: half of the open files, since a
/// connection may need another one to the handler, and the store has its own.
///
/// Raises the limit of this process as far as that is of use and the hard limit lets it.
#[cfg(unix)]
#[must_use]
pub fn connections(most: usize) -> usize {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

    let wanted = 2 * most as u64;
    let limit = getrlimit(Resource::Nofile);
    let Some(current) = limit.current else {
        return most;
    };
    let raised = limit.maximum.map_or(wanted, |maximum| maximum.min(wanted));
    let request = Rlimit { current: Some(raised), maximum: limit.maximum };
    let allowed = match raised > current && setrlimit(Resource::Nofile, request).is_ok() {
        true => raised,
        false => current,
    };
    usize::try_from(allowed / 2).unwrap_or(most).clamp(1, most)
}

/// As many as that: here open files are not counted.
#[cfg(not(unix))]
#[must_use]
pub fn connections(most: usize) -> usize {
    most
}
