//! The head of an answer: its status, and how far its body goes (RFC 9112, 6.3).

use std::mem::MaybeUninit;

use httparse::{Header, ParserConfig, Response, Status};

/// Fields that a head may have.
const FIELDS: usize = 100;

/// What a head says about what follows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// The status.
    pub status: u16,
    /// How far the body goes.
    pub(super) extent: Extent,
    /// Whether the connection may be used again.
    pub keeps_open: bool,
}

/// How far a body goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extent {
    /// So many bytes.
    Length(u64),
    /// To the chunk of length 0.
    Chunked,
    /// To the end of the connection.
    Close,
}

/// What came is not HTTP.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NotHttp;

/// Reads a head and tells its length; `None` while there is more to come.
pub(super) fn read(bytes: &[u8]) -> Result<Option<(Head, usize)>, NotHttp> {
    let mut room = [const { MaybeUninit::<Header<'_>>::uninit() }; FIELDS];
    let mut response = Response::new(&mut []);
    let parsed =
        ParserConfig::default().parse_response_with_uninit_headers(&mut response, bytes, &mut room);
    let Status::Complete(length) = parsed.map_err(|_| NotHttp)? else { return Ok(None) };
    let (Some(status @ 100..), Some(version)) = (response.code, response.version) else {
        return Err(NotHttp);
    };
    let (mut length_told, mut chunked) = (None, None);
    let mut keeps_open = version == 1;
    for field in &*response.headers {
        if field.name.eq_ignore_ascii_case("content-length") {
            let told = digits(field.value).ok_or(NotHttp)?;
            if *length_told.get_or_insert(told) != told {
                return Err(NotHttp);
            }
        } else if field.name.eq_ignore_ascii_case("transfer-encoding") {
            chunked = Some(words(field.value).last().is_some_and(|last| is(last, "chunked")));
        } else if field.name.eq_ignore_ascii_case("connection") {
            keeps_open |= words(field.value).any(|word| is(word, "keep-alive"));
            keeps_open &= !words(field.value).any(|word| is(word, "close"));
        }
    }
    let extent = match (status, chunked, length_told) {
        (100..200 | 204 | 304, ..) => Extent::Length(0),
        (_, Some(true), _) => Extent::Chunked,
        (_, Some(false), _) | (_, None, None) => Extent::Close,
        (_, None, Some(length)) => Extent::Length(length),
    };
    // Two lengths at odds, or another protocol from here on: nothing that follows can be trusted.
    keeps_open &= status != 101 && (chunked.is_none() || length_told.is_none());
    keeps_open &= extent != Extent::Close;
    Ok(Some((Head { status, extent, keeps_open }, length)))
}

fn digits(value: &[u8]) -> Option<u64> {
    let text = std::str::from_utf8(value).ok()?;
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
}

fn words(value: &[u8]) -> impl Iterator<Item = &[u8]> {
    value.split(|byte| *byte == b',').map(<[u8]>::trim_ascii)
}

fn is(word: &[u8], known: &str) -> bool {
    word.eq_ignore_ascii_case(known.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::{Extent, Head, NotHttp, read};

    #[track_caller]
    fn says(head: &str, status: u16, extent: Extent, keeps_open: bool) {
        let head = head.replace('\n', "\r\n") + "\r\n";
        let found = read(head.as_bytes());
        assert_eq!(found, Ok(Some((Head { status, extent, keeps_open }, head.len()))), "{head}");
    }

    #[test]
    fn a_head_says_how_far_its_body_goes_and_whether_another_can_follow() {
        use Extent::{Chunked, Close, Length};
        says("HTTP/1.1 200 OK\nContent-Length: 12\n", 200, Length(12), true);
        says("HTTP/1.1 200\ncontent-length:3\ncontent-length: 3\n", 200, Length(3), true);
        says("HTTP/1.1 503 No\nConnection: x, Close\nContent-Length: 0\n", 503, Length(0), false);
        says("HTTP/1.0 200 OK\nContent-Length: 1\n", 200, Length(1), false);
        says("HTTP/1.0 200 OK\nConnection: keep-alive\nContent-Length: 1\n", 200, Length(1), true);
        says("HTTP/1.1 200 OK\nTransfer-Encoding: gzip, chunked\n", 200, Chunked, true);
        says("HTTP/1.1 200 OK\nTransfer-Encoding: gzip\n", 200, Close, false);
        says(
            "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\nContent-Length: 5\n",
            200,
            Chunked,
            false,
        );
        says("HTTP/1.1 200 OK\n", 200, Close, false);
        says("HTTP/1.1 204 No\nContent-Length: 5\n", 204, Length(0), true);
        says("HTTP/1.1 304 No\nTransfer-Encoding: chunked\n", 304, Length(0), true);
        says("HTTP/1.1 100 Continue\n", 100, Length(0), true);
        says("HTTP/1.1 101 Switching\n", 101, Length(0), false);
    }

    #[test]
    fn half_a_head_waits_and_what_is_none_is_told() {
        assert_eq!(read(b"HTTP/1.1 200 OK\r\ncontent-le"), Ok(None));
        assert_eq!(read(b""), Ok(None));
        for head in [
            "SSH-2.0-OpenSSH_9.2\r\n\r\n",
            "HTTP/1.1 099 Low\r\n\r\n",
            "HTTP/1.1 200 OK\r\ncontent-length: +1\r\n\r\n",
            "HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n",
            "HTTP/1.1 200 OK\r\ncontent-length: 1, 1\r\n\r\n",
        ] {
            assert_eq!(read(head.as_bytes()), Err(NotHttp), "{head}");
        }
    }
}
