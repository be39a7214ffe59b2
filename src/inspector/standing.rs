//! The inspector's socket, from binding to the end.

use std::net::Ipv4Addr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::Semaphore;

use super::Why;
use super::desk::Desk;
use super::guard::Guard;
use super::house::{House, READS, STREAMS};
use super::large::Large;
use super::replays::Replays;
use super::target::Targets;
use super::token::Token;
use crate::client::Client;
use crate::client::target::Target;
use crate::contract::signature::Signer;
use crate::error::Error;
use crate::receiver::seat::FullHouse;
use crate::receiver::serve::{DRAIN, Limits, serve};
use crate::stop::Stop;
use crate::store::{Pool, Store};

/// Far more than a few pages open: a browser takes six for each.
const CONNECTIONS: usize = 128;

/// Another user of this machine may take all of them and say nothing. A browser opens a few in advance
/// and has no harm when they are gone.
const SILENCE: Duration = Duration::from_secs(5);

/// Within this machine no body is slow.
const BODY: Duration = Duration::from_secs(10);

/// How long answers on their way may take once the end was asked for.
const FAREWELL: Duration = Duration::from_millis(500);

/// What an inspector shows and may do.
pub struct Settings {
    /// Where the log is; it must be there.
    pub store: PathBuf,
    /// The log, where this process has it open for writing; otherwise a replay opens it.
    pub writer: Option<Store>,
    /// The listener beside which it runs.
    pub listening: Option<String>,
    /// The first one signs replays.
    pub signers: Vec<Signer>,
    /// Says why a signature was not accepted, where there is a secret to compare with.
    pub why: Option<Why>,
    /// What makes replays.
    pub client: Arc<Client>,
    /// Where replays may go from the start; the first is the usual one.
    pub targets: Vec<Target>,
    /// The port; 0 picks a free one.
    pub port: u16,
}

/// An inspector whose socket is bound.
pub struct Standing {
    listener: TcpListener,
    house: Arc<House>,
    address: String,
    url: String,
}

/// Binds loopback, and nothing else.
///
/// # Errors
/// A port that is taken (exit 2).
pub async fn open(settings: Settings, stop: Stop) -> Result<Standing, Error> {
    let asked = settings.port;
    let cannot = |error| {
        Error::usage(format!("the inspector cannot listen on 127.0.0.1:{asked}"))
            .because(error)
            .hint("another program may listen there; without a number it takes a free port")
    };
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, asked)).await.map_err(cannot)?;
    let port = listener.local_addr().map_err(cannot)?.port();
    let token = Token::new();
    let address = format!("http://127.0.0.1:{port}");
    // What stands behind `#` is sent to nobody.
    let url = format!("{address}/#token={}", token.expose());
    let Settings { store, writer, listening, signers, why, client, targets, .. } = settings;
    let house = House {
        guard: Guard::new(port, token),
        readers: Pool::new(store.clone()),
        listening,
        signers,
        why,
        targets: Targets::new(targets),
        replays: Replays::new(client, store.clone(), writer),
        streams: Arc::new(Semaphore::new(STREAMS)),
        reads: Semaphore::new(READS),
        large: Large::new(),
        stop,
        store,
    };
    Ok(Standing { listener, house: Arc::new(house), address, url })
}

impl Standing {
    /// Where it listens, without the token.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The URL to open, with the token of this session: for the person at the terminal alone.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Serves until the end is asked for. Replays under way are recorded first, or cancelled when they
    /// take too long; a page that does not read its stream holds nothing up.
    pub async fn serve(self) {
        let house = self.house;
        let mut stop = house.stop.clone();
        let limits = Limits {
            connections: CONNECTIONS,
            full_house: FullHouse::MakesRoom,
            silent_time: SILENCE,
            body_time: BODY,
            ..Limits::default()
        };
        let desk = Arc::new(Desk(Arc::clone(&house)));
        let ended = async {
            stop.requested().await;
            house.replays.finished(DRAIN).await;
            tokio::time::sleep(FAREWELL).await;
        };
        tokio::select! {
            () = serve(self.listener, None, limits, desk, house.stop.clone()) => {}
            () = ended => {}
        }
        // Whichever of the two was first.
        house.replays.give_up().await;
    }
}
