//! Recorded answers and bad manners, over a real socket; how calls are refused is tested in `error`.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::{Api, ApiError, ApiKey, Base, Call, Export, Fault, Page};
use crate::client::{Client, ClientSettings};
use crate::contract::header::HeaderList;
use crate::contract::secret::Secret;

pub(super) const KEY: &str = "wbk_live_topsecret";
const JANE: &str = "789e0123-e45b-67c8-a901-234567890abc";

/// What an answer is to be taken for.
type Expected = fn(&Fault) -> bool;

/// Says the same to everybody; with nothing to say it hangs.
pub(super) struct Server {
    pub(super) addr: SocketAddr,
    heard: Arc<Mutex<Vec<String>>>,
    over: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    pub(super) fn start(says: Vec<u8>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let addr = listener.local_addr().expect("an address");
        let (heard, over) = (Arc::new(Mutex::new(Vec::new())), Arc::new(AtomicBool::new(false)));
        let thread = thread::spawn({
            let (heard, over) = (Arc::clone(&heard), Arc::clone(&over));
            move || {
                let mut open = Vec::new();
                for mut stream in listener.incoming().map_while(Result::ok) {
                    if over.load(Ordering::SeqCst) {
                        break;
                    }
                    heard.lock().expect("a list").push(request(&mut stream));
                    let _ = stream.write_all(&says);
                    open.extend(says.is_empty().then_some(stream));
                }
            }
        });
        Self { addr, heard, over, thread: Some(thread) }
    }

    pub(super) fn heard(&self) -> Vec<String> {
        self.heard.lock().expect("a list").clone()
    }

    pub(super) async fn send(&self, call: &Call) -> Result<Page, ApiError> {
        api(&format!("http://{}/gateway", self.addr)).send(call).await
    }

    pub(super) async fn export(&self, call: &Call) -> Result<Export, ApiError> {
        api(&format!("http://{}", self.addr)).export(call).await
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.over.store(true, Ordering::SeqCst);
        let woken = TcpStream::connect(self.addr);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
        drop(woken);
    }
}

fn request(stream: &mut TcpStream) -> String {
    let (mut head, mut byte) = (Vec::new(), [0]);
    while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).is_ok_and(|size| size == 1) {
        head.push(byte[0]);
        // The beginning of a TLS handshake is no line of text.
        if head[0] == 0x16 {
            break;
        }
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok());
    let mut body = vec![0; length.unwrap_or(0)];
    stream.read_exact(&mut body).expect("a body");
    head + &String::from_utf8_lossy(&body)
}

pub(super) fn api(url: &str) -> Api {
    within(url, Duration::from_secs(10))
}

pub(super) fn within(url: &str, deadline: Duration) -> Api {
    let mut headers = HeaderList::new();
    headers.push("X-Own", "typed");
    headers.push("Authorization", "Bearer of-the-handler");
    let client = Client::new(ClientSettings { headers, ..ClientSettings::default() });
    let key = ApiKey::new(Secret::new(KEY).expect("not empty"), "a test").expect("a key");
    Api::new(client, Base::parse("--api-url", url).expect("a URL"), key, deadline)
}

pub(super) fn answer(status: u16, headers: &str, body: &[u8]) -> Vec<u8> {
    let length = body.len();
    let head = format!("HTTP/1.1 {status} X\r\ncontent-length: {length}\r\n{headers}\r\n");
    [head.as_bytes(), body].concat()
}

pub(super) fn json(body: &str) -> Vec<u8> {
    answer(200, "content-type: application/json\r\n", body.as_bytes())
}

