//! What goes over the socket: a length of four bytes, big endian, and that much JSON.
//!
//! No length is believed: a frame over its bound ends the connection before memory is taken.

use std::io;

use etabli_api::ApiError;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};

/// The largest request, in bytes, of the socket and of the web door.
pub const MAX_REQUEST: usize = 16 * 1024 * 1024;
/// The largest answer, in bytes: a whole space written out.
pub(crate) const MAX_ANSWER: usize = 256 * 1024 * 1024;

/// A command from another process.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Request {
    pub(crate) name: String,
    #[serde(default)]
    pub(crate) arguments: Value,
}

/// What the holder says to a request: first that it took it, then how it went.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Reply {
    Taken,
    Ok(Value),
    Error(ApiError),
}

/// Reads one frame of at most `most` bytes; `None` at the end of the stream.
pub(crate) async fn read<T: DeserializeOwned>(
    stream: &mut (impl AsyncRead + Unpin),
    most: usize,
) -> io::Result<Option<T>> {
    let length = match stream.read_u32().await {
        Ok(length) => length,
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        Err(error) => return Err(error),
    };
    let too_long = || io::Error::new(io::ErrorKind::InvalidData, "the frame is too long");
    let length = usize::try_from(length).map_err(|_| too_long())?;
    if length > most {
        return Err(too_long());
    }
    let mut bytes = Vec::new();
    // `take` grows the buffer with what really arrives, not with what was announced.
    stream.take(length as u64).read_to_end(&mut bytes).await?;
    if bytes.len() < length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    serde_json::from_slice(&bytes).map(Some).map_err(io::Error::from)
}

/// Writes one frame of at most `most` bytes.
pub(crate) async fn write(
    stream: &mut (impl AsyncWrite + Unpin),
    message: &impl Serialize,
    most: usize,
) -> io::Result<()> {
    let mut bytes = vec![0; 4];
    serde_json::to_writer(&mut bytes, message)?;
    let length = bytes.len() - 4;
    let prefix = u32::try_from(length).ok().filter(|_| length <= most);
    let prefix = prefix
        .ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "the frame is too long"))?;
    if let Some(head) = bytes.first_chunk_mut::<4>() {
        *head = prefix.to_be_bytes();
    }
    stream.write_all(&bytes).await?;
    stream.flush().await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_frame_reads_back() {
        let mut bytes = Vec::new();
        write(&mut bytes, &vec!["éta", "bli"], 100).await.unwrap();
        let read: Option<Vec<String>> = read(&mut bytes.as_slice(), 100).await.unwrap();
        assert_eq!(read.unwrap(), ["éta", "bli"]);
    }

    #[tokio::test]
    async fn refuses_a_frame_over_its_bound() {
        let mut announced: &[u8] = &[0xff, 0xff, 0xff, 0xff, b'1'];
        assert!(read::<Value>(&mut announced, 100).await.is_err());
        assert!(write(&mut Vec::new(), &"x".repeat(100), 100).await.is_err());
    }

    #[tokio::test]
    async fn a_cut_frame_is_an_error_and_an_empty_stream_is_an_end() {
        let mut cut: &[u8] = &[0, 0, 0, 9, b'"'];
        assert!(read::<Value>(&mut cut, 100).await.is_err());
        assert!(read::<Value>(&mut tokio::io::empty(), 100).await.unwrap().is_none());
    }
}
