//! A look at a host step by step, for whoever tells what is wrong with the way to it: its addresses,
//! a connection, its certificate. Nothing is sent but the handshake of TLS.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{ClientConfig, DigitallySignedStruct, Error as TlsError, SignatureScheme};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;

use super::certificate::{Certificate, CertificateFault, not_after};
use super::connect::{lookup, roots};
use super::failure::{Failure, FailureKind, classify};
use super::send::Client;
use super::target::Target;
use crate::error::Error;

/// Every address of the host, with the port of the URL.
///
/// # Errors
/// A name without an address, or none within the deadline.
pub async fn addresses(target: &Target, deadline: Duration) -> Result<Vec<SocketAddr>, Failure> {
    let started = Instant::now();
    let found = timeout(deadline, lookup(target.host())).await.map_err(|_| late(deadline))?;
    let found = found.map_err(|refusal| classify(&refusal, started.elapsed()))?;
    let mut all: Vec<_> =
        found.into_iter().map(|found| SocketAddr::new(found.ip(), target.port())).collect();
    all.dedup();
    Ok(all)
}

/// Connects to the first address that takes it.
///
/// # Errors
/// Why the last one did not; none within the deadline.
pub async fn connect(
    addresses: &[SocketAddr],
    deadline: Duration,
) -> Result<(TcpStream, SocketAddr), Failure> {
    let started = Instant::now();
    let tried = async {
        let mut last = None;
        for address in addresses {
            match TcpStream::connect(address).await {
                Ok(stream) => return Ok((stream, *address)),
                Err(error) => last = Some(classify(&error, started.elapsed())),
            }
        }
        Err(last.unwrap_or_else(|| late(deadline)))
    };
    timeout(deadline, tried).await.unwrap_or_else(|_| Err(late(deadline)))
}

fn late(deadline: Duration) -> Failure {
    let message = format!("no answer within {} s", deadline.as_secs_f64());
    Failure { kind: FailureKind::TimedOut, message, latency: deadline }
}

impl Client {
    /// The certificate of a server, trusted or not, whether or not this client would check it.
    ///
    /// # Errors
    /// No roots to check against, or no TLS.
    pub async fn certificate(
        &self,
        target: &Target,
        stream: TcpStream,
        deadline: Duration,
    ) -> Result<Certificate, Error> {
        let wrong = |what: &str| Error::unreachable(format!("{what} {}", target.host()));
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let roots = Arc::new(roots(self.cacert().map(|path| path.as_path()))?);
        let verifier =
            WebPkiServerVerifier::builder_with_provider(roots, Arc::clone(&provider)).build();
        let verifier =
            verifier.map_err(|error| wrong("TLS cannot be set up for").because(error))?;
        let witness = Arc::new(Witness { verifier, seen: Mutex::default() });
        let config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|error| wrong("TLS cannot be set up for").because(error))?
            .dangerous()
            .with_custom_certificate_verifier(Arc::clone(&witness) as Arc<dyn ServerCertVerifier>)
            .with_no_client_auth();
        let name = ServerName::try_from(target.host().to_owned())
            .map_err(|error| wrong("no certificate can be for").because(error))?;
        let shaken = timeout(deadline, TlsConnector::from(Arc::new(config)).connect(name, stream));
        match shaken.await {
            Ok(Ok(_)) => {}
            Ok(Err(error)) => return Err(wrong("no TLS with").because(error)),
            Err(_) => return Err(wrong("no TLS with").because(late(deadline))),
        }
        let mut seen = witness.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.take().ok_or_else(|| wrong("no certificate came from"))
    }
}

/// Takes any certificate and keeps what would have been said about it.
#[derive(Debug)]
struct Witness {
    verifier: Arc<WebPkiServerVerifier>,
    seen: Mutex<Option<Certificate>>,
}

impl ServerCertVerifier for Witness {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, TlsError> {
        let verdict = self.verifier.verify_server_cert(
            end_entity,
            intermediates,
            server_name,
            ocsp_response,
            now,
        );
        let fault = verdict.err().map(|error| CertificateFault::of(&error));
        let certificate = Certificate { not_after: not_after(end_entity), fault };
        *self.seen.lock().unwrap_or_else(PoisonError::into_inner) = Some(certificate);
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, TlsError> {
        self.verifier.verify_tls12_signature(message, certificate, signature)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, TlsError> {
        self.verifier.verify_tls13_signature(message, certificate, signature)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.verifier.supported_verify_schemes()
    }
}
