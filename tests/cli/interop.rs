//! Others agree with us: Python verifies what `send` sends, and `listen` verifies what openssl
//! signed and curl sent.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

use crate::harness::{SECRET, Sandbox, has_tool};

/// A handler as an integrator would write it: reads the raw body, compares in constant time.
const HANDLER: &str = r#"
import hashlib, hmac, http.server, sys
secret = sys.argv[1].encode()
class Handler(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        due = "sha256=" + hmac.new(secret, body, hashlib.sha256).hexdigest()
        good = hmac.compare_digest(due, self.headers.get("X-LeadLex-Signature", ""))
        self.send_response(200 if good else 401)
        self.end_headers()
    def log_message(self, *args):
        pass
server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
print(server.server_port, flush=True)
server.serve_forever()
"#;

/// The handler in a process of its own; ended when dropped.
struct Python(Child, String);

impl Python {
    fn start() -> Self {
        let mut child = Command::new("python3")
            .args(["-c", HANDLER, SECRET])
            .stdout(Stdio::piped())
            .spawn()
            .expect("python3 starts");
        let mut line = String::new();
        let stdout = child.stdout.take().expect("stdout is piped");
        BufReader::new(stdout).read_line(&mut line).expect("a port");
        Self(child, format!("http://127.0.0.1:{}/hooks", line.trim()))
    }
}

impl Drop for Python {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn pythons_hmac_verifies_what_send_sends() {
    if !has_tool("python3") {
        return;
    }
    let (python, sandbox) = (Python::start(), Sandbox::new());
    let bytes: Vec<u8> = (0..=u8::MAX).collect();
    sandbox.write("bytes", bytes);
    let send = |args: &[&str]| sandbox.cmd(["send", "--to", &python.1]).args(args).run();
    send(&["--all"]).code(0);
    send(&["--data", "@bytes"]).code(0);
    send(&["--data", ""]).code(0);
    send(&["contact.created", "--set", "data.contact.full_name=Zoë Lefèvre 鍵"]).code(0);
    for tamper in ["signature", "body", "secret", "missing", "prefix", "encoding"] {
        send(&["task.created", "--tamper", tamper, "--expect-status", "401"]).code(0);
    }
}

#[test]
fn listen_verifies_what_openssl_signed_and_curl_sent() {
    if !has_tool("openssl") || !has_tool("curl") {
        return;
    }
    let sandbox = Sandbox::new();
    let listener = sandbox.listen(["--quiet"]);
    let bodies: [(&str, Vec<u8>); 4] = [
        ("json", br#"{"event":"contact.created","data":{"name":"Zo\u00eb"}}"#.to_vec()),
        ("bytes", (0..=u8::MAX).collect()),
        ("crlf", b"{\r\n}\r\n\n".to_vec()),
        ("empty", Vec::new()),
    ];
    let script = r#"
        digest=$(openssl dgst -sha256 -hmac "$SECRET" <"$FILE" | sed 's/.*= *//')
        curl -sS -o /dev/null -w '%{http_code}' -H 'Content-Type: application/json' \
            -H "X-LeadLex-Delivery-ID: $FILE" -H "X-LeadLex-Signature: sha256=$digest" \
            --data-binary "@$FILE" "$URL"
    "#;
    let post = |file: &str, secret: &str| {
        let ran = Command::new("sh")
            .args(["-c", script])
            .current_dir(sandbox.path(""))
            .env("SECRET", secret)
            .env("FILE", file)
            .env("URL", listener.at("/hooks"))
            .output()
            .expect("sh");
        assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
        String::from_utf8_lossy(&ran.stdout).into_owned()
    };
    for (file, body) in &bodies {
        sandbox.write(file, body);
        assert_eq!(post(file, SECRET), "200", "{file}");
        let conn = sandbox.open_store();
        let sql = "SELECT verdict, body FROM events WHERE delivery_id = ?";
        let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
        let found: (String, Vec<u8>) = conn.query_row(sql, [file], read).expect("an event");
        assert_eq!(found, ("verified".to_owned(), body.clone()), "{file}");
    }
    assert_eq!(post("json", "another"), "401");
}
