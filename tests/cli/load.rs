//! `send --count`: every delivery is one of its own, the pace is kept, and the summary says what was.

use std::collections::HashSet;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::harness::{Cmd, Endpoint, Manner, RawServer, Reply, Running, SECRET, Sandbox, Signal};
use crate::harness::{closed_port, sign};

/// A load run of `contact.created`, with more arguments to come.
fn load(sandbox: &Sandbox, url: &str) -> Cmd {
    sandbox.cmd(["send", "contact.created", "--json", "--to", url])
}

/// The one line that a run writes.
#[track_caller]
fn summary(mut lines: Vec<Value>) -> Value {
    assert_eq!(lines.len(), 1, "{lines:?}");
    lines.remove(0)
}

#[test]
fn every_delivery_has_a_body_an_id_and_a_signature_of_its_own_over_few_connections() {
    let (sandbox, handler) = (Sandbox::new(), Endpoint::always(200).expect_calls(300));
    let args = ["deal.created", "--count", "300", "--concurrency", "5"];
    let run = summary(load(&sandbox, &handler.url("/hooks?x=1")).args(args).run().code(0).json());
    let received = handler.received();
    let ids: HashSet<&str> = received.iter().map(|one| one.delivery_id()).collect();
    let bodies: HashSet<&[u8]> = received.iter().map(|one| &*one.body).collect();
    assert_eq!((ids.len(), bodies.len()), (300, 300));
    for one in &received {
        assert_eq!(one.must("x-leadlex-signature"), sign(SECRET, &one.body));
        assert_eq!((&*one.method, &*one.path), ("POST", "/hooks?x=1"));
        assert_eq!(one.must("content-type"), "application/json");
        assert_eq!(one.must("host"), handler.addr().to_string());
    }
    let named = |name: &str| {
        let is =
            |body: &[u8]| serde_json::from_slice::<Value>(body).expect("JSON")["event"] == name;
        received.iter().filter(|one| is(&one.body)).count()
    };
    assert_eq!((named("contact.created"), named("deal.created")), (150, 150));
    assert_eq!(run["type"], "load");
    assert_eq!(run["connections"], 5);
    assert_eq!((&run["sent"], &run["delivered"]), (&300.into(), &300.into()));
    assert_eq!(run["by_status"], serde_json::json!({"200": 300}));
    let times = ["min", "p50", "p90", "p95", "p99", "p999", "max"];
    let times: Vec<f64> =
        times.iter().map(|name| run["latency_ms"][name].as_f64().expect("a time")).collect();
    assert!(times.is_sorted() && times[0] > 0.0, "{times:?}");
}

#[test]
fn a_seed_decides_the_bodies_and_not_the_ids_whatever_the_concurrency() {
    let sent = |concurrency: &str| {
        let (sandbox, handler) = (Sandbox::new(), Endpoint::always(200));
        let args = ["--seed", "7", "--count", "40", "--concurrency", concurrency];
        load(&sandbox, &handler.url("/")).args(args).run().code(0);
        let received = handler.received();
        let bodies: HashSet<Vec<u8>> = received.iter().map(|one| one.body.clone()).collect();
        let ids: HashSet<String> = received.iter().map(|one| one.delivery_id().into()).collect();
        (bodies, ids)
    };
    let (one, eight) = (sent("1"), sent("8"));
    assert_eq!(one.0, eight.0);
    assert!(one.1.is_disjoint(&eight.1));
}

#[test]
fn changes_hold_for_all_and_a_body_of_ones_own_goes_out_as_it_is() {
    let (sandbox, handler) = (Sandbox::new(), Endpoint::always(200).expect_calls(3));
    let args = ["--set", "data.contact.email=a@b.example", "-H", "X-Own: 1", "--count", "3"];
    load(&sandbox, &handler.url("/")).args(args).run().code(0);
    for one in handler.received() {
        let body: Value = serde_json::from_slice(&one.body).expect("JSON");
        assert_eq!(body["data"]["contact"]["email"], "a@b.example");
        assert_eq!(one.must("x-own"), "1");
    }
    let handler = Endpoint::always(200).expect_calls(3);
    let own = ["send", "--data", "not JSON", "--count", "3", "--to", &handler.url("/")];
    sandbox.cmd(own).run().code(0);
    let received = handler.received();
    assert!(received.iter().all(|one| one.body == b"not JSON"));
    let ids: HashSet<&str> = received.iter().map(|one| one.delivery_id()).collect();
    assert_eq!(ids.len(), 3);
}

