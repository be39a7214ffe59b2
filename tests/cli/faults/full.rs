//! A disk without room, as a file system has it and as a limit on the size of files has it.

use std::path::Path;
use std::process::Command;

use crate::harness::{Hook, Running, Sandbox, Signal};

/// A body that fills a disk quickly.
fn large(number: usize) -> Hook {
    let body =
        format!(r#"{{"event":"contact.created","data":{{"note":"{}"}}}}"#, "x".repeat(60_000));
    Hook::signed(&format!("d-{number}"), body)
}

/// Posts until one is not stored, and says how many were.
fn fill(listener: &Running) -> usize {
    for number in 0..200 {
        match large(number).post(listener.addr()).status {
            200 => {}
            503 => return number,
            other => panic!("answered {other}"),
        }
    }
    panic!("12 MB fit into a smaller place");
}

/// Asserts that exactly the acknowledged ones are there.
#[track_caller]
fn assert_kept(sandbox: &Sandbox, store: &str, acknowledged: usize) {
    let list = sandbox.cmd(["events", "list", "--all", "--json", "--store", store]).run().code(0);
    let ids: std::collections::BTreeSet<String> =
        list.json().iter().map(|row| row["delivery_id"].to_string()).collect();
    for number in 0..acknowledged {
        assert!(ids.contains(&format!("\"d-{number}\"")), "d-{number} was acknowledged");
    }
}

#[test]
fn beyond_a_limit_on_the_size_of_files_events_are_refused_and_the_acknowledged_ones_are_there() {
    let sandbox = Sandbox::new();
    sandbox.listen(["--store", "s.db"]).stop(Signal::Term).code(0);
    // In blocks of 512 bytes: 2 MB.
    let cmd = sandbox.listen_cmd().args(["--store", "s.db"]).limited("ulimit -f 4096");
    let mut listener = Running::start(cmd);
    let acknowledged = fill(&listener);
    assert!(acknowledged > 5, "only {acknowledged} fit");
    assert_eq!(large(900).post(listener.addr()).status, 503, "and the same process goes on");
    assert!(listener.is_running());
    listener.stop(Signal::Term).code(0);
    assert_kept(&sandbox, "s.db", acknowledged);
    // Without the limit the same store goes on.
    let listener = sandbox.listen(["--store", "s.db"]);
    large(901).accepted(listener.addr());
}

/// A file system of 4 MB in memory; unmounted when dropped.
struct SmallDisk<'a>(&'a Path);

impl<'a> SmallDisk<'a> {
    /// `None` (said on stderr) without the rights of the superuser.
    #[expect(clippy::print_stderr, reason = "a skipped test says so")]
    fn mount(place: &'a Path) -> Option<Self> {
        std::fs::create_dir_all(place).expect("a folder");
        let mut mount = Command::new("mount");
        let mount = mount.args(["-t", "tmpfs", "-o", "size=4m,mode=700", "tmpfs"]).arg(place);
        match mount.output() {
            Ok(output) if output.status.success() => Some(Self(place)),
            _ => {
                eprintln!("skipped: a small file system can be mounted by root alone");
                None
            }
        }
    }
}

impl Drop for SmallDisk<'_> {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("--lazy").arg(self.0).status();
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_fills_up_is_answered_503_and_has_what_was_acknowledged_when_there_is_room_again() {
    let sandbox = Sandbox::new();
    let place = sandbox.path("disk");
    let Some(disk) = SmallDisk::mount(&place) else { return };
    std::fs::write(place.join("ballast"), vec![0; 1 << 20]).expect("a file");
    let mut listener = sandbox.listen(["--store", "disk/s.db"]);
    let acknowledged = fill(&listener);
    assert!(acknowledged > 5, "only {acknowledged} fit");
    std::fs::remove_file(place.join("ballast")).expect("a file");
    assert_eq!(large(900).post(listener.addr()).status, 200, "there is room again");
    assert!(listener.is_running());
    assert_kept(&sandbox, "disk/s.db", acknowledged);
    listener.stop(Signal::Term).code(0);
    assert_kept(&sandbox, "disk/s.db", acknowledged);
    drop(disk);
}
