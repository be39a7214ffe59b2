//! What sends are measured against (`scripts/bench`): reads requests with a Content-Length and answers
//! 200, a thread a connection, nothing kept. As bare as it can be, so that the sender is what is measured.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

const ANSWER: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n";

fn main() -> std::io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    writeln!(std::io::stdout(), "http://{}/webhooks", listener.local_addr()?)?;
    for stream in listener.incoming().flatten() {
        thread::spawn(move || serve(stream));
    }
    Ok(())
}

fn serve(mut stream: TcpStream) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut buffer = Vec::with_capacity(64 * 1024);
    let mut piece = [0; 64 * 1024];
    loop {
        while let Some(length) = whole(&buffer) {
            buffer.drain(..length);
            stream.write_all(ANSWER)?;
        }
        match stream.read(&mut piece)? {
            0 => return Ok(()),
            read => buffer.extend_from_slice(&piece[..read]),
        }
    }
}

/// The length of the first request, when all of it is there.
fn whole(buffer: &[u8]) -> Option<usize> {
    let head = buffer.windows(4).position(|end| end == b"\r\n\r\n")? + 4;
    let fields = std::str::from_utf8(&buffer[..head]).ok()?.lines();
    let length = fields
        .filter_map(|line| line.split_once(':'))
        .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
        .and_then(|(_, value)| value.trim().parse().ok())
        .unwrap_or(0);
    (buffer.len() >= head + length).then_some(head + length)
}