#[test]
fn spoilt_deliveries_are_spoilt_each_and_the_answer_is_held_against_what_was_expected() {
    let (sandbox, handler) = (Sandbox::new(), Endpoint::always(401).expect_calls(20));
    let args = ["--tamper", "signature", "--count", "10"];
    let url = handler.url("/");
    let run = load(&sandbox, &url).args(args).args(["--expect-status", "401"]).run().code(0);
    assert_eq!(summary(run.json())["delivered"], 10);
    let run = summary(load(&sandbox, &url).args(args).run().code(1).json());
    assert_eq!((&run["delivered"], &run["failed"]), (&0.into(), &10.into()));
    for one in handler.received() {
        assert_ne!(one.must("x-leadlex-signature"), sign(SECRET, &one.body));
    }
}

#[test]
fn nothing_is_recorded_but_the_summary_unless_it_is_asked_for() {
    let (sandbox, handler) = (Sandbox::new(), Endpoint::always(204));
    let url = handler.url("/");
    let run = summary(load(&sandbox, &url).args(["--count", "30"]).run().code(0).json());
    let stats = || summary(sandbox.cmd(["events", "stats", "--json"]).run().code(0).json());
    let found = stats();
    assert_eq!((&found["events"], &found["load_runs"]), (&0.into(), &Value::from(vec![run])));
    let args = ["--count", "30", "--record"];
    let run = summary(load(&sandbox, &url).args(args).run().code(0).json());
    assert_eq!((&run["recorded"], &run["delivered"]), (&true.into(), &30.into()));
    let found = stats();
    assert_eq!(found["events"], 30);
    assert_eq!(found["by_verdict"]["verified"], 30);
    assert_eq!(found["deliveries"]["by_state"]["delivered"], 30);
    let human = sandbox.cmd(["events", "stats"]).run().code(0).stdout();
    assert!(human.contains("30 of 30 delivered at "), "{human}");
}

#[test]
fn an_open_loop_keeps_its_pace_and_shows_a_stall_that_a_closed_one_would_hide() {
    // One request in a second's worth takes 600 ms; the others wait behind it.
    let mut count = 0;
    let handler = Endpoint::deciding(move |_| {
        count += 1;
        let delay = if count == 50 { Duration::from_millis(600) } else { Duration::ZERO };
        Reply::status(200).after(delay)
    });
    let sandbox = Sandbox::new();
    let args = ["--rate", "100", "--duration", "2s", "--concurrency", "1"];
    let started = Instant::now();
    let run = summary(load(&sandbox, &handler.url("/")).args(args).run().code(0).json());
    let elapsed = started.elapsed();
    assert!(elapsed >= Duration::from_millis(1_900), "{elapsed:?}");
    let (sent, missed) = (run["sent"].as_u64(), run["missed"].as_u64());
    let (sent, missed) = (sent.expect("a count"), missed.expect("a count"));
    assert_eq!(sent + missed, 200, "{run}");
    assert!(sent >= 150, "{run}");
    assert_eq!(run["ended"], "duration");
    // About 60 of the 200 were due during the stall, and waited 300 ms on average. Sent one after
    // the other, one alone would have been slow: less than a hundredth.
    let p = |name: &str| run["latency_ms"][name].as_f64().expect("a time");
    assert!(p("p90") >= 200.0 && p("p95") >= 300.0, "{run}");
    assert!(p("max") >= 600.0, "{run}");
    assert!(p("p50") < 300.0, "{run}");
}

#[test]
fn ctrl_c_ends_it_with_the_summary_so_far() {
    for (signal, code, ended) in
        [(Signal::Int, 130, "interrupted"), (Signal::Term, 143, "terminated")]
    {
        let (sandbox, handler) = (Sandbox::new(), Endpoint::always(200));
        let cmd = load(&sandbox, &handler.url("/")).args(["--duration", "1h", "--rate", "100"]);
        let running = Running::spawn(&cmd);
        handler.wait_for(10);
        let output = running.stop(signal);
        assert_eq!(output.code, code, "{output}");
        let run = summary(output.json());
        assert_eq!(run["ended"], ended);
        assert!(run["delivered"].as_u64().expect("a count") >= 9, "{run}");
        let stats = sandbox.cmd(["events", "stats", "--json"]).run().code(0).json();
        assert_eq!(stats[0]["load_runs"][0], run);
    }
}

#[test]
fn an_endpoint_that_never_answers_is_given_up_and_told_by_kind() {
    let sandbox = Sandbox::new();
    let url = format!("http://127.0.0.1:{}/", closed_port());
    let output = load(&sandbox, &url).args(["--count", "1000000"]).run().code(3);
    let run = summary(output.json());
    assert_eq!(run["ended"], "unreachable");
    let refused = run["by_error"]["connection_refused"].as_u64().expect("a count");
    assert!((10..100).contains(&refused), "{run}");
    assert!(output.stderr.contains("no answer came"), "{output}");

    let silent = RawServer::start(Manner::Hang);
    let args = ["--count", "4", "--max-time", "100ms"];
    let run = summary(load(&sandbox, &silent.url("/")).args(args).run().code(3).json());
    assert_eq!(run["by_error"], serde_json::json!({"timeout": 4}));
    // A time-out is no fast answer.
    assert!(run["latency_ms"]["min"].as_f64() >= Some(99.0), "{run}");
}

