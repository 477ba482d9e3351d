//! A server in a process of its own, whose clock the player sets, and which ends with the player.

use std::io::{BufRead, Write};
use std::sync::Arc;

use preau_server::adapters::clock::RunningClock;
use preau_server::adapters::mail::NowhereMailer;
use preau_server::adapters::random::OsRandom;
use preau_server::app::{PasswordCost, Running, Wiring, start};
use preau_server::seed;
use preau_server::settings::Settings;
use preau_tests::Outcome;
use preau_tests::opening_day::{Cast, Opening, people, rule_books};
use tokio::task::spawn_blocking;

use crate::arguments::{Passwords, Server};

/// Serves until the standard input ends. Tells its address on the standard output; each line that it reads is what its
/// clock shows from then on.
pub async fn serve(server: Server) -> Outcome<()> {
    server.log.start();
    let clock = Arc::new(RunningClock::new(server.at));
    let running = open(&server.settings, Arc::clone(&clock), PasswordCost::OWASP, true).await?;
    writeln!(std::io::stdout(), "{}", running.address())?;
    let told = spawn_blocking(move || {
        for line in std::io::stdin().lock().lines() {
            clock.set(line?.parse()?);
        }
        Outcome::Ok(())
    });
    let told = told.await?;
    running.stop().await;
    told
}

/// Founds the town, by a server of this process that ends before the others start.
pub async fn found(
    settings: &Settings,
    server: &Server,
    cast: &Cast,
    opening: Opening,
    passwords: Passwords,
) -> Outcome<()> {
    let password_cost = match passwords {
        Passwords::Real => PasswordCost::OWASP,
        Passwords::Cheap => PasswordCost::FOR_TESTS,
    };
    let running = open(settings, Arc::new(RunningClock::new(server.at)), password_cost, false).await?;
    let portal = running.portal();
    let mut town = None;
    for rules in rule_books(cast, opening) {
        town = Some(
            seed::town(portal, &rules)
                .await
                .map_err(|failure| failure.to_string())?,
        );
    }
    let town = town.ok_or("no rule book")?;
    let entered = seed::people(portal, running.sign_in(), town, &people(cast)).await;
    entered.map_err(|failure| failure.to_string())?;
    running.stop().await;
    Ok(())
}

async fn open(
    settings: &Settings,
    clock: Arc<RunningClock>,
    password_cost: PasswordCost,
    worker: bool,
) -> Outcome<Running> {
    let wiring = Wiring {
        clock,
        random: Arc::new(OsRandom),
        mailer: Arc::new(NowhereMailer::new()),
        mailbox: None,
        keys: vec!["a key of opening day, 32 bytes or more".into()],
        password_cost,
        development: false,
        explorer: None,
        worker,
        on_statement: None,
    };
    Ok(start(settings, wiring).await.map_err(|failure| failure.to_string())?)
}
