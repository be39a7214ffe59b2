//! What `leadlex-hooks listen` is measured against (`scripts/bench`): a handler of hyper's own that
//! verifies the signature and answers 200 or 401. It keeps nothing, has no limits and no time-outs,
//! and prints nothing but its address, so that its rate is what HTTP and the HMAC alone allow.
//!
//! ```sh
//! LEADLEX_WEBHOOK_SECRET=… cargo run --release --example bare-hyper
//! ```

use std::convert::Infallible;
use std::io::Write as _;

use bytes::Bytes;
use hmac::{Hmac, KeyInit as _, Mac as _};
use http_body_util::{BodyExt as _, Empty};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use sha2::Sha256;
use tokio::net::TcpListener;

type Key = Hmac<Sha256>;

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let secret = std::env::var("LEADLEX_WEBHOOK_SECRET").unwrap_or_default();
    let key = Key::new_from_slice(secret.as_bytes()).map_err(std::io::Error::other)?;
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    writeln!(std::io::stdout(), "http://{}/webhooks", listener.local_addr()?)?;
    loop {
        let (socket, _) = listener.accept().await?;
        socket.set_nodelay(true)?;
        let key = key.clone();
        tokio::spawn(async move {
            let service = service_fn(|request| answer(&key, request));
            let _ = http1::Builder::new().serve_connection(TokioIo::new(socket), service).await;
        });
    }
}

async fn answer(
    key: &Key,
    request: Request<Incoming>,
) -> Result<Response<Empty<Bytes>>, Infallible> {
    let (head, body) = request.into_parts();
    let signature = head.headers.get("x-leadlex-signature").map(|value| value.as_bytes());
    let body = body.collect().await.map(|body| body.to_bytes()).unwrap_or_default();
    let mut response = Response::new(Empty::new());
    if !signature.is_some_and(|signature| is_genuine(key.clone(), signature, &body)) {
        *response.status_mut() = StatusCode::UNAUTHORIZED;
    }
    Ok(response)
}

fn is_genuine(mut key: Key, signature: &[u8], body: &[u8]) -> bool {
    let mut digest = [0; 32];
    let digits = signature.strip_prefix(b"sha256=").unwrap_or_default();
    key.update(body);
    hex::decode_to_slice(digits, &mut digest).is_ok() && key.verify_slice(&digest).is_ok()
}
