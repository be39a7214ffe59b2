//! How connections are made: which addresses are allowed, TLS, the proxy.

use std::future::Future;
use std::net::{IpAddr, SocketAddr};
use std::path::Path;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::connect::dns::Name;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::CryptoProvider;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{ClientConfig, DigitallySignedStruct, RootCertStore, SignatureScheme};
use tower_service::Service;

use super::failure::Refusal;
use crate::error::Error;

/// Which addresses a connection may go to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// This machine only.
    Loopback,
    /// Any address.
    Anywhere,
}

/// Resolves names on a blocking thread and keeps to its reach.
#[derive(Clone, Copy, Debug)]
pub(super) struct Resolver {
    reach: Reach,
}

impl Service<Name> for Resolver {
    type Response = std::vec::IntoIter<SocketAddr>;
    type Error = Refusal;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Refusal>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Refusal>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, name: Name) -> Self::Future {
        let reach = self.reach;
        Box::pin(async move {
            let addresses = lookup(name.as_str()).await?;
            let allowed =
                |address: &SocketAddr| reach == Reach::Anywhere || is_loopback(address.ip());
            if let Some(beyond) = addresses.iter().find(|address| !allowed(address)) {
                return Err(Refusal::PlainHttp(format!("{} ({})", name.as_str(), beyond.ip())));
            }
            Ok(addresses.into_iter())
        })
    }
}

/// All addresses of a name; port 0.
pub(super) async fn lookup(host: &str) -> Result<Vec<SocketAddr>, Refusal> {
    let failed = |error| Refusal::Dns(host.to_owned(), error);
    let found: Vec<SocketAddr> =
        tokio::net::lookup_host((host, 0)).await.map_err(failed)?.collect();
    if found.is_empty() {
        return Err(failed(std::io::Error::other("no address")));
    }
    Ok(found)
}

/// Loopback, also when written as an IPv4-mapped IPv6 address.
pub(super) fn is_loopback(address: IpAddr) -> bool {
    address.to_canonical().is_loopback()
}

/// TCP within a reach.
pub(super) fn tcp(reach: Reach) -> HttpConnector<Resolver> {
    let mut connector = HttpConnector::new_with_resolver(Resolver { reach });
    connector.enforce_http(false);
    connector.set_nodelay(true);
    connector
}

/// TLS over a connector, HTTP/1.1 only.
pub(super) fn tls<C>(config: ClientConfig, inner: C) -> HttpsConnector<C> {
    HttpsConnectorBuilder::new()
        .with_tls_config(config)
        .https_or_http()
        .enable_http1()
        .wrap_connector(inner)
}

/// The one TLS setting of all clients. Loads the machine's roots, so it is called for the first
/// https URL and never before.
///
/// # Errors
/// A `--cacert` that cannot be read, or a machine without any trusted root.
pub(super) fn tls_config(cacert: Option<&Path>, insecure: bool) -> Result<ClientConfig, Error> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = ClientConfig::builder_with_provider(Arc::clone(&provider))
        .with_safe_default_protocol_versions()
        .map_err(|error| Error::unreachable("TLS cannot be set up").because(error))?;
    if insecure {
        let verifier = Arc::new(TrustAnyone(provider));
        return Ok(builder
            .dangerous()
            .with_custom_certificate_verifier(verifier)
            .with_no_client_auth());
    }
    Ok(builder.with_root_certificates(roots(cacert)?).with_no_client_auth())
}

/// Whom this machine trusts, and the file beside them.
///
/// # Errors
/// As [`tls_config`].
pub(super) fn roots(cacert: Option<&Path>) -> Result<RootCertStore, Error> {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    if let Some(path) = cacert {
        add_file(&mut roots, path)?;
    }
    if roots.is_empty() {
        return Err(Error::unreachable(
            "this machine has no trusted certificates, so https cannot work",
        )
        .hint("install the system's CA certificates, or name some with `--cacert FILE`"));
    }
    Ok(roots)
}

fn add_file(roots: &mut RootCertStore, path: &Path) -> Result<(), Error> {
    let wrong = || Error::usage(format!("cannot use `--cacert {}`", path.display()));
    let certificates =
        CertificateDer::pem_file_iter(path).map_err(|error| wrong().because(error))?;
    let mut added = 0;
    for certificate in certificates {
        let certificate = certificate.map_err(|error| wrong().because(error))?;
        roots.add(certificate).map_err(|error| wrong().because(error))?;
        added += 1;
    }
    if added == 0 {
        return Err(wrong().hint("the file holds no PEM certificate"));
    }
    Ok(())
}

/// `--insecure`: any certificate will do; signatures of the handshake are still checked.
#[derive(Debug)]
struct TrustAnyone(Arc<CryptoProvider>);

impl ServerCertVerifier for TrustAnyone {
    fn verify_server_cert(
        &self,
        _end_entity: &CertificateDer<'_>,
        _intermediates: &[CertificateDer<'_>],
        _server_name: &ServerName<'_>,
        _ocsp_response: &[u8],
        _now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let algorithms = &self.0.signature_verification_algorithms;
        rustls::crypto::verify_tls12_signature(message, certificate, signature, algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let algorithms = &self.0.signature_verification_algorithms;
        rustls::crypto::verify_tls13_signature(message, certificate, signature, algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.signature_verification_algorithms.supported_schemes()
    }
}
