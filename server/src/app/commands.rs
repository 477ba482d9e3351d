//! The commands of production.

use std::io::Write;
use std::sync::Arc;

use preau_domain::locale::Locale;
use preau_services::sign_in::{PasswordCost, Secret};
use preau_services::towns::{PublishRefusal, publish};

use super::outside::{bare_portal, mailer, open_store};
use super::start::{Wiring, start};
use crate::adapters::clock::SystemClock;
use crate::adapters::random::OsRandom;
use crate::cli::Failure;
use crate::cli::command::{Install, Migrate, Serve};
use crate::cli::rulebook_check::complain;
use crate::cli::text_file::read;

/// Serves real towns until asked to stop.
pub async fn serve(command: Serve) -> Result<(), Failure> {
    let clock: Arc<dyn preau_services::ports::Clock> = Arc::new(SystemClock);
    let wiring = Wiring {
        mailer: mailer(&command.settings.mail, &clock)?,
        clock,
        random: Arc::new(OsRandom),
        mailbox: None,
        keys: vec![Secret::from(command.secret.expose())],
        password_cost: PasswordCost::OWASP,
        development: false,
        explorer: None,
        worker: true,
        on_statement: None,
    };
    let running = start(&command.settings, wiring).await?;
    tracing::info!(address = %running.address(), "serving");
    running.until_asked_to_stop().await;
    Ok(())
}

/// Brings the store to the shape this version expects.
pub async fn migrate(command: Migrate) -> Result<(), Failure> {
    open_store(&command.store, None).await.map(drop)
}

/// Publishes a town's rule book.
pub async fn town_install(command: Install) -> Result<(), Failure> {
    let file = command.file.display();
    let source = read(&command.file).map_err(|error| Failure::Usage(format!("{file} cannot be read: {error}")))?;
    let (db, turns) = open_store(&command.store, None).await?;
    let portal = bare_portal(db, turns);
    match publish(&portal, &source).await {
        Ok(Ok((_, version))) => tell(&format!("{file} is in force as version {version}")),
        Ok(Err(refusal)) => refused(&file.to_string(), refusal),
        Err(fault) => Err(Failure::Failed(format!("the town cannot be installed: {fault:?}"))),
    }
}

/// Says why a file cannot be in force.
pub(super) fn refused(file: &str, refusal: PublishRefusal) -> Result<(), Failure> {
    match refusal {
        PublishRefusal::Mistakes(mistakes) => {
            complain(file, &mistakes, Locale::En).map_err(|error| Failure::Failed(error.to_string()))?;
            Err(Failure::Told)
        }
        PublishRefusal::StillBooked(codes) => Err(Failure::Failed(format!(
            "{file} lacks activities, or their days, in which places are booked from today on: {}. Keep them until those days are past",
            codes.join(", ")
        ))),
        PublishRefusal::OtherZone(zone) => Err(Failure::Failed(format!(
            "{file} names another time zone than the town's other rule books, {zone}: a town has one"
        ))),
    }
}

/// Prints the contract.
pub fn schema() -> Result<(), Failure> {
    tell(preau_schema::sdl().trim_end())
}

pub(super) fn tell(text: &str) -> Result<(), Failure> {
    writeln!(std::io::stdout(), "{text}").map_err(|error| Failure::Failed(error.to_string()))
}
