use std::sync::Arc;

use preau_server::adapters::mail::Mailbox;
use preau_server::dev_mails::router;
use preau_services::ports::Mailer;
use preau_services::ports::mailer::Mail;
use reqwest::header::{ACCEPT, CONTENT_TYPE};
use serde_json::json;
use tokio::net::TcpListener;

use super::mail;

async fn get(mailbox: Mailbox, accept: &str) -> (String, String) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let url = format!("http://{}/dev/mails", listener.local_addr().expect("its address"));
    let server = tokio::spawn(async move { axum::serve(listener, router(Arc::new(mailbox))).await });
    let answer = reqwest::Client::new()
        .get(url)
        .header(ACCEPT, accept)
        .send()
        .await
        .expect("an answer");
    assert_eq!(answer.status(), 200);
    assert_eq!(answer.headers()["cache-control"], "no-store");
    assert_eq!(answer.headers()["x-content-type-options"], "nosniff");
    let media = answer.headers()[CONTENT_TYPE]
        .to_str()
        .expect("a media type")
        .to_owned();
    let body = answer.text().await.expect("a body");
    server.abort();
    (media, body)
}

async fn two_mails() -> Mailbox {
    let mailbox = Mailbox::default();
    let odd = Mail {
        key: "2".to_owned(),
        subject: "<b>\"&'".to_owned(),
        text: "</pre><script>".to_owned(),
        ..mail()
    };
    for mail in [mail(), odd] {
        assert_eq!(mailbox.send(&mail).await, Ok(()));
    }
    mailbox
}

#[tokio::test]
async fn programs_read_json() {
    let (media, body) = get(two_mails().await, "text/plain;q=0.5, Application/JSON; charset=utf-8").await;
    assert_eq!(media, "application/json");
    let body: serde_json::Value = serde_json::from_str(&body).expect("JSON");
    let (to, name) = ("camille@example.org", "Camille Forêt");
    assert_eq!(
        body,
        json!([
            { "key": "2", "to": to, "toName": name, "subject": "<b>\"&'", "text": "</pre><script>" },
            { "key": "task:01JZ", "to": to, "toName": name, "subject": "Réservations d’Élise",
              "text": "Bonjour,\nÉlise est attendue lundi.\n" },
        ])
    );
}

#[tokio::test]
async fn people_read_a_page_in_which_a_mail_is_text() {
    let (media, body) = get(two_mails().await, "text/html,*/*;q=0.8").await;
    assert_eq!(media, "text/html; charset=utf-8");
    let (head, articles) = body.split_once("<article>").expect("a mail");
    assert!(head.starts_with("<!doctype html>\n<html lang=\"en\">"));
    assert_eq!(
        articles,
        "\n<h2 lang=\"fr\">&lt;b&gt;&quot;&amp;&#39;</h2>\n\
         <p>To Camille Forêt &lt;camille@example.org&gt;</p>\n\
         <pre lang=\"fr\">&lt;/pre&gt;&lt;script&gt;</pre>\n\
         </article>\n\
         <article>\n\
         <h2 lang=\"fr\">Réservations d’Élise</h2>\n\
         <p>To Camille Forêt &lt;camille@example.org&gt;</p>\n\
         <pre lang=\"fr\">Bonjour,\nÉlise est attendue lundi.\n</pre>\n\
         </article>\n\
         </main>\n</body>\n</html>\n"
    );
}

#[tokio::test]
async fn an_empty_mailbox_says_so() {
    let (_, body) = get(Mailbox::default(), "text/html").await;
    assert!(body.contains("<p>No mail yet. Book a day, then load this page again.</p>"));
    let (_, body) = get(Mailbox::default(), "application/json").await;
    assert_eq!(body, "[]");
}
