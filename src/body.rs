//! The body of a request: read within a bound of memory, and unpacked.

use std::io::{self, Read};
use std::sync::Arc;

use axum::body::{Body, Bytes, HttpBody};
use axum::http::header::CONTENT_ENCODING;
use axum::http::{HeaderMap, StatusCode};
use flate2::bufread::MultiGzDecoder;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task::spawn_blocking;

/// Bytes of a body that are taken at any time.
const SMALL: u64 = 1 << 20;
/// Larger ones, and those that do not say how large they are, are read and answered this many at a time.
const LARGE_ONES: usize = 4;

/// Reads bodies.
#[derive(Debug)]
pub(crate) struct Bodies {
    /// Bytes that a body may have, packed and unpacked.
    limit: usize,
    large_ones: Arc<Semaphore>,
}

/// Why a body was not read.
#[derive(Debug, PartialEq)]
pub(crate) enum Unreadable {
    /// It is larger than this; or the connection was lost, when nobody reads the answer.
    TooLarge(usize),
    /// It is packed in this way.
    Encoding(String),
    /// It is not what `Content-Encoding` says.
    Damaged,
}

impl Bodies {
    pub(crate) fn new(limit: usize) -> Self {
        Self { limit, large_ones: Arc::new(Semaphore::new(LARGE_ONES)) }
    }

    /// The body, unpacked, and a permit to keep until the request is answered.
    pub(crate) async fn read(
        &self,
        headers: &HeaderMap,
        body: Body,
    ) -> Result<(Bytes, Option<OwnedSemaphorePermit>), Unreadable> {
        let limit = self.limit;
        let is_packed = is_gzip(headers)?;
        let is_small = !is_packed && body.size_hint().upper().is_some_and(|bytes| bytes <= SMALL);
        // Nobody closes the semaphore.
        let permit = if is_small { None } else { Arc::clone(&self.large_ones).acquire_owned().await.ok() };
        let body = axum::body::to_bytes(body, limit).await.map_err(|_| Unreadable::TooLarge(limit))?;
        if !is_packed {
            return Ok((body, permit));
        }
        // The permit goes along: this goes on if the client hangs up.
        let unpacked = spawn_blocking(move || (unpack(&body, limit), permit)).await;
        match unpacked {
            Ok((Ok(body), permit)) if body.len() <= limit => Ok((body.into(), permit)),
            Ok((Ok(_), _)) => Err(Unreadable::TooLarge(limit)),
            Ok((Err(_), _)) | Err(_) => Err(Unreadable::Damaged),
        }
    }
}

/// The content of a gzip file, of what is beyond `limit` one byte.
fn unpack(file: &[u8], limit: usize) -> io::Result<Vec<u8>> {
    let mut content = Vec::new();
    MultiGzDecoder::new(file).take(limit as u64 + 1).read_to_end(&mut content)?;
    Ok(content)
}

/// Whether the body is packed by gzip (RFC 9110 section 8.4.1).
fn is_gzip(headers: &HeaderMap) -> Result<bool, Unreadable> {
    let encodings = headers.get_all(CONTENT_ENCODING).iter();
    let encodings: Vec<&str> = encodings.map(|value| value.to_str().unwrap_or("…")).collect();
    match encodings.as_slice() {
        [] => Ok(false),
        [one] if one.eq_ignore_ascii_case("identity") => Ok(false),
        [one] if one.eq_ignore_ascii_case("gzip") || one.eq_ignore_ascii_case("x-gzip") => Ok(true),
        others => Err(Unreadable::Encoding(others.join(", "))),
    }
}

impl Unreadable {
    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Self::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Encoding(_) => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Damaged => StatusCode::BAD_REQUEST,
        }
    }

    /// For people.
    pub(crate) fn reason(&self) -> String {
        match self {
            Self::TooLarge(limit) => format!("the request is larger than {limit} bytes"),
            Self::Encoding(names) => {
                format!("the Content-Encoding `{names}` is unknown: send gzip, or none")
            }
            Self::Damaged => "the request is not the gzip that its Content-Encoding says".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::write::GzEncoder;

    use super::*;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    /// The body that is read with these values of `Content-Encoding`, at most a thousand bytes.
    async fn read(encodings: &[&'static str], body: &[u8]) -> Result<Bytes, Unreadable> {
        let encodings = encodings.iter().map(|value| (CONTENT_ENCODING, value.parse().unwrap()));
        let headers = encodings.fold(HeaderMap::new(), |mut headers, (name, value)| {
            headers.append(name, value);
            headers
        });
        Bodies::new(1000).read(&headers, Body::from(body.to_vec())).await.map(|(body, _)| body)
    }

    #[tokio::test]
    async fn bodies_come_as_they_are_or_unpacked() {
        for encodings in [&[][..], &["identity"]] {
            assert_eq!(read(encodings, b"text").await.unwrap(), "text");
        }
        for encoding in ["gzip", "GZip", "x-gzip"] {
            assert_eq!(read(&[encoding], &packed(b"text")).await.unwrap(), "text");
        }
        let two = [packed(b"te"), packed(b"xt")].concat();
        assert_eq!(read(&["gzip"], &two).await.unwrap(), "text");
    }

    #[tokio::test]
    async fn the_limit_holds_before_and_after_unpacking() {
        let too_large = Err(Unreadable::TooLarge(1000));
        assert_eq!(read(&[], &[b' '; 1000]).await.unwrap().len(), 1000);
        assert_eq!(read(&[], &[b' '; 1001]).await, too_large);
        assert_eq!(read(&["gzip"], &packed(&[b' '; 1000])).await.unwrap().len(), 1000);
        assert_eq!(read(&["gzip"], &packed(&[b' '; 1001])).await, too_large);
        assert_eq!(read(&["gzip"], &packed(&vec![b' '; 100_000])).await, too_large);
    }

    #[tokio::test]
    async fn what_cannot_be_unpacked_is_said() {
        for (encodings, named) in
            [(&["br"][..], "br"), (&["gzip, gzip"], "gzip, gzip"), (&["gzip", "br"], "gzip, br"), (&[""], "")]
        {
            assert_eq!(read(encodings, b"").await, Err(Unreadable::Encoding(named.to_owned())));
        }
        let whole = packed(b"some text");
        for damaged in [b"plain".as_slice(), b"", &whole[..whole.len() - 1]] {
            assert_eq!(read(&["gzip"], damaged).await, Err(Unreadable::Damaged));
        }
    }

    #[tokio::test]
    async fn few_large_ones_are_in_memory_at_once() {
        let bodies = Bodies::new(8 << 20);
        let read = async |bytes: usize| bodies.read(&HeaderMap::new(), Body::from(vec![b' '; bytes])).await;
        let mut large = Vec::new();
        for _ in 0..LARGE_ONES {
            large.push(read(2 << 20).await.unwrap());
        }
        assert!(read(1 << 20).await.unwrap().1.is_none());
        let mut next = std::pin::pin!(read((1 << 20) + 1));
        let at_once = std::future::poll_fn(|context| std::task::Poll::Ready(next.as_mut().poll(context)));
        assert!(at_once.await.is_pending());
        large.pop();
        assert!(next.await.is_ok());
    }
}
