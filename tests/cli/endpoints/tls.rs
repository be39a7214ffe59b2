//! TLS: a certificate nobody vouches for fails with a hint, is taken with `--cacert`, and with
//! `--insecure` under protest.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread::{self, JoinHandle};

use insta::assert_snapshot;
use rustls::pki_types::PrivateKeyDer;
use rustls::{ServerConfig, ServerConnection, StreamOwned};

use crate::harness::{Endpoint, Output, Sandbox, closed_port};

/// An https endpoint with a certificate of its own making, that answers 200.
struct TlsEndpoint {
    addr: SocketAddr,
    certificate: String,
    requests: Arc<AtomicUsize>,
    over: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl TlsEndpoint {
    /// With a certificate for these names.
    fn start(names: &[&str]) -> Self {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        let made = rcgen::generate_simple_self_signed(names).expect("a certificate");
        let key = PrivateKeyDer::Pkcs8(made.signing_key.serialize_der().into());
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .expect("versions")
            .with_no_client_auth()
            .with_single_cert(vec![made.cert.der().clone()], key)
            .expect("a certificate and its key");
        let config = Arc::new(config);
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let addr = listener.local_addr().expect("an address");
        let (requests, over) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicBool::new(false)));
        let thread = thread::spawn({
            let (requests, over) = (Arc::clone(&requests), Arc::clone(&over));
            move || {
                for stream in listener.incoming().map_while(Result::ok) {
                    if over.load(Ordering::SeqCst) {
                        break;
                    }
                    serve(stream, &config, &requests);
                }
            }
        });
        Self { addr, certificate: made.cert.pem(), requests, over, thread: Some(thread) }
    }

    fn url(&self) -> String {
        format!("https://{}/hooks", self.addr)
    }

    fn requests(&self) -> usize {
        self.requests.load(Ordering::SeqCst)
    }
}

impl Drop for TlsEndpoint {
    fn drop(&mut self) {
        self.over.store(true, Ordering::SeqCst);
        let woken = TcpStream::connect(self.addr);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
        drop(woken);
    }
}

fn serve(stream: TcpStream, config: &Arc<ServerConfig>, requests: &AtomicUsize) {
    let connection = ServerConnection::new(Arc::clone(config)).expect("a connection");
    let mut stream = StreamOwned::new(connection, stream);
    let mut seen = Vec::new();
    let mut bytes = [0; 16 * 1024];
    // The body of a sample ends with its last brace.
    while !seen.ends_with(b"}}") {
        match stream.read(&mut bytes) {
            Ok(size @ 1..) => seen.extend_from_slice(&bytes[..size]),
            _ => return,
        }
    }
    requests.fetch_add(1, Ordering::SeqCst);
    let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    stream.conn.send_close_notify();
    let _ = stream.flush();
}

fn send(sandbox: &Sandbox, url: &str, args: &[&str]) -> Output {
    sandbox.cmd(["send", "task.created", "--to", url]).args(args).run()
}

