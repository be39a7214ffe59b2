//! One attempt: a request with exactly the headers and bytes given, and what came back.

use std::path::PathBuf;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use bytes::{Bytes, BytesMut};
use http_body_util::{BodyExt as _, Full};
use hyper::body::Incoming;
use hyper::header::{AUTHORIZATION, CONTENT_LENGTH, HeaderName, HeaderValue};
use hyper::{Method, Request, Response, Uri};
use hyper_rustls::HttpsConnector;
use hyper_util::client::legacy::Client as Hyper;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::connect::proxy::Tunnel;
use hyper_util::rt::{TokioExecutor, TokioTimer};

use super::connect::{self, Reach, Resolver};
use super::dial::{Dialler, Socket, Way};
use super::failure::{Failure, FailureKind, classify};
use super::target::{Place, Target, literal_address};
use crate::contract::credential;
use crate::contract::header::HeaderList;
use crate::error::Error;

type Plain = Hyper<HttpConnector<Resolver>, Full<Bytes>>;
type Secure = Hyper<HttpsConnector<HttpConnector<Resolver>>, Full<Bytes>>;
type Proxied = Hyper<HttpsConnector<Tunnel<HttpConnector<Resolver>>>, Full<Bytes>>;

/// Whether plain HTTP may leave this machine.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PlainHttp {
    /// To loopback addresses only.
    #[default]
    LoopbackOnly,
    /// `--insecure-http`.
    Anywhere,
}

/// Whether certificates are checked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Trust {
    /// Against the machine's roots and `--cacert`.
    #[default]
    Checked,
    /// `--insecure`.
    Anyone,
}

/// The one setting of every path that calls out.
#[derive(Clone, Debug, Default)]
pub struct ClientSettings {
    /// `-H`: set on every request, over what it would carry.
    pub headers: HeaderList,
    /// `--cacert`.
    pub cacert: Option<PathBuf>,
    /// `--insecure`.
    pub trust: Trust,
    /// `--insecure-http`.
    pub plain_http: PlainHttp,
    /// `--proxy`, for everything but loopback.
    pub proxy: Option<Uri>,
}

/// Sends requests. Redirects are never followed and nothing is decompressed.
#[derive(Debug)]
pub struct Client {
    settings: ClientSettings,
    plain: OnceLock<Plain>,
    secure: OnceLock<Secure>,
    proxied: OnceLock<Proxied>,
    tls: OnceLock<rustls::ClientConfig>,
}

/// An answer of an endpoint.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The status code.
    pub status: u16,
    /// The headers as they came.
    pub headers: HeaderList,
    /// The body, up to the limit that was asked for.
    pub body: Bytes,
    /// Why the body is not complete, if it is not.
    pub cut: Option<String>,
    /// From the start of connecting to the end of the response head.
    pub latency: Duration,
}

/// What is sent.
#[derive(Clone, Debug)]
pub struct Outgoing<'a> {
    /// POST for a delivery, GET for the API.
    pub method: Method,
    /// Where to.
    pub uri: &'a Uri,
    /// End-to-end headers; Host and Content-Length are added.
    pub headers: &'a HeaderList,
    /// `Authorization` of our own, sent as a sensitive value. No `-H` takes its place: that one is
    /// meant for the endpoint of the deliveries.
    pub authorization: Option<&'a HeaderValue>,
    /// The body.
    pub body: Bytes,
    /// From the start of connecting to the end of the response head, and again for the body.
    pub deadline: Duration,
    /// How much of the answer's body is kept.
    pub keep: usize,
}

impl Client {
    /// A client; connects and loads certificates only when they are needed.
    #[must_use]
    pub fn new(settings: ClientSettings) -> Self {
        Self {
            settings,
            plain: OnceLock::new(),
            secure: OnceLock::new(),
            proxied: OnceLock::new(),
            tls: OnceLock::new(),
        }
    }

    /// The same without the credentials that `-H` sets, and their names.
    #[must_use]
    pub fn without_credentials(&self) -> (Self, Vec<String>) {
        let (headers, left_out) = credential::without(&self.settings.headers);
        (Self::new(ClientSettings { headers, ..self.settings.clone() }), left_out)
    }

    /// Says before anything is sent what will not be done at all.
    ///
    /// # Errors
    /// Plain HTTP beyond loopback (exit 2), a name without an address or no roots for https (exit 3).
    pub async fn check(&self, target: &Target) -> Result<(), Error> {
        if target.is_https() {
            return self.secure().map(|_| ());
        }
        if self.settings.plain_http == PlainHttp::Anywhere
            || target.place().await? == Place::Loopback
        {
            return Ok(());
        }
        Err(Error::usage(format!("plain http to {target}, which is not on this machine"))
            .hint("use https, or say `--insecure-http` if the network is yours"))
    }

