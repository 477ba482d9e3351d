//! A mail server on the loopback that takes one mail.

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

pub struct PostOffice {
    pub url: String,
    session: JoinHandle<String>,
}

impl PostOffice {
    /// Answers `answer` to the address of the recipient; `250` is consent.
    pub async fn open(answer: &'static str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let url = format!("smtp://{}", listener.local_addr().expect("its address"));
        Self {
            url,
            session: tokio::spawn(serve(listener, answer)),
        }
    }

    /// Everything that came in on the first connection, once it is over.
    pub async fn heard(self) -> String {
        self.session.await.expect("a whole session")
    }
}

async fn serve(listener: TcpListener, answer: &str) -> String {
    let (stream, _) = listener.accept().await.expect("a caller");
    let (reading, mut writing) = stream.into_split();
    let mut lines = BufReader::new(reading).lines();
    let mut heard = String::new();
    let mut in_letter = false;
    writing.write_all(b"220 post office\r\n").await.expect("a listener");
    while let Ok(Some(line)) = lines.next_line().await {
        heard.push_str(&line);
        heard.push('\n');
        let reply = match line.split([' ', ':']).next() {
            Some(".") if in_letter => "250 taken",
            _ if in_letter => continue,
            Some("RCPT") => answer,
            Some("DATA") => "354 go on",
            Some("QUIT") => "221 bye",
            _ => "250 well",
        };
        in_letter = line == "DATA";
        if writing.write_all(format!("{reply}\r\n").as_bytes()).await.is_err() {
            break;
        }
    }
    heard
}
