use std::sync::Arc;

use preau_server::adapters::clock::FrozenClock;
use preau_server::adapters::mail::SmtpMailer;
use preau_server::adapters::mail::smtp::SmtpSettingsFault;
use preau_services::ports::Mailer;
use preau_services::ports::mailer::{Mail, MailFault};
use tokio::net::TcpListener;

use super::mail;
use super::post_office::PostOffice;

const FROM: &str = "Périscolaire <ne-pas-repondre@town.example>";

fn mailer(url: &str) -> SmtpMailer {
    let clock = Arc::new(FrozenClock::new("2026-09-10T08:00:00Z".parse().expect("an instant")));
    SmtpMailer::new(url, FROM, clock).expect("good settings")
}

/// An address on which nobody listens.
async fn nobody() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    format!("smtp://{}", listener.local_addr().expect("its address"))
}

#[tokio::test]
async fn a_mail_arrives_whole() {
    let office = PostOffice::open("250 well").await;
    assert_eq!(mailer(&office.url).send(&mail()).await, Ok(()));
    let heard = office.heard().await;
    let letter = heard
        .split_once("DATA\n")
        .expect("a letter")
        .1
        .split_once("\n.\n")
        .expect("its end")
        .0;
    assert_eq!(
        letter,
        "Message-ID: <task=3A01JZ@town.example>\n\
         Date: Thu, 10 Sep 2026 08:00:00 +0000\n\
         From: =?utf-8?b?UMOpcmlzY29sYWlyZQ==?= <ne-pas-repondre@town.example>\n\
         To: =?utf-8?b?Q2FtaWxsZSBGb3LDqnQ=?= <camille@example.org>\n\
         Subject: =?utf-8?b?UsOpc2VydmF0aW9ucyBk4oCZw4lsaXNl?=\n\
         Auto-Submitted: auto-generated\n\
         Content-Type: text/plain; charset=utf-8\n\
         Content-Transfer-Encoding: quoted-printable\n\
         \n\
         Bonjour,\n\
         =C3=89lise est attendue lundi.\n"
    );
    assert!(heard.contains("MAIL FROM:<ne-pas-repondre@town.example>"));
    assert!(heard.contains("RCPT TO:<camille@example.org>"));
}

#[tokio::test]
async fn a_refusal_is_told_without_the_address() {
    let office = PostOffice::open("550 <camille@example.org>: no such person").await;
    let refused = mailer(&office.url).send(&mail()).await;
    assert_eq!(refused, Err(MailFault("the mail server answered 550".to_owned())));
}

#[tokio::test]
async fn a_server_that_is_not_there_is_a_fault() {
    let missed = mailer(&nobody().await).send(&mail()).await;
    assert_eq!(missed, Err(MailFault("no connection to the mail server".to_owned())));
}

#[tokio::test]
async fn a_header_is_one_line() {
    let mailer = mailer(&nobody().await);
    let evil = || "x\r\nBcc: everyone@example.org".to_owned();
    let cases = [
        (
            Mail {
                to: format!("camille@example.org{}", evil()),
                ..mail()
            },
            "control character in the address of a mail",
        ),
        (
            Mail {
                to_name: evil(),
                ..mail()
            },
            "control character in the name of a mail",
        ),
        (
            Mail {
                subject: evil(),
                ..mail()
            },
            "control character in the subject of a mail",
        ),
        (
            Mail {
                subject: "x\0".to_owned(),
                ..mail()
            },
            "control character in the subject of a mail",
        ),
        (
            Mail {
                to: "Camille <camille@example.org>".to_owned(),
                ..mail()
            },
            "the address of a mail is not one",
        ),
        (
            Mail {
                to: "camille@example.org, bob@example.org".to_owned(),
                ..mail()
            },
            "the address of a mail is not one",
        ),
        (
            Mail {
                to: String::new(),
                ..mail()
            },
            "the address of a mail is not one",
        ),
    ];
    for (mail, fault) in cases {
        assert_eq!(mailer.send(&mail).await, Err(MailFault(fault.to_owned())));
    }
}

#[test]
fn settings_are_read_before_a_mail_needs_them() {
    let clock = || Arc::new(FrozenClock::new("2026-09-10T08:00:00Z".parse().expect("an instant")));
    let fault = |url, from| SmtpMailer::new(url, from, clock()).err();
    for url in [
        "smtp://localhost",
        "smtps://u:p%40ss@mail.example:465",
        "smtp://mail.example:587?tls=required",
    ] {
        assert_eq!(fault(url, FROM), None);
    }
    for url in [
        "",
        "localhost",
        "http://mail.example",
        "smtp://mail.example?tls=perhaps",
    ] {
        assert_eq!(fault(url, FROM), Some(SmtpSettingsFault::Url));
    }
    assert_eq!(fault("smtp://localhost", "nobody"), Some(SmtpSettingsFault::From));
    assert_eq!(fault("smtp://localhost", "Préau <preau@localhost>"), None);
}
