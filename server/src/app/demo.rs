//! Fictional towns to look at: nothing to install, nothing to configure.

use std::sync::Arc;

use chrono_tz::Europe::Paris;
use preau_services::ports::{Clock, Mailer};
use preau_services::sign_in::{PasswordCost, Secret};

use super::commands::tell;
use super::first_query::{explorer, first_query};
use super::greeting::greeting;
use super::outside::mailer;
use super::start::{Wiring, start};
use crate::adapters::clock::{FrozenClock, SystemClock};
use crate::adapters::mail::{Mailbox, TeeMailer};
use crate::adapters::random::OsRandom;
use crate::cli::Failure;
use crate::cli::command::Demo;
use crate::seed::demo::{TOWNS, seed};
use crate::settings::DEMO_SECRET;

/// Serves the demo towns until asked to stop.
pub async fn demo(command: Demo) -> Result<(), Failure> {
    let clock: Arc<dyn Clock> = match command.at {
        Some(at) => Arc::new(FrozenClock::new(at)),
        None => Arc::new(SystemClock),
    };
    let mailbox = Arc::new(Mailbox::default());
    let mut mailers: Vec<Arc<dyn Mailer>> = vec![Arc::clone(&mailbox) as Arc<dyn Mailer>];
    if command.settings.mail.server().is_some() {
        mailers.push(mailer(&command.settings.mail, &clock)?);
    }
    let query = first_query(Paris, clock.now());
    let wiring = Wiring {
        clock,
        random: Arc::new(OsRandom),
        mailer: Arc::new(TeeMailer(mailers)),
        mailbox: Some(mailbox),
        keys: vec![Secret::from(DEMO_SECRET)],
        password_cost: PasswordCost::OWASP,
        development: true,
        explorer: Some(explorer(query.clone(), &TOWNS)),
        worker: true,
        on_statement: None,
    };
    let running = start(&command.settings, wiring).await?;
    seed(running.portal(), running.sign_in()).await?;
    let address = format!("http://localhost:{}", running.address().port());
    let web = command.settings.door.web().is_some();
    tell(&greeting(&address, web, &TOWNS, &query))?;
    running.until_asked_to_stop().await;
    Ok(())
}
