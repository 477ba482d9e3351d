//! A draft rule book tried against a year of a town that is over: `preau rulebook simulate`, in a process of its own.

mod alone;
mod year;

use std::io::Write;
use std::path::Path;

use preau_tests::towns;
use tempfile::TempDir;

use self::alone::Alone;
pub use self::alone::{PROGRAM, READER, be_program, be_reader};
use self::year::Year;
use crate::arguments::Arguments;
use crate::house::{connect, variable};
use crate::report::{Growth, Pair, Report, Spread};
use crate::{Outcome, say};

/// So many times fewer bookings are tried to see what the memory grows by.
const FEWER: usize = 10;

/// Families of the year, as the command is asked for them.
const FAMILIES: &str = "families.csv";

pub async fn measure(arguments: &Arguments, report: &mut Report) -> Outcome<()> {
    let server = variable("PREAU_TEST_DATABASE_URL")?;
    let (base, _) = server.rsplit_once('/').ok_or("an address that ends in a database")?;
    let admin = connect(&server).await?;
    let folder = tempfile::tempdir()?;
    write_rules(folder.path())?;
    let mut stores = Vec::new();
    for bookings in [arguments.simulated / FEWER, arguments.simulated] {
        let name = format!("preau_bench_{}_{bookings}", std::process::id());
        year::execute(&admin, &format!("CREATE DATABASE {name}")).await?;
        stores.push((name, bookings));
    }
    let mut measured = Ok(());
    for postgres in [true, false] {
        if measured.is_ok() {
            let url = |(name, bookings): &(String, usize)| {
                let url = if postgres {
                    format!("{base}/{name}")
                } else {
                    format!("sqlite://{}?mode=rwc", folder.path().join(name).display())
                };
                (url, *bookings)
            };
            let [fewer, all] = [url(&stores[0]), url(&stores[1])];
            let kind = if postgres { "PostgreSQL" } else { "SQLite" };
            measured = store(kind, &folder, [fewer, all], arguments, report).await;
        }
    }
    for (name, _) in &stores {
        year::execute(&admin, &format!("DROP DATABASE {name} WITH (FORCE)")).await?;
    }
    measured
}

/// The town's rule book, and a draft of it in which midday is dearer and the canteen is booked two days earlier.
fn write_rules(folder: &Path) -> Outcome<()> {
    let rules = towns::rules_with_places(year::PLACES);
    let canteen = "[[activities]]\ncode = \"restauration\"";
    let earlier = "[deadlines.plus-tot]\nform = \"days_before\"\ndays = 6\nat = \"10:00\"\n\n";
    let (before, after) = rules.split_once(canteen).ok_or("no canteen")?;
    let after = after.replacen(
        "deadlines = { book = \"semaine-suivante\"",
        "deadlines = { book = \"plus-tot\"",
        1,
    );
    let draft = format!("{before}{earlier}{canteen}{after}").replacen("\"1.70\"", "\"2.00\"", 1);
    std::fs::File::create(folder.join("rules.toml"))?.write_all(rules.as_bytes())?;
    Ok(std::fs::File::create(folder.join("draft.toml"))?.write_all(draft.as_bytes())?)
}

async fn store(
    kind: &str,
    folder: &TempDir,
    stores: [(String, usize); 2],
    arguments: &Arguments,
    report: &mut Report,
) -> Outcome<()> {
    let mut years = Vec::new();
    for (url, bookings) in stores {
        let alone = Alone { folder: folder.path() };
        alone.program(&["migrate", "--database", &url]).await?;
        alone
            .program(&["town", "install", "rules.toml", "--database", &url])
            .await?;
        let year = Year::fill(url, bookings).await?;
        say(&format!(
            "{kind}: {} bookings of {} children, {} rows of attendance",
            year.bookings, year.children, year.attendances
        ));
        years.push((alone, year));
    }
    let [(_, fewer), (alone, all)] = &years[..] else {
        return Err("two years".into());
    };
    let mut rates = Vec::new();
    let mut costs = Vec::new();
    for round in 0..=arguments.rounds {
        let bare = alone.reader(&all.url).await?;
        if bare.told != format!("{} rows", all.bookings) {
            return Err(format!("the baseline read {}", bare.told).into());
        }
        let ours = simulate(alone, all).await?;
        let rate = |seconds: f64| all.bookings as f64 / seconds;
        say(&format!(
            "simulation on {kind}, round {round}: {:.0} against {:.0} a second; {:.2} s and {:.2} s, of which {:.2} s \
             and {:.2} s of the processor in the process itself",
            rate(ours.seconds),
            rate(bare.seconds),
            ours.seconds,
            bare.seconds,
            ours.processor,
            bare.processor
        ));
        rates.push((rate(ours.seconds), rate(bare.seconds)));
        costs.push((ours.processor, bare.processor));
    }
    let least = simulate(alone, fewer).await?.peak;
    let peak = simulate(alone, all).await?.peak;
    // The first round warms everything up.
    let (rates, costs) = (rates.split_off(1), costs.split_off(1));
    let own = |seconds: Spread| 1e6 * seconds.median / all.bookings as f64;
    report.pair(Pair {
        name: format!("simulation of {} bookings, {kind}", all.bookings),
        ours: format!(
            "preau rulebook simulate, bookings per second, {:.1} µs of the processor in its own process for each",
            own(Spread::of(costs.iter().map(|cost| cost.0)))
        ),
        baseline: format!(
            "one SELECT of the same bookings and attendance in the same order, streamed, {:.1} µs",
            own(Spread::of(costs.iter().map(|cost| cost.1)))
        ),
        rates,
        least: 0.3,
    });
    report.growth(Growth {
        name: format!(
            "peak memory of the simulation, {} to {} bookings, {kind}",
            fewer.bookings, all.bookings
        ),
        kilobytes: (least, peak),
        most: 1.5,
    });
    Ok(())
}

/// As an operator asks it, with a line for each family.
async fn simulate(alone: &Alone<'_>, year: &Year) -> Outcome<alone::Cost> {
    let words = [
        "rulebook",
        "simulate",
        "draft.toml",
        "--from",
        year::FROM,
        "--to",
        year::TO,
    ];
    let more = ["--format", "json", "--families", FAMILIES, "--database", &year.url];
    let cost = alone.program(&[&words[..], &more].concat()).await?;
    let total: serde_json::Value = serde_json::from_str(cost.told.lines().next().unwrap_or_default())?;
    if total["places"].as_u64() != Some(year.bookings as u64) {
        return Err(format!("not all was tried: {total}").into());
    }
    Ok(cost)
}
