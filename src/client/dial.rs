//! Opens connections: plain, with TLS, or through the proxy, as the settings of a client say.

use std::future::poll_fn;
use std::time::Instant;

use hyper::Uri;
use hyper::rt::{Read, Write};
use hyper_rustls::HttpsConnector;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::connect::proxy::Tunnel;
use tower_service::Service;

use super::connect::Resolver;
use super::failure::{Failure, classify};
use super::wire::Wire;

/// A stream of bytes, with TLS or without.
pub(super) trait Socket: Read + Write + Send + Unpin {}
impl<T: Read + Write + Send + Unpin> Socket for T {}

/// Opens connections to one place, under the settings of the client that made it.
#[derive(Clone, Debug)]
pub struct Dialler {
    pub(super) uri: Uri,
    pub(super) way: Way,
}

/// The connector of a place.
#[derive(Clone, Debug)]
pub(super) enum Way {
    Plain(HttpConnector<Resolver>),
    Secure(HttpsConnector<HttpConnector<Resolver>>),
    Proxied(HttpsConnector<Tunnel<HttpConnector<Resolver>>>),
}

impl Dialler {
    /// Connects.
    ///
    /// # Errors
    /// No connection; the kind says why.
    pub async fn dial(&mut self) -> Result<Wire, Failure> {
        self.open().await.map(Wire::new)
    }

    /// The bare stream of a new connection.
    ///
    /// # Errors
    /// As [`Dialler::dial`].
    pub(super) async fn open(&mut self) -> Result<Box<dyn Socket>, Failure> {
        let started = Instant::now();
        let uri = self.uri.clone();
        match &mut self.way {
            Way::Plain(connector) => match connect(connector, uri).await {
                Ok(io) => Ok(Box::new(io)),
                Err(error) => Err(classify(&error, started.elapsed())),
            },
            Way::Secure(connector) => match connect(connector, uri).await {
                Ok(io) => Ok(Box::new(io)),
                Err(error) => Err(classify(&*error, started.elapsed())),
            },
            Way::Proxied(connector) => match connect(connector, uri).await {
                Ok(io) => Ok(Box::new(io)),
                Err(error) => Err(classify(&*error, started.elapsed())),
            },
        }
    }
}

async fn connect<C: Service<Uri>>(connector: &mut C, uri: Uri) -> Result<C::Response, C::Error> {
    poll_fn(|cx| connector.poll_ready(cx)).await?;
    connector.call(uri).await
}