    /// What opens connections of one's own to a target that was checked.
    ///
    /// # Errors
    /// No roots for https (exit 3).
    pub async fn dialler(&self, uri: &Uri) -> Result<Dialler, Error> {
        let way = if self.goes_through_proxy(uri).await {
            Way::Proxied(connect::tls(self.tls_config()?, self.tunnel()))
        } else if uri.scheme_str() == Some("https") {
            Way::Secure(connect::tls(self.tls_config()?, connect::tcp(Reach::Anywhere)))
        } else {
            Way::Plain(connect::tcp(self.plain_reach()))
        };
        Ok(Dialler { uri: uri.clone(), way })
    }

    /// Sends one request and reads its answer.
    ///
    /// # Errors
    /// No complete response head within the deadline; the kind says why.
    pub async fn send(&self, outgoing: Outgoing<'_>) -> Result<Answer, Failure> {
        let started = Instant::now();
        let request = self.request(&outgoing);
        let fail = |kind, message: String| Failure { kind, message, latency: started.elapsed() };
        let head = tokio::time::timeout(outgoing.deadline, self.dispatch(request, started)).await;
        let response = head.map_err(|_| {
            let seconds = outgoing.deadline.as_secs_f64();
            fail(FailureKind::TimedOut, format!("no answer within {seconds} s"))
        })??;
        let latency = started.elapsed();
        let (parts, body) = response.into_parts();
        let mut headers = HeaderList::new();
        for (name, value) in &parts.headers {
            headers.push(name.as_str(), value.as_bytes());
        }
        let (body, cut) = collect(body, outgoing.keep, outgoing.deadline).await;
        Ok(Answer { status: parts.status.as_u16(), headers, body, cut, latency })
    }

    /// Headers as they are sent: with what `-H` sets.
    #[must_use]
    pub fn with_own(&self, headers: HeaderList) -> HeaderList {
        with(headers, &self.settings.headers)
    }

    /// Headers as a record keeps them: what was sent, and a mask in the place of credentials that `-H`
    /// sets.
    #[must_use]
    pub fn as_recorded(&self, headers: HeaderList) -> HeaderList {
        with(headers, &credential::masked(&self.settings.headers))
    }

    pub(super) fn request(&self, outgoing: &Outgoing<'_>) -> Request<Full<Bytes>> {
        let headers = self.with_own(outgoing.headers.clone());
        let mut request = Request::new(Full::new(outgoing.body.clone()));
        *request.method_mut() = outgoing.method.clone();
        *request.uri_mut() = outgoing.uri.clone();
        if outgoing.body.is_empty() && outgoing.method == Method::POST {
            // hyper leaves it out of a POST without a body, and many handlers insist on it.
            request.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
        }
        for (name, value) in headers.iter() {
            // What a HeaderList holds came from a parsed request or was checked when typed.
            if let (Ok(name), Ok(value)) =
                (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_bytes(value))
            {
                request.headers_mut().append(name, value);
            }
        }
        if let Some(value) = outgoing.authorization {
            let mut value = value.clone();
            value.set_sensitive(true);
            request.headers_mut().insert(AUTHORIZATION, value);
        }
        request
    }

    async fn dispatch(
        &self,
        request: Request<Full<Bytes>>,
        started: Instant,
    ) -> Result<Response<Incoming>, Failure> {
        let unusable = |error: Error| Failure {
            kind: FailureKind::Tls,
            message: error.to_string(),
            latency: started.elapsed(),
        };
        let sent = if self.goes_through_proxy(request.uri()).await {
            self.proxied().map_err(unusable)?.request(request).await
        } else if request.uri().scheme_str() == Some("https") {
            self.secure().map_err(unusable)?.request(request).await
        } else {
            self.refuse_literal(request.uri(), started)?;
            self.plain().request(request).await
        };
        sent.map_err(|error| classify(&error, started.elapsed()))
    }

    /// The resolver never sees a host that is an address already.
    fn refuse_literal(&self, uri: &Uri, started: Instant) -> Result<(), Failure> {
        match literal_address(uri) {
            Some(address)
                if self.settings.plain_http == PlainHttp::LoopbackOnly
                    && !connect::is_loopback(address) =>
            {
                Err(Failure {
                    kind: FailureKind::PlainHttp,
                    message: format!("plain http to {address}, which is not loopback"),
                    latency: started.elapsed(),
                })
            }
            _ => Ok(()),
        }
    }

