//! The day from the first stone to the last check.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use preau_tests::Outcome;
use preau_tests::opening_day::check::{self, Books, Evening, Noon, drained};
use preau_tests::opening_day::{Crowd, OPENS_AT, Opening, Report, Stage, learn, slug};
use tokio::time::{Instant, sleep};

use crate::arguments::{Arguments, Hour};
use crate::processor::Used;
use crate::servers::{Process, settings};
use crate::store::Store;
use crate::{say, serve};

/// After everyone has arrived, how long phones go on trying.
const PATIENCE: Duration = Duration::from_mins(5);

/// The first day of class of the school year that is booked.
const RENTREE: &str = "2026-09-01";

/// Plays the day and takes everything down again.
pub async fn play(arguments: &Arguments) -> Outcome<Report> {
    let store = Store::open(arguments).await?;
    let played = on_store(arguments, &store).await;
    let closed = store.close(arguments.keep).await;
    let report = played?;
    closed?;
    Ok(report)
}

async fn on_store(arguments: &Arguments, store: &Store) -> Outcome<Report> {
    let cast = arguments.cast();
    let opens_at: Option<DateTime<Utc>> = if arguments.url.is_empty() {
        Some(DateTime::parse_from_rfc3339(OPENS_AT)?.to_utc())
    } else {
        None
    };
    let eve = match opens_at {
        Some(opens_at) => opens_at - TimeDelta::days(1),
        None => wall_clock(),
    };
    let opening = opens_at.map_or(Opening::Open, |_| Opening::Instant);
    let asked = settings(store, eve)?;
    let began = Instant::now();
    serve::found(&asked.settings, &asked, &cast, opening, arguments.passwords).await?;
    say(&format!(
        "{} families entered in {:.1} s",
        cast.families,
        began.elapsed().as_secs_f64()
    ));

    let mut own = Vec::new();
    if arguments.url.is_empty() {
        for _ in 0..arguments.servers {
            own.push(Process::start(store, SocketAddr::from(([127, 0, 0, 1], 0)), eve, &arguments.log).await?);
        }
    }
    let servers: Vec<SocketAddr> = match arguments.url.as_slice() {
        [] => own.iter().map(|process| process.address).collect(),
        others => others.to_vec(),
    };
    let first = *servers.first().ok_or("no server")?;
    let from: NaiveDate = match opens_at {
        Some(_) => RENTREE.parse()?,
        None => (eve + TimeDelta::days(2)).date_naive(),
    };
    let learned = learn(first, &cast, from).await?;
    let stage = Stage::new(cast.clone(), servers, learned, opens_at, cast.window + PATIENCE);
    let stage = Arc::new(stage);

    let dawn = opens_at.and_then(|opens_at| opens_at.checked_sub_signed(TimeDelta::from_std(cast.early()).ok()?));
    for process in &mut own {
        process.set_clock(dawn.unwrap_or(eve))?;
    }
    let began = Instant::now();
    let before = Used::now(own.iter().map(Process::id));
    let opening = async {
        if opens_at.is_some() {
            sleep(cast.early()).await;
        }
    };
    say(&format!("{} days to book; the families come", stage.days.len()));
    let mut scene = Scene {
        arguments,
        store,
        stage: Arc::clone(&stage),
        own,
        down: Vec::new(),
        dawn,
        began,
    };
    let (mut crowd, killed) = tokio::join!(Crowd::come(&stage, opening), kill(Hour::Morning, &mut scene));
    killed?;
    say(&format!("all answered after {:.1} s", began.elapsed().as_secs_f64()));

    let books = Books::open(&store.url, &slug(&cast)).await?;
    let noon = Noon::read(&books, &stage).await?;
    let at = afternoon(&mut scene, &mut crowd).await?;
    let Scene { own, down, .. } = scene;
    let after = Used::now(own.iter().map(Process::id));
    let drain = Duration::from_secs(arguments.drain);
    let done = !drain.is_zero();
    if !done {
        say("checking");
    } else if drained(&books, at, drain).await? {
        let seconds = began.elapsed().as_secs_f64();
        say(&format!("the workers were done after {seconds:.1} s; checking"));
    } else {
        say("the workers are not done; checking");
    }
    stage.give_time(PATIENCE);
    let played = crowd.night().await;
    let evening = Evening { noon, at, done, down };
    let checks = check::all(&books, &stage, &played, &evening).await?;
    books.close().await?;
    let mut report = Report::new(arguments.how(stage.days.len()), &stage, &played, checks);
    report.skips = !done;
    if let (Some(before), Some(after), false) = (before, after, arguments.kill.is_some()) {
        report.processor = after.since(&before);
    }
    for process in own {
        process.stop().await?;
    }
    Ok(report)
}

