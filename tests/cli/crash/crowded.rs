//! A handler with a thread for each connection, however many come at once: one that let some of them
//! wait behind the others would be taken for a loss.

use std::collections::HashMap;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use crate::harness::{PATIENCE, until};

/// What came: the Delivery-IDs, in the order of their arrival.
type Log = Arc<Mutex<Vec<String>>>;

/// The handler. Its threads end with the connections of those who call it.
pub(super) struct Crowded {
    addr: SocketAddr,
    log: Log,
}

impl Crowded {
    /// Answers each request with a status, by how often its Delivery-ID came before.
    pub(super) fn start(status: fn(usize) -> u16) -> Self {
        let server = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let handler = Self { addr: server.local_addr().expect("an address"), log: Log::default() };
        let log = Arc::clone(&handler.log);
        thread::spawn(move || {
            let times = Arc::new(Mutex::new(HashMap::new()));
            for stream in server.incoming().flatten() {
                let (log, times) = (Arc::clone(&log), Arc::clone(&times));
                thread::spawn(move || serve(stream, &log, &times, status));
            }
        });
        handler
    }

    pub(super) fn url(&self) -> String {
        format!("http://{}/hooks", self.addr)
    }

    /// The Delivery-IDs so far.
    pub(super) fn log(&self) -> Vec<String> {
        self.log.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Waits for that many requests.
    #[track_caller]
    pub(super) fn wait_for(&self, count: usize) {
        until(&format!("request {count}"), PATIENCE, || (self.log().len() >= count).then_some(()));
    }

    /// How often each Delivery-ID came.
    pub(super) fn times(&self) -> HashMap<String, usize> {
        let mut times = HashMap::new();
        for id in self.log() {
            *times.entry(id).or_default() += 1;
        }
        times
    }
}

fn serve(
    mut stream: TcpStream,
    log: &Mutex<Vec<String>>,
    times: &Mutex<HashMap<String, usize>>,
    status: fn(usize) -> u16,
) {
    let mut reader = BufReader::new(stream.try_clone().expect("a connection"));
    while let Some(id) = read(&mut reader) {
        let before = {
            let mut times = times.lock().unwrap_or_else(PoisonError::into_inner);
            let before = times.entry(id.clone()).or_default();
            *before += 1;
            *before - 1
        };
        log.lock().unwrap_or_else(PoisonError::into_inner).push(id);
        let answer = format!("HTTP/1.1 {} Told\r\nContent-Length: 0\r\n\r\n", status(before));
        if stream.write_all(answer.as_bytes()).is_err() {
            return;
        }
    }
}

/// The Delivery-ID of the next whole request.
fn read(reader: &mut BufReader<TcpStream>) -> Option<String> {
    let (mut id, mut length) = (None, 0);
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok().filter(|size| *size > 0)?;
        match line.trim_end().split_once(':') {
            Some((name, value)) if name.eq_ignore_ascii_case("x-leadlex-delivery-id") => {
                id = Some(value.trim().to_owned());
            }
            Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                length = value.trim().parse().ok()?;
            }
            None if line.trim_end().is_empty() => break,
            _ => {}
        }
    }
    reader.read_exact(&mut vec![0; length]).ok()?;
    id
}