    /// Whether requests to this URL go through the proxy.
    pub async fn goes_through_proxy(&self, uri: &Uri) -> bool {
        if self.settings.proxy.is_none() {
            return false;
        }
        let loopback = match (literal_address(uri), uri.host()) {
            (Some(address), _) => connect::is_loopback(address),
            (None, Some(host)) => connect::lookup(host)
                .await
                .is_ok_and(|found| found.iter().all(|address| connect::is_loopback(address.ip()))),
            (None, None) => false,
        };
        !loopback
    }

    /// Whom it trusts beside this machine's roots.
    pub(super) fn cacert(&self) -> Option<&PathBuf> {
        self.settings.cacert.as_ref()
    }

    fn plain(&self) -> &Plain {
        self.plain.get_or_init(|| pool(connect::tcp(self.plain_reach())))
    }

    fn tunnel(&self) -> Tunnel<HttpConnector<Resolver>> {
        let proxy = self.settings.proxy.clone().unwrap_or_default();
        Tunnel::new(proxy, connect::tcp(Reach::Anywhere))
    }

    fn secure(&self) -> Result<&Secure, Error> {
        if let Some(client) = self.secure.get() {
            return Ok(client);
        }
        let client = pool(connect::tls(self.tls_config()?, connect::tcp(Reach::Anywhere)));
        Ok(self.secure.get_or_init(|| client))
    }

    fn proxied(&self) -> Result<&Proxied, Error> {
        if let Some(client) = self.proxied.get() {
            return Ok(client);
        }
        let client = pool(connect::tls(self.tls_config()?, self.tunnel()));
        Ok(self.proxied.get_or_init(|| client))
    }

    fn tls_config(&self) -> Result<rustls::ClientConfig, Error> {
        if let Some(config) = self.tls.get() {
            return Ok(config.clone());
        }
        let insecure = self.settings.trust == Trust::Anyone;
        let config = connect::tls_config(self.settings.cacert.as_deref(), insecure)?;
        Ok(self.tls.get_or_init(|| config).clone())
    }

    /// A stream to the host of a URL, as deliveries get theirs: the same reach, TLS and proxy.
    ///
    /// # Errors
    /// No connection.
    pub(super) async fn stream(
        &self,
        uri: &Uri,
        started: Instant,
    ) -> Result<Box<dyn Socket>, Failure> {
        let dialler = self.dialler(uri).await.map_err(|error| Failure {
            kind: FailureKind::Tls,
            message: error.to_string(),
            latency: started.elapsed(),
        });
        let mut dialler = dialler?;
        if let Way::Plain(_) = dialler.way {
            self.refuse_literal(uri, started)?;
        }
        dialler.open().await
    }

    fn plain_reach(&self) -> Reach {
        match self.settings.plain_http {
            PlainHttp::LoopbackOnly => Reach::Loopback,
            PlainHttp::Anywhere => Reach::Anywhere,
        }
    }
}

/// How long a connection is kept for the next delivery. Handlers close idle ones after 2 s
/// (gunicorn) or 5 s (Node, uvicorn) without a word; a request sent into such a close is lost.
const KEPT_OPEN: Duration = Duration::from_secs(1);

fn pool<C>(connector: C) -> Hyper<C, Full<Bytes>>
where
    C: hyper_util::client::legacy::connect::Connect + Clone,
{
    Hyper::builder(TokioExecutor::new())
        .pool_idle_timeout(KEPT_OPEN)
        .pool_timer(TokioTimer::new())
        .build(connector)
}

/// The headers with those of one's own.
fn with(mut headers: HeaderList, own: &HeaderList) -> HeaderList {
    for (index, (name, value)) in own.iter().enumerate() {
        // The first of a name takes the place of ours; the others of that name join it.
        if own.iter().take(index).any(|(known, _)| known == name) {
            headers.push(name, value);
        } else {
            headers.set(name, value);
        }
    }
    headers
}

/// Reads up to `keep` bytes; says why the rest is missing.
pub(super) async fn collect(
    mut body: Incoming,
    keep: usize,
    limit: Duration,
) -> (Bytes, Option<String>) {
    let mut kept = BytesMut::new();
    let read = async {
        while let Some(frame) = body.frame().await {
            let frame = frame.map_err(|error| format!("the body broke off: {error}"))?;
            if let Some(data) = frame.data_ref() {
                let room = keep - kept.len();
                kept.extend_from_slice(&data[..data.len().min(room)]);
                if data.len() > room {
                    return Err(format!("only the first {keep} bytes were read"));
                }
            }
        }
        Ok(())
    };
    let cut = match tokio::time::timeout(limit, read).await {
        Ok(Ok(())) => None,
        Ok(Err(why)) => Some(why),
        Err(_) => Some(format!("the body was not complete within {} s", limit.as_secs_f64())),
    };
    (kept.freeze(), cut)
}