#[test]
fn an_endpoint_that_closes_after_each_answer_is_connected_to_again() {
    let answer = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\nok".to_vec();
    let (sandbox, brief) = (Sandbox::new(), RawServer::start(Manner::Say(answer)));
    let args = ["--count", "50", "--concurrency", "2"];
    let run = summary(load(&sandbox, &brief.url("/")).args(args).run().code(0).json());
    assert_eq!((&run["delivered"], &run["connections"]), (&50.into(), &50.into()));
    assert_eq!(run["bytes_received"], 100);
}

#[test]
fn what_does_not_go_together_or_has_no_end_is_refused_before_anything_is_sent() {
    let (sandbox, handler) = (Sandbox::new(), Endpoint::always(200).expect_calls(0));
    let url = handler.url("/");
    for (args, told) in [
        (&["--count", "0"][..], "--count"),
        (&["--rate", "0", "--count", "1"], "--rate"),
        (&["--rate", "nan", "--count", "1"], "--rate"),
        (&["--duration", "0s"], "--duration"),
        (&["--concurrency", "0", "--count", "1"], "--concurrency"),
        (&["--concurrency", "4"], "`--concurrency` does not say when to end"),
        (&["--rate", "5"], "`--rate` does not say when to end"),
        (&["--record"], "`--record` does not say when to end"),
        (&["--count", "2", "--dry-run"], "`--dry-run`"),
        (&["--count", "2", "--as", "curl"], "`--as`"),
        (&["--count", "2", "--delivery-id", "x"], "`--delivery-id`"),
        (&["--count", "2", "--retry", "leadlex"], "`--retry`"),
        (&["--count", "2", "--queue"], "`--retry`"),
        (&["--count", "2", "--unsigned", "--tamper", "secret"], "`--tamper`"),
    ] {
        let output = load(&sandbox, &url).args(args).run().code(2);
        assert!(output.stderr.contains(told), "{args:?}: {output}");
    }
    let story = ["send", "--scenario", "new-lead", "--count", "2", "--to", &url];
    let output = sandbox.cmd(story).run().code(2);
    assert!(output.stderr.contains("`--scenario`"), "{output}");
    assert!(!sandbox.store().exists(), "a store was made");
}

#[test]
#[cfg(target_os = "linux")]
fn memory_is_flat_however_many_are_sent() {
    // Kept out of the handler's memory: a listener that answers without recording is not there, so
    // the numbers are small and the growth between them is what counts.
    let peak = |count: &str| {
        let (sandbox, handler) = (Sandbox::new(), RawEcho::start());
        let cmd = load(&sandbox, &handler.url()).args(["--count", count, "--rate", "1000000"]);
        let cmd = cmd.patience(Duration::from_secs(300));
        let mut running = Running::spawn(&cmd);
        let mut peak = 0;
        while running.is_running() {
            let status = std::fs::read_to_string(format!("/proc/{}/status", running.pid()));
            let line = status.unwrap_or_default();
            let line = line.lines().find_map(|line| line.strip_prefix("VmHWM:").map(str::to_owned));
            let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB")?.parse().ok());
            peak = peak.max(kilobytes.unwrap_or(0_u64));
            std::thread::sleep(Duration::from_millis(2));
        }
        let output = running.wait_end().code(0);
        assert_eq!(summary(output.json())["delivered"].to_string(), count);
        peak
    };
    let (few, many) = (peak("2000"), peak("100000"));
    assert!(few > 0 && many < few + 8_000, "{few} kB, then {many} kB");
}

/// Answers 200 to whatever comes and keeps nothing of it.
#[cfg(target_os = "linux")]
struct RawEcho(std::net::SocketAddr);

#[cfg(target_os = "linux")]
impl RawEcho {
    fn start() -> Self {
        use std::io::{Read as _, Write as _};
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
        let addr = listener.local_addr().expect("an address");
        std::thread::spawn(move || {
            for mut stream in listener.incoming().map_while(Result::ok) {
                std::thread::spawn(move || {
                    let mut buffer = [0; 16 * 1024];
                    // A delivery of this size comes in one piece, or its end does.
                    while let Ok(1..) = stream.read(&mut buffer) {
                        let answer = b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n";
                        if stream.write_all(answer).is_err() {
                            break;
                        }
                    }
                });
            }
        });
        Self(addr)
    }

    fn url(&self) -> String {
        format!("http://{}/", self.0)
    }
}
