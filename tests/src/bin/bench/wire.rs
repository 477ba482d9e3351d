//! A caller that costs next to nothing: one connection kept open, requests written as they are, answers not parsed.

use std::io::Write;
use std::net::SocketAddr;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::Outcome;

pub struct Wire {
    stream: TcpStream,
    head: String,
    sent: Vec<u8>,
    read: Vec<u8>,
}

impl Wire {
    pub async fn open(address: SocketAddr) -> Outcome<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let head = format!("POST /graphql HTTP/1.1\r\nhost: {address}\r\ncontent-type: application/json\r\n");
        Ok(Self {
            stream,
            head,
            sent: Vec::new(),
            read: Vec::new(),
        })
    }

    /// Sends a body as the caller who holds this access token, and waits for the answer's.
    pub async fn post(&mut self, token: Option<&str>, body: &str) -> Outcome<&str> {
        self.sent.clear();
        self.sent.extend_from_slice(self.head.as_bytes());
        if let Some(token) = token {
            write!(self.sent, "authorization: Bearer {token}\r\n")?;
        }
        write!(self.sent, "content-length: {}\r\n\r\n{body}", body.len())?;
        self.stream.write_all(&self.sent).await?;

        self.read.clear();
        let (begins, ends) = loop {
            if let Some(place) = place(&self.read)? {
                break place;
            }
            self.more().await?;
        };
        while self.read.len() < ends {
            self.more().await?;
        }
        let answer = std::str::from_utf8(&self.read[begins..ends])?;
        if self.read.starts_with(b"HTTP/1.1 200 ") {
            Ok(answer)
        } else {
            Err(format!("the server refused: {answer}").into())
        }
    }

    async fn more(&mut self) -> Outcome<()> {
        match self.stream.read_buf(&mut self.read).await? {
            0 => Err("the server hung up".into()),
            _ => Ok(()),
        }
    }
}

/// Where the body begins and ends, once the head is there.
fn place(read: &[u8]) -> Outcome<Option<(usize, usize)>> {
    let Some(head) = read.windows(4).position(|window| window == b"\r\n\r\n") else {
        return Ok(None);
    };
    let lines = std::str::from_utf8(&read[..head])?.lines();
    let length = lines
        .filter_map(|line| line.split_once(": "))
        .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
        .ok_or("an answer without a length")?;
    let begins = head + 4;
    Ok(Some((begins, begins + length.1.parse::<usize>()?)))
}
