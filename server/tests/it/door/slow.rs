use std::time::Duration;

use serde_json::json;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};

use super::street::{AT_MOST, Street};

const SHORT: Duration = Duration::from_millis(100);

/// Writes these bytes, then only listens until the server hangs up.
async fn write_and_listen(street: &Street, bytes: &str) -> String {
    let mut stream = TcpStream::connect(street.address).await.expect("a connection");
    stream.write_all(bytes.as_bytes()).await.expect("written");
    let mut heard = Vec::new();
    let hung_up = timeout(AT_MOST, stream.read_to_end(&mut heard)).await;
    hung_up.expect("the server hangs up").ok();
    String::from_utf8(heard).expect("text")
}

#[tokio::test]
async fn a_head_that_never_comes_is_cut() {
    let street = Street::with(|door| door.patience.head = SHORT).await;
    assert_eq!(write_and_listen(&street, "").await, "");
    assert_eq!(
        write_and_listen(&street, "POST /graphql HTTP/1.1\r\nhost: x\r\n").await,
        ""
    );
    let heard = write_and_listen(&street, "GET /health HTTP/1.1\r\nhost: x\r\n\r\n").await;
    assert!(heard.starts_with("HTTP/1.1 200 OK"), "{heard}");
}

#[tokio::test]
async fn a_body_that_never_ends_is_told_so_and_cut() {
    let street = Street::with(|door| door.patience.body = SHORT).await;
    let opening = "POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n";
    for rest in [
        "content-length: 100\r\n\r\n{\"query\":",
        "transfer-encoding: chunked\r\n\r\n5\r\n{\"que",
    ] {
        let heard = write_and_listen(&street, &format!("{opening}{rest}")).await;
        assert!(heard.starts_with("HTTP/1.1 408 Request Timeout"), "{heard}");
        assert!(heard.contains("\"code\":\"REQUEST_TIMEOUT\""), "{heard}");
    }
}

#[tokio::test]
async fn a_body_that_breaks_off_or_grows_too_long_harms_nobody() {
    let street = Street::with(|door| door.limits.body = 50).await;
    let opening = "POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n";
    let heard = write_and_listen(&street, &format!("{opening}content-length: 51\r\n\r\n")).await;
    assert!(heard.starts_with("HTTP/1.1 413 Payload Too Large"), "{heard}");
    let chunk = format!("3c\r\n{}\r\n", "x".repeat(60));
    let heard = write_and_listen(&street, &format!("{opening}transfer-encoding: chunked\r\n\r\n{chunk}")).await;
    assert!(heard.starts_with("HTTP/1.1 413 Payload Too Large"), "{heard}");
    assert_eq!(street.ask("{ hello }").await.status, 200);
}

#[tokio::test]
async fn a_client_that_reads_nothing_gives_its_place_back() {
    let street = Street::with(|door| {
        door.patience.write = SHORT;
        door.limits.connections = 1;
    })
    .await;
    let query = "query($text: String!) { echo(text: $text, times: 20000) }";
    let body = json!({ "query": query, "variables": { "text": "x".repeat(1_000) } }).to_string();
    let opening = "POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n";
    let mut stream = TcpStream::connect(street.address).await.expect("a connection");
    let request = format!("{opening}content-length: {}\r\n\r\n{body}", body.len());
    stream.write_all(request.as_bytes()).await.expect("written");
    let reply = timeout(AT_MOST, street.ask("{ hello }"))
        .await
        .expect("the place is free again");
    assert_eq!(reply.status, 200);
}

#[tokio::test]
async fn a_stop_lets_what_runs_end_and_accepts_nobody_more() {
    let street = Street::open().await;
    assert_eq!(street.ask("{ hello }").await.status, 200);
    street.running.closing.cancel();
    timeout(AT_MOST, street.server)
        .await
        .expect("it ends")
        .expect("without a panic")
        .expect("without an error");
    assert!(TcpStream::connect(street.address).await.is_err());
}
