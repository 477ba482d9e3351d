//! A caller that costs next to nothing: one connection kept open, requests written as they are, answers not parsed.

use std::io::Write;
use std::net::{IpAddr, SocketAddr};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};

/// What programs of this room give back.
pub type Outcome<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

pub struct Wire {
    stream: TcpStream,
    head: String,
    sent: Vec<u8>,
    read: Vec<u8>,
}

impl Wire {
    pub async fn open(address: SocketAddr) -> Outcome<Self> {
        Self::over(TcpStream::connect(address).await?, address)
    }

    /// As somebody at another address of this machine, where it has it.
    pub async fn open_from(from: IpAddr, address: SocketAddr) -> Outcome<Self> {
        let socket = match address {
            SocketAddr::V4(_) => TcpSocket::new_v4()?,
            SocketAddr::V6(_) => TcpSocket::new_v6()?,
        };
        match socket.bind(SocketAddr::new(from, 0)) {
            Ok(()) => Self::over(socket.connect(address).await?, address),
            Err(_) => Self::open(address).await,
        }
    }

    fn over(stream: TcpStream, address: SocketAddr) -> Outcome<Self> {
        stream.set_nodelay(true)?;
        let head = format!("POST /graphql HTTP/1.1\r\nhost: {address}\r\ncontent-type: application/json\r\n");
        Ok(Self {
            stream,
            head,
            sent: Vec::new(),
            read: Vec::new(),
        })
    }

    /// Sends a body as the caller who holds this access token, and waits for the answer's, which must be a success.
    pub async fn post(&mut self, token: Option<&str>, body: &str) -> Outcome<&str> {
        match self.exchange(token, body).await? {
            (200, answer) => Ok(answer),
            (_, answer) => Err(format!("the server refused: {answer}").into()),
        }
    }

    /// As [`Wire::post`], with whatever status the answer has.
    pub async fn exchange(&mut self, token: Option<&str>, body: &str) -> Outcome<(u16, &str)> {
        self.send(token, body).await?;
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
        let status = self.read.get(9..12).and_then(|digits| str::from_utf8(digits).ok());
        let status = status.and_then(|digits| digits.parse().ok());
        let status = status.ok_or("an answer without a status")?;
        Ok((status, str::from_utf8(&self.read[begins..ends])?))
    }

    /// Sends a body and does not wait.
    pub async fn send(&mut self, token: Option<&str>, body: &str) -> Outcome<()> {
        self.sent.clear();
        self.sent.extend_from_slice(self.head.as_bytes());
        if let Some(token) = token {
            write!(self.sent, "authorization: Bearer {token}\r\n")?;
        }
        write!(self.sent, "content-length: {}\r\n\r\n{body}", body.len())?;
        Ok(self.stream.write_all(&self.sent).await?)
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
