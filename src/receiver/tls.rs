//! TLS for the listener, from a certificate and a key in PEM files.

use std::path::Path;
use std::sync::Arc;

use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::TlsAcceptor;

use crate::error::Error;

/// Reads `--cert` and `--key`.
///
/// # Errors
/// Names the flag and the file that cannot be used, and why (exit 2).
pub fn acceptor(cert: &Path, key: &Path) -> Result<TlsAcceptor, Error> {
    let wrong =
        |flag: &str, path: &Path| Error::usage(format!("cannot use `{flag} {}`", path.display()));
    let chain = CertificateDer::pem_file_iter(cert)
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .map_err(|error| wrong("--cert", cert).because(error))?;
    if chain.is_empty() {
        return Err(wrong("--cert", cert).hint("the file holds no PEM certificate"));
    }
    let private = PrivateKeyDer::from_pem_file(key).map_err(|error| {
        wrong("--key", key)
            .because(error)
            .hint("the file must hold one unencrypted PEM private key")
    })?;
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| wrong("--cert", cert).because(error))?
        .with_no_client_auth()
        .with_single_cert(chain, private)
        .map_err(|error| {
            wrong("--key", key).because(error).hint("do the two files belong together?")
        })?;
    Ok(TlsAcceptor::from(Arc::new(config)))
}
