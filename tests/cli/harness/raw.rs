//! HTTP by hand over a TCP connection, for requests that no client would send.

use std::fmt::Write as _;
use std::io::{self, ErrorKind, Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::wait::PATIENCE;

/// One answer, taken apart.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// The first header of that name.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        headers.find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| &**value)
    }

    /// The body as text.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// A POST with these headers; `Host` and `Content-Length` are added.
pub(crate) fn request(path: &str, headers: &[(&str, &str)], body: &[u8]) -> Vec<u8> {
    let mut head = format!("POST {path} HTTP/1.1\r\nHost: localhost\r\n");
    for (name, value) in headers {
        let _ = write!(head, "{name}: {value}\r\n");
    }
    let _ = write!(head, "Content-Length: {}\r\n\r\n", body.len());
    [head.as_bytes(), body].concat()
}

/// A connection. Bytes read beyond an answer are kept for the next one.
#[derive(Debug)]
pub(crate) struct Raw {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Raw {
    /// Connects.
    ///
    /// # Panics
    /// When nobody listens.
    #[track_caller]
    pub(crate) fn connect(addr: SocketAddr) -> Self {
        Self::try_connect(addr).expect("somebody listens")
    }

    /// Connects, if somebody listens.
    pub(crate) fn try_connect(addr: SocketAddr) -> io::Result<Self> {
        let stream = TcpStream::connect_timeout(&addr, PATIENCE)?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, buffer: Vec::new() })
    }

    /// One request on a connection of its own.
    #[track_caller]
    pub(crate) fn exchange(addr: SocketAddr, request: &[u8]) -> Answer {
        let mut raw = Self::connect(addr);
        raw.send(request).expect("the request is read");
        raw.answer()
    }

    /// Sends bytes as they are.
    ///
    /// # Errors
    /// The other side went away.
    pub(crate) fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.stream.write_all(bytes)
    }

    /// Sends one byte at a time until all are sent, or the other side answers or goes away.
    pub(crate) fn trickle(&mut self, bytes: &[u8], every: Duration) {
        for byte in bytes {
            if self.stream.write_all(&[*byte]).is_err() || self.has_answer_within(every) {
                return;
            }
        }
    }

    /// Says that nothing more will be sent, and keeps reading. The other side may be gone by then.
    pub(crate) fn half_close(&mut self) {
        let _ = self.stream.shutdown(Shutdown::Write);
    }

    /// Ends the connection with a reset instead of a farewell, unless the other side was faster.
    pub(crate) fn reset(self) {
        self.stream.set_nonblocking(true).expect("a connection");
        let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build();
        let runtime = runtime.expect("a runtime");
        let _entered = runtime.enter();
        let stream = tokio::net::TcpStream::from_std(self.stream).expect("a connection");
        let _ = stream.set_zero_linger();
    }

    /// Whether a byte or the end arrives in that time.
    pub(crate) fn has_answer_within(&mut self, time: Duration) -> bool {
        if !self.buffer.is_empty() {
            return true;
        }
        self.stream.set_read_timeout(Some(time)).expect("a time-out");
        match self.stream.peek(&mut [0]) {
            Ok(_) => true,
            Err(error) if is_timeout(&error) => false,
            Err(_) => {
                // Nothing is there to wait for; a caller that counts on the time still gets it.
                sleep(Duration::from_millis(1));
                true
            }
        }
    }

    /// Reads one answer, as its `Content-Length` says.
    ///
    /// # Panics
    /// When no whole answer comes in time.
    #[track_caller]
    pub(crate) fn answer(&mut self) -> Answer {
        self.try_answer(PATIENCE).expect("a whole answer")
    }

    /// Reads one answer.
    ///
    /// # Errors
    /// A time-out, or a connection that ended before the answer did.
    pub(crate) fn try_answer(&mut self, patience: Duration) -> io::Result<Answer> {
        let deadline = Instant::now() + patience;
        let head = loop {
            match self.buffer.windows(4).position(|bytes| bytes == b"\r\n\r\n") {
                Some(end) => break self.buffer.drain(..end + 4).collect::<Vec<u8>>(),
                None => self.read_more(deadline)?,
            }
        };
        let head = String::from_utf8_lossy(&head);
        let mut lines = head.lines();
        let status = lines.next().and_then(|line| line.split(' ').nth(1)?.parse().ok());
        let status = status.ok_or_else(|| io::Error::new(ErrorKind::InvalidData, &*head))?;
        let headers = lines.filter_map(|line| line.split_once(':'));
        let headers = headers.map(|(name, value)| (name.to_owned(), value.trim().to_owned()));
        let mut answer = Answer { status, headers: headers.collect(), body: Vec::new() };
        let length = answer.header("content-length").and_then(|text| text.parse().ok());
        let length: usize = length.unwrap_or(0);
        while self.buffer.len() < length {
            self.read_more(deadline)?;
        }
        answer.body = self.buffer.drain(..length).collect();
        Ok(answer)
    }

    /// Reads until the other side closes: what was left, and whether it closed in time.
    pub(crate) fn rest(&mut self, patience: Duration) -> (Vec<u8>, bool) {
        let deadline = Instant::now() + patience;
        loop {
            match self.read_more(deadline) {
                Ok(()) => {}
                Err(error) => return (std::mem::take(&mut self.buffer), !is_timeout(&error)),
            }
        }
    }

    fn read_more(&mut self, deadline: Instant) -> io::Result<()> {
        let left = deadline.saturating_duration_since(Instant::now());
        self.stream.set_read_timeout(Some(left.max(Duration::from_millis(1))))?;
        let mut bytes = [0; 16 * 1024];
        match self.stream.read(&mut bytes)? {
            0 => Err(ErrorKind::UnexpectedEof.into()),
            size => {
                self.buffer.extend_from_slice(&bytes[..size]);
                Ok(())
            }
        }
    }
}

fn is_timeout(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut)
}
