//! Ctrl-C while `preau rulebook simulate` runs (FEATURES: G3).
#![cfg(unix)]

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read};
use std::process::{Command, Stdio};

use preau_entities::store::{ConnectionTrait, connect};

use super::rulebook_simulate::{MILLY, PERIOD, milly};

/// Families with one booking each: their lines are more than a pipe that nobody reads takes.
const FAMILIES: usize = 6_000;

/// The 5 000 days of children that are read at once, by the 30 days of the period.
const CHILDREN_OF_A_PAGE: usize = 5_000 / 30;

async fn crowd(url: &str) {
    let db = connect(url, 1, None).await.expect("a store");
    let everyone = format!(
        "(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {FAMILIES}) SELECT i FROM n) AS f"
    );
    let key = |kind: &str| format!("'01{kind:0>15}' || substr(CAST(1000000000 + f.i AS text), 2)");
    let (family, child, booking) = (key("F"), key("C"), key("B"));
    for sql in [
        "UPDATE slots SET capacity = 10000".to_owned(),
        format!("INSERT INTO families (commune_id, family_id, code, name) SELECT 1, {family}, f.i, 'F' FROM {everyone}"),
        format!(
            "INSERT INTO children (commune_id, child_id, family_id, first_name, last_name, birth_date, school_code)
             SELECT 1, {child}, {family}, 'E', 'F', '2018-05-02', 'cocteau' FROM {everyone}"
        ),
        format!(
            "INSERT INTO bookings (commune_id, booking_id, child_id, activity_id, day, price_cents, rule_book_version, booked_at)
             SELECT commune_id, {booking}, {child}, activity_id, day, 170, 1, '2026-11-10 08:00:00+00:00'
             FROM slots CROSS JOIN {everyone} WHERE activity_id = (SELECT activity_id FROM activities WHERE code = 'midi')"
        ),
    ] {
        db.execute_unprepared(&sql).await.expect("rows");
    }
    db.close().await.expect("closed");
}

#[tokio::test]
async fn ctrl_c_ends_it_behind_the_page_that_it_reckons() {
    // As many places as are wanted: a draft with fewer is looked through beforehand, when nothing is told yet.
    let directory = milly(&MILLY.replace("capacity = 120\n", "capacity = 10000\n")).await;
    let here = directory.path();
    crowd(&format!("sqlite://{}", here.join("preau.sqlite").display())).await;
    let (pipe, told) = (here.join("families.csv"), here.join("told.txt"));
    assert!(Command::new("mkfifo").arg(&pipe).status().expect("mkfifo").success());
    let mut simulation = Command::new(env!("CARGO_BIN_EXE_preau"))
        .args(["rulebook", "simulate", "draft.toml", "--families", "families.csv"])
        .args(PERIOD)
        .current_dir(here)
        .env_clear()
        .stdout(File::create(&told).expect("a file"))
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");

    // It waits for a reader of the families, who reads the first and lets it wait.
    let mut families = BufReader::new(File::open(&pipe).expect("a pipe"));
    let mut head = String::new();
    families.read_line(&mut head).expect("a line");
    assert_eq!(
        head,
        "family,kept,refused,lacking,before,before_kept,after,difference\n"
    );
    let pid = simulation.id().to_string();
    assert!(
        Command::new("kill")
            .args(["-INT", &pid])
            .status()
            .expect("kill")
            .success()
    );
    let mut complaints = BufReader::new(simulation.stderr.take().expect("its complaints"));
    let mut first = String::new();
    complaints.read_line(&mut first).expect("a line");
    assert_eq!(first, "stopping behind this page; once more stops at once\n");

    // Read on, it comes to the end of the page.
    let (mut lines, mut last) = (String::new(), String::new());
    families.read_to_string(&mut lines).expect("lines");
    complaints.read_to_string(&mut last).expect("a line");
    assert_eq!(simulation.wait().expect("its end").code(), Some(130));
    assert_eq!(fs::read_to_string(&told).expect("a file"), "");
    // Whole lines, of all families of these pages but the last, of which more could have come.
    let count = lines.lines().count();
    assert!(count < FAMILIES / 2 && lines.ends_with(",0.00\n"), "{count}: {lines}");
    assert!(lines.lines().all(|line| line.split(',').count() == 8), "{lines}");
    let children = count + 1;
    assert_eq!(children % CHILDREN_OF_A_PAGE, 0);
    assert_eq!(
        last,
        format!(
            "preau: stopped behind {children} places of {children} children, and nothing is changed; --families lacks who comes \
             from there on\n"
        )
    );
}