pub(super) fn fixture(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/api").join(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[tokio::test]
async fn every_documented_answer_is_read() {
    let answers = [
        ("contacts.json", Call::contacts(), JANE, Some(235)),
        ("contacts_older.json", Call::contacts(), JANE, Some(235)),
        ("contact.json", Call::contacts(), JANE, None),
        ("companies.json", Call::companies(), "cmp_abc123", Some(1)),
        ("deals.json", Call::deals(), "deal-001", Some(1)),
        ("deal.json", Call::deals(), "deal-001", None),
        ("deals_bulk.json", Call::deals(), "deal-001", None),
        ("lists.json", Call::lists(), "l1b2c3d4-0000-0000-0000-000000000001", Some(1)),
        ("list.json", Call::lists(), "l1b2c3d4-0000-0000-0000-000000000001", None),
        ("campaigns.json", Call::campaigns(), "c1b2c3d4-0000-0000-0000-000000000001", Some(1)),
        ("campaign.json", Call::campaign("c1"), "c1b2c3d4-0000-0000-0000-000000000001", None),
        ("campaign_events.json", Call::campaign_events("c1"), "evt_a1b2c3d4", Some(1)),
        ("campaign_steps.json", Call::campaign_steps("c1"), "step_1", None),
        (
            "lexi_tasks.json",
            Call::lexi_tasks("pending"),
            "a1b2c3d4-e5f6-7890-abcd-ef1234567890",
            None,
        ),
        ("tasks.json", Call::tasks(), "t1", Some(1)),
        ("users.json", Call::users(), "u-1", None),
        (
            "audit_logs.json",
            Call::audit_logs(),
            "log_7f3c4d2a-1b8e-4a9c-9d6f-2e5b8c7a1f3d",
            Some(1),
        ),
    ];
    for (name, call, id, total) in answers {
        let server = Server::start(answer(200, "", &fixture(name)));
        let page = server.send(&call).await.unwrap_or_else(|error| panic!("{name}: {error}"));
        let rows = if name == "deals_bulk.json" { 2 } else { 1 };
        assert_eq!((page.rows.len(), page.bad.len()), (rows, 0), "{name}");
        assert_eq!(page.rows[0]["id"], id, "{name}");
        assert_eq!(page.meta.and_then(|meta| meta.total), total, "{name}");
        assert_eq!(server.heard().len(), 1, "{name}");
    }
    for name in ["campaign_stats.json", "campaign_stats_bare.json"] {
        let server = Server::start(answer(200, "", &fixture(name)));
        let page = server.send(&Call::campaign_stats("c1")).await.expect("numbers");
        assert_eq!(page.rows[0]["sent_count"], 100, "{name}");
    }
}

#[tokio::test]
async fn the_documented_exports_are_read() {
    for name in ["contacts_export.csv", "contacts_export_reordered.csv"] {
        let server = Server::start(answer(200, "content-type: text/csv\r\n", &fixture(name)));
        let export = server.export(&Call::contacts_export().limit(3)).await.expect("an export");
        let ids: Vec<&str> = export.rows.iter().map(|row| row.id.as_str()).collect();
        assert_eq!(ids, [JANE, "f1b2c3d4-0000-0000-0000-000000000002"], "{name}");
        let created = export.rows[1].created.expect("a date");
        assert_eq!(created.to_string(), "2026-02-25T09:00:00Z", "{name}");
        assert!(!export.limit_hit && export.bad.is_empty(), "{name}");
        assert!(server.heard()[0].contains("accept: text/csv\r\n"), "{:?}", server.heard());
        let full = server.export(&Call::contacts_export().limit(2)).await.expect("an export");
        assert!(full.limit_hit, "{name}");
    }
}

#[tokio::test]
async fn a_call_carries_the_key_and_own_headers_but_not_the_handlers_authorization() {
    let server = Server::start(json(r#"{"data":[]}"#));
    server.send(&Call::contacts().page(3)).await.expect("a page");
    let heard = server.heard().concat();
    assert!(
        heard.starts_with("GET /gateway/v1/contacts?per_page=100&page=3 HTTP/1.1\r\n"),
        "{heard}"
    );
    for line in [
        &format!("authorization: Bearer {KEY}"),
        "accept: application/json",
        "x-own: typed",
        concat!("user-agent: leadlex-hooks/", env!("CARGO_PKG_VERSION")),
    ] {
        assert_eq!(heard.matches(&format!("\r\n{line}\r\n")).count(), 1, "{line} in {heard}");
    }
    assert!(!heard.contains("of-the-handler") && !heard.contains("accept-encoding"), "{heard}");
}

#[tokio::test]
async fn what_is_not_an_answer_of_the_api_is_said() {
    let half = fixture("contacts.json");
    let short = [b"HTTP/1.1 200 OK\r\ncontent-length: 9999\r\n\r\n".as_slice(), &half].concat();
    let chunk = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nff\r\n{\"data\"".to_vec();
    let cases: [(Vec<u8>, Expected, bool); 8] = [
        (
            answer(200, "content-type: text/html\r\n", b"<html><title>Log in</title>"),
            |why| *why == Fault::Html(Some("Log in".to_owned())),
            false,
        ),
        (short, |why| matches!(why, Fault::Cut(_)), true),
        (chunk, |why| matches!(why, Fault::Cut(_)), true),
        (answer(200, "", &half[..half.len() - 40]), |why| matches!(why, Fault::Cut(_)), true),
        (answer(200, "", b" \r\n"), |why| *why == Fault::Empty, true),
        (b"HTTP/1.1 204 No Content\r\n\r\n".to_vec(), |why| *why == Fault::Empty, true),
        (answer(200, "", b"{\"data\":[\"\xff\"]}"), |why| *why == Fault::NotUtf8, false),
        (answer(200, "", b"{\"ok\":true}"), |why| matches!(why, Fault::Shape(_)), false),
    ];
    for (says, expected, temporary) in cases {
        let shown = String::from_utf8_lossy(&says).into_owned();
        let server = Server::start(says);
        let error = server.send(&Call::contacts()).await.expect_err("no page");
        assert_eq!(error.is_temporary(), temporary, "{shown}");
        let ApiError::Unreadable { why, .. } = &error else { panic!("{shown}: {error:?}") };
        assert!(expected(why), "{shown}: {why}");
        let error = error.into_error();
        assert_eq!((error.exit().code(), error.hints().len()), (4, 1), "{shown}");
        assert_eq!(server.heard().len(), 1, "{shown}");
    }
}

#[tokio::test]
async fn an_export_that_is_none_is_said() {
    let cases: [(Vec<u8>, Expected); 5] = [
        (answer(200, "", b"<!doctype html><p>"), |why| *why == Fault::Html(None)),
        (answer(200, "", b""), |why| *why == Fault::Empty),
        (answer(200, "", b"{\"data\":{\"job_id\":\"x\"}}"), |why| matches!(why, Fault::NotCsv(_))),
        (answer(200, "", b"name,email\nx,y\n"), |why| matches!(why, Fault::NotCsv(_))),
        (b"HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\nid,name\n1,a\n".to_vec(), |why| {
            matches!(why, Fault::Cut(_))
        }),
    ];
    for (says, expected) in cases {
        let error = Server::start(says).export(&Call::contacts_export()).await.expect_err("none");
        let ApiError::Unreadable { why, .. } = &error else { panic!("{error:?}") };
        assert!(expected(why), "{why}");
    }
}

#[tokio::test]
async fn neither_content_type_nor_a_byte_order_mark_matters() {
    let body = [b"\xef\xbb\xbf".as_slice(), &fixture("users.json")].concat();
    let server = Server::start(answer(200, "content-type: text/plain\r\n", &body));
    assert_eq!(server.send(&Call::users()).await.expect("a page").rows.len(), 1);
}

#[tokio::test]
async fn quota_clock_and_request_come_with_a_page() {
    let headers = "x-ratelimit-limit: 1000\r\nx-ratelimit-remaining: 995\r\n\
                   x-ratelimit-reset: 1708905600\r\nx-request-id: req_1\r\n\
                   date: Wed, 22 Apr 2026 10:00:00 GMT\r\n";
    let server = Server::start(answer(200, headers, &fixture("users.json")));
    let page = server.send(&Call::users()).await.expect("a page");
    assert_eq!(page.quota.map(|quota| (quota.limit, quota.remaining)), Some((1000, 995)));
    assert_eq!(page.request_id.as_deref(), Some("req_1"));
    assert_eq!(page.server_time.map(|t| t.to_string()).as_deref(), Some("2026-04-22T10:00:00Z"));
    let bare = Server::start(json(r#"{"data":[]}"#)).send(&Call::users()).await.expect("a page");
    assert!(bare.quota.is_none() && bare.server_time.is_none() && bare.request_id.is_none());
}
