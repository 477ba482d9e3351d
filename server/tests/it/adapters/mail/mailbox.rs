use std::sync::Arc;

use async_trait::async_trait;
use preau_server::adapters::mail::mailbox::KEPT;
use preau_server::adapters::mail::{Mailbox, NowhereMailer, TeeMailer};
use preau_services::ports::Mailer;
use preau_services::ports::mailer::{Mail, MailFault};

use super::mail;

struct Broken;

#[async_trait]
impl Mailer for Broken {
    async fn send(&self, _: &Mail) -> Result<(), MailFault> {
        Err(MailFault("broken".to_owned()))
    }
}

fn numbered(number: usize) -> Mail {
    Mail {
        key: number.to_string(),
        ..mail()
    }
}

#[tokio::test]
async fn keeps_the_newest() {
    let mailbox = Mailbox::default();
    for number in 0..KEPT + 2 {
        assert_eq!(mailbox.send(&numbered(number)).await, Ok(()));
    }
    let expected: Vec<Mail> = (2..KEPT + 2).rev().map(numbered).collect();
    assert_eq!(mailbox.newest_first(), expected);
}

#[tokio::test]
async fn a_mail_goes_to_each_place_in_order_until_one_fails() {
    let (before, after) = (Arc::new(Mailbox::default()), Arc::new(Mailbox::default()));
    let both = TeeMailer(vec![before.clone(), after.clone()]);
    assert_eq!(both.send(&mail()).await, Ok(()));
    assert_eq!(
        (before.newest_first(), after.newest_first()),
        (vec![mail()], vec![mail()])
    );

    let broken = TeeMailer(vec![before.clone(), Arc::new(Broken), after.clone()]);
    assert_eq!(broken.send(&numbered(2)).await, Err(MailFault("broken".to_owned())));
    assert_eq!(
        (before.newest_first(), after.newest_first()),
        (vec![numbered(2), mail()], vec![mail()])
    );
}

#[tokio::test]
async fn without_a_server_a_mail_goes_nowhere_and_is_done_with() {
    assert_eq!(NowhereMailer::new().send(&mail()).await, Ok(()));
}