/// What is on while the families come and go.
struct Scene<'a> {
    arguments: &'a Arguments,
    store: &'a Store,
    stage: Arc<Stage>,
    own: Vec<Process>,
    /// Those of them that were killed for good.
    down: Vec<SocketAddr>,
    dawn: Option<DateTime<Utc>>,
    began: Instant,
}

/// Lets days be given back and passed on, and then the places that carts kept: their time passes on the program's own
/// servers, unless the workers are not waited for. Returns what the servers' clocks show.
async fn afternoon(scene: &mut Scene<'_>, crowd: &mut Crowd) -> Outcome<DateTime<Utc>> {
    let (stage, began) = (Arc::clone(&scene.stage), scene.began);
    let tell = |what: &str| say(&format!("{what} after {:.1} s", began.elapsed().as_secs_f64()));
    stage.give_time(PATIENCE);
    let ((), killed) = tokio::join!(crowd.afternoon(), kill(Hour::Afternoon, scene));
    killed?;
    tell("days were given back and passed on");
    let at = match scene.dawn {
        Some(dawn) if scene.arguments.drain > 0 => {
            let at = later(dawn, began.elapsed() + stage.cast.keeps_carts())?;
            for process in &mut scene.own {
                process.set_clock(at)?;
            }
            at
        }
        Some(dawn) => later(dawn, began.elapsed())?,
        None => wall_clock(),
    };
    stage.give_time(PATIENCE);
    crowd.evening().await;
    tell("what was offered by then was answered");
    Ok(at)
}

/// Kills a server in mid-flight, if asked to at this hour. A lone one comes back at the same address.
async fn kill(hour: Hour, scene: &mut Scene<'_>) -> Outcome<()> {
    if scene.arguments.kill != Some(hour) {
        return Ok(());
    }
    let alone = scene.own.len() == 1;
    let Some(mut victim) = scene.own.pop() else {
        return Ok(());
    };
    match hour {
        Hour::Morning => scene.stage.log.settled(scene.stage.families.len().div_ceil(4)).await,
        Hour::Afternoon => scene.stage.half_is_given_back().await,
    }
    victim.kill()?;
    let after = scene.began.elapsed();
    say(&format!("killed {} after {:.1} s", victim.address, after.as_secs_f64()));
    if alone {
        let dawn = scene.dawn.ok_or("a server of this program without a clock")?;
        let now = later(dawn, scene.began.elapsed())?;
        let again = Process::start(scene.store, victim.address, now, &scene.arguments.log);
        scene.own.push(again.await?);
    } else {
        scene.down.push(victim.address);
    }
    Ok(())
}

fn later(at: DateTime<Utc>, by: Duration) -> Outcome<DateTime<Utc>> {
    let later = at.checked_add_signed(TimeDelta::from_std(by)?);
    Ok(later.ok_or("an instant beyond all calendars")?)
}

#[expect(
    clippy::disallowed_methods,
    reason = "servers that are not the program's own go by the wall clock"
)]
fn wall_clock() -> DateTime<Utc> {
    std::time::SystemTime::now().into()
}