#[test]
fn a_certificate_nobody_vouches_for_fails_with_a_hint() {
    let (sandbox, endpoint) = (Sandbox::new(), TlsEndpoint::start(&["127.0.0.1"]));
    let output = send(&sandbox, &endpoint.url(), &["--json"]).code(3);
    assert_eq!(output.json()[0]["error_kind"], "tls_failure", "{output}");
    assert_eq!(endpoint.requests(), 0);
    let output = send(&sandbox, &endpoint.url(), &[]).code(3);
    assert_snapshot!(sandbox.normalise(&output.stderr), @r"
        invalid peer certificate: UnknownIssuer
    hint: TLS failed: name the certificate of a private authority with `--cacert FILE`, or use `--insecure` for a self-signed one; is it an https port at all?
    ");
}

#[test]
fn cacert_trusts_it_as_a_flag_and_as_a_setting() {
    let (sandbox, endpoint) = (Sandbox::new(), TlsEndpoint::start(&["127.0.0.1"]));
    let pem = sandbox.write("own.pem", &endpoint.certificate);
    let output = send(&sandbox, &endpoint.url(), &["--cacert", "own.pem"]).code(0);
    assert_eq!(output.stderr, "");
    let pem = pem.display().to_string();
    sandbox.cmd(["config", "set", "cacert", &pem]).run().code(0);
    send(&sandbox, &endpoint.url(), &[]).code(0);
    assert_eq!(endpoint.requests(), 2);
}

#[test]
fn insecure_takes_any_certificate_and_says_so_every_time() {
    let (sandbox, endpoint) = (Sandbox::new(), TlsEndpoint::start(&["elsewhere.example"]));
    for quiet in [[].as_slice(), &["--quiet"]] {
        let args = [&["--insecure"], quiet].concat();
        let output = send(&sandbox, &endpoint.url(), &args).code(0);
        assert_eq!(output.stderr, "warning: `--insecure`: certificates are not checked\n");
    }
    assert_eq!(endpoint.requests(), 2);
}

#[test]
fn a_certificate_for_another_name_fails_in_spite_of_cacert() {
    let (sandbox, endpoint) = (Sandbox::new(), TlsEndpoint::start(&["elsewhere.example"]));
    sandbox.write("own.pem", &endpoint.certificate);
    let output = send(&sandbox, &endpoint.url(), &["--cacert", "own.pem", "--json"]).code(3);
    assert_eq!(output.json()[0]["error_kind"], "tls_failure", "{output}");
    assert_eq!(endpoint.requests(), 0);
}

#[test]
fn the_wrong_scheme_for_a_port_is_told_apart() {
    let (sandbox, tls) = (Sandbox::new(), TlsEndpoint::start(&["127.0.0.1"]));
    // What nginx says to a greeting it does not understand; tiny_http would wait for the rest of it.
    let plain = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let url = format!("https://{}/", plain.local_addr().expect("an address"));
    let answer = thread::spawn(move || {
        let (mut stream, _) = plain.accept().expect("a connection");
        let _ = stream.read(&mut [0; 4096]);
        let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n");
    });
    let output = send(&sandbox, &url, &["--json"]).code(3);
    answer.join().expect("an answer");
    assert_eq!(output.json()[0]["error_kind"], "tls_failure", "{output}");
    assert!(output.stderr.contains("is it an https port at all?"), "{output}");
    let output = send(&sandbox, &tls.url().replace("https:", "http:"), &["--json"]).code(3);
    assert!(
        ["not_http", "closed"].map(Into::into).contains(&output.json()[0]["error_kind"]),
        "{output}"
    );
}

#[test]
fn a_cacert_that_cannot_be_used_is_a_usage_error() {
    let sandbox = Sandbox::new();
    let url = format!("https://127.0.0.1:{}/", closed_port());
    sandbox.write("empty.pem", "no certificate\n");
    let shown = |file| send(&sandbox, &url, &["--cacert", file]).code(2).to_string();
    assert_snapshot!(shown("nowhere.pem"), @r"
    exit 2
    --- stdout
    --- stderr
    error: cannot use `--cacert nowhere.pem`: I/O error: No such file or directory (os error 2)
    ");
    assert_snapshot!(shown("empty.pem"), @r"
    exit 2
    --- stdout
    --- stderr
    error: cannot use `--cacert empty.pem`
    hint: the file holds no PEM certificate
    ");
}

#[test]
fn without_any_trusted_root_https_says_so_and_plain_loopback_still_works() {
    let (sandbox, handler) = (Sandbox::new(), Endpoint::always(200).expect_calls(1));
    let bare = |url: &str| {
        let cmd = sandbox.cmd(["send", "task.created", "--to", url]);
        cmd.env("SSL_CERT_FILE", "/dev/null").env("SSL_CERT_DIR", "/nonexistent").run()
    };
    bare(&handler.url("/")).code(0);
    let output = bare(&format!("https://127.0.0.1:{}/", closed_port())).code(3);
    assert_snapshot!(output, @r"
    exit 3
    --- stdout
    --- stderr
    error: this machine has no trusted certificates, so https cannot work
    hint: install the system's CA certificates, or name some with `--cacert FILE`
    ");
}
