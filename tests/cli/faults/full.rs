//! A disk without room, as a file system has it and as a limit on the size of files has it.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use crate::harness::{Hook, Running, Sandbox, Signal};

/// A body that fills a disk quickly.
fn large(number: usize) -> Hook {
    let body =
        format!(r#"{{"event":"contact.created","data":{{"note":"{}"}}}}"#, "x".repeat(60_000));
    Hook::signed(&format!("d-{number}"), body)
}

/// How often it is tried after the first refusal: room that is made within the file is used.
const REFUSALS: usize = 5;

/// Posts until so many are refused, and says which were acknowledged.
fn fill(listener: &Running) -> Vec<usize> {
    let (mut acknowledged, mut refusals) = (Vec::new(), 0);
    for number in 0..300 {
        match large(number).post(listener.addr()).status {
            200 => acknowledged.push(number),
            503 => refusals += 1,
            other => panic!("answered {other}"),
        }
        if refusals == REFUSALS {
            assert!(acknowledged.len() > 5, "only {acknowledged:?} fit");
            return acknowledged;
        }
    }
    panic!("18 MB fit into a smaller place");
}

/// Asserts that the acknowledged ones are there.
#[track_caller]
fn assert_kept(sandbox: &Sandbox, store: &str, acknowledged: &[usize]) {
    let list = sandbox.cmd(["events", "list", "--all", "--json", "--store", store]).run().code(0);
    let ids: BTreeSet<String> =
        list.json().iter().map(|row| row["delivery_id"].to_string()).collect();
    for number in acknowledged {
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
    assert!(listener.is_running());
    listener.stop(Signal::Term).code(0);
    assert_kept(&sandbox, "s.db", &acknowledged);
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

#[test]
fn a_disk_that_fills_up_is_answered_503_and_has_what_was_acknowledged_when_there_is_room_again() {
    let sandbox = Sandbox::new();
    let place = sandbox.path("disk");
    let Some(disk) = SmallDisk::mount(&place) else { return };
    std::fs::write(place.join("ballast"), vec![0; 1 << 20]).expect("a file");
    let mut listener = sandbox.listen(["--store", "disk/s.db"]);
    let acknowledged = fill(&listener);
    std::fs::remove_file(place.join("ballast")).expect("a file");
    assert_eq!(large(900).post(listener.addr()).status, 200, "there is room again");
    assert!(listener.is_running());
    assert_kept(&sandbox, "disk/s.db", &acknowledged);
    listener.stop(Signal::Term).code(0);
    assert_kept(&sandbox, "disk/s.db", &acknowledged);
    drop(disk);
}
