//! A school year of a town, written into its tables by a few statements that ask no rule.

use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement};

use crate::Outcome;
use crate::house::connect;

pub const FROM: &str = "2026-09-01";
pub const TO: &str = "2027-07-02";

/// Places in every activity: more than there are children.
pub const PLACES: u32 = 100_000;

/// Every child has these on all days of the year: midday, canteen, evening.
const ACTIVITIES: [(&str, u32); 3] = [("midi", 170), ("restauration", 315), ("soir", 340)];

/// First and last days of the terms, by the official calendar of zone C.
const TERMS: [(&str, &str); 5] = [
    ("2026-09-01", "2026-10-16"),
    ("2026-11-02", "2026-12-18"),
    ("2027-01-04", "2027-02-05"),
    ("2027-02-22", "2027-04-02"),
    ("2027-04-19", "2027-07-02"),
];

/// What the baseline reads: what the simulation asks of each place, by family, child and day.
pub const SELECT: &str =
    "SELECT b.child_id, b.activity_id, b.day, b.booked_at, b.late, b.price_cents, a.arrived_at, a.left_at,
    a.absent, a.reason, a.reported_at, a.reported_reason, a.note, a.certificate_at
  FROM bookings b LEFT JOIN attendances a ON a.commune_id = b.commune_id AND a.child_id = b.child_id AND a.day = b.day
    AND a.activity_id = b.activity_id
  WHERE b.commune_id = 1 AND b.cancelled_at IS NULL
  ORDER BY b.commune_id, b.child_id, b.day, b.activity_id";

pub struct Year {
    pub url: String,
    pub bookings: usize,
    pub children: usize,
    pub attendances: usize,
}

impl Year {
    /// At least so many bookings, of whole children: families of one, two and three. Of what was booked, one in 20 was
    /// told not to come, one in 50 is not written about, and the others came.
    pub async fn fill(url: String, bookings: usize) -> Outcome<Self> {
        let store = connect(&url).await?;
        let backend = store.get_database_backend();
        execute(&store, &days(backend)).await?;
        let of_child = count(&store, "school_days").await? * ACTIVITIES.len();
        let children = bookings.div_ceil(of_child);
        for statement in statements(backend, children) {
            execute(&store, &statement).await?;
        }
        let year = Self {
            bookings: count(&store, "bookings").await?,
            attendances: count(&store, "attendances").await?,
            children,
            url,
        };
        store.close().await?;
        Ok(year)
    }
}

/// The days of the year on which children go to school, with a number.
fn days(backend: DbBackend) -> String {
    let table = "CREATE TEMPORARY TABLE school_days AS ";
    let terms: Vec<String> = TERMS
        .iter()
        .map(|(from, to)| match backend {
            DbBackend::Postgres => {
                format!("SELECT CAST(generate_series(DATE '{from}', DATE '{to}', '1 day') AS date) AS day")
            }
            _ => format!(
                "SELECT * FROM (WITH RECURSIVE d(day) AS (SELECT '{from}' UNION ALL
                   SELECT date(day, '+1 day') FROM d WHERE day < '{to}') SELECT day FROM d)"
            ),
        })
        .collect();
    let weekday = match backend {
        DbBackend::Postgres => "EXTRACT(DOW FROM day) IN (1, 2, 4, 5)",
        _ => "strftime('%w', day) IN ('1', '2', '4', '5')",
    };
    format!(
        "{table} SELECT day, row_number() OVER (ORDER BY day) AS nth FROM ({}) AS terms WHERE {weekday}",
        terms.join(" UNION ALL ")
    )
}

fn statements(backend: DbBackend, children: usize) -> Vec<String> {
    let postgres = backend == DbBackend::Postgres;
    let everyone = if postgres {
        format!("generate_series(0, {}) AS c(i)", children - 1)
    } else {
        format!(
            "(WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {}) SELECT i FROM n) AS c",
            children - 1
        )
    };
    // Six children are three families: of one, of two and of three.
    let family = "(c.i / 6 * 3 + CASE c.i % 6 WHEN 0 THEN 0 WHEN 1 THEN 1 WHEN 2 THEN 1 ELSE 2 END)";
    // A key: 13 digits behind as many characters as it takes to make 26.
    let key = |nth: &str, kind: &str| format!("'01{kind:0>11}' || substr(CAST(10000000000000 + {nth} AS text), 2)");
    let (family, child) = (key(family, "F"), key("c.i", "C"));
    let booking = key("((c.i * 1000 + d.nth) * 10 + o.nth)", "B");
    let at = |time: &str| match backend {
        DbBackend::Postgres => format!("(d.day + TIME '{time}') AT TIME ZONE 'UTC'"),
        _ => format!("d.day || ' {time}+00:00'"),
    };
    let codes = ACTIVITIES.map(|(code, _)| format!("'{code}'")).join(", ");
    let cents = ACTIVITIES
        .map(|(code, cents)| format!("WHEN '{code}' THEN {cents}"))
        .join(" ");
    let offered = format!(
        "(SELECT activity_id, CASE code {cents} END AS cents, row_number() OVER (ORDER BY code) AS nth FROM activities
          WHERE code IN ({codes})) AS o"
    );
    let places = format!("{everyone} CROSS JOIN school_days d CROSS JOIN {offered}");
    let chance = "(c.i * 31 + d.nth * 7 + o.nth * 13)";
    let told = format!("{chance} % 20 = 0");
    let (lately, long_ago) = match backend {
        DbBackend::Postgres => (
            "(d.day - 5 + TIME '08:00') AT TIME ZONE 'UTC'",
            "TIMESTAMPTZ '2026-08-24 08:00:00+00:00'",
        ),
        _ => (
            "date(d.day, '-5 days') || ' 08:00:00+00:00'",
            "'2026-08-24 08:00:00+00:00'",
        ),
    };
    let (arrived, left, reported) = (at("11:45:00"), at("13:35:00"), at("06:30:00"));
    let mut statements = vec![
        format!(
            "INSERT INTO families (commune_id, family_id, code, name)
             SELECT DISTINCT 1, {family}, {family}, 'Famille' FROM {everyone}"
        ),
        format!(
            "INSERT INTO children (commune_id, child_id, family_id, first_name, last_name, birth_date, school_code)
             SELECT 1, {child}, {family}, 'Enfant', 'Famille', '2018-03-14', 'cocteau' FROM {everyone}"
        ),
        format!(
            "INSERT INTO slots (commune_id, activity_id, day, capacity, taken, version)
             SELECT 1, o.activity_id, d.day, {PLACES}, {children}, 1 FROM school_days d CROSS JOIN {offered}"
        ),
        // One in ten a few days before, too late for the draft's canteen; the others in the summer.
        format!(
            "INSERT INTO bookings (commune_id, booking_id, child_id, activity_id, day, price_cents, rule_book_version, booked_at)
             SELECT 1, {booking}, {child}, o.activity_id, d.day, o.cents, 1, CASE WHEN {chance} % 10 = 0 THEN {lately} ELSE {long_ago} END
             FROM {places} ORDER BY d.day, c.i"
        ),
        format!(
            "INSERT INTO attendances (commune_id, child_id, activity_id, day, arrived_at, left_at, absent, reported_at, reported_reason)
             SELECT 1, {child}, o.activity_id, d.day, CASE WHEN {told} THEN NULL ELSE {arrived} END,
               CASE WHEN {told} THEN NULL ELSE {left} END, {told}, CASE WHEN {told} THEN {reported} END,
               CASE WHEN {told} THEN 'illness' END
             FROM {places} WHERE {chance} % 50 <> 1 ORDER BY d.day, c.i"
        ),
    ];
    if postgres {
        statements.push("VACUUM (ANALYZE)".to_owned());
        statements.push("CHECKPOINT".to_owned());
    } else {
        // Nobody lets a town's SQLite count its rows, and so it is not done here.
        statements.push("PRAGMA wal_checkpoint(TRUNCATE)".to_owned());
    }
    statements
}

pub async fn execute(store: &DatabaseConnection, statement: &str) -> Outcome<()> {
    store.execute_unprepared(statement).await?;
    Ok(())
}

async fn count(store: &DatabaseConnection, table: &str) -> Outcome<usize> {
    let sql = format!("SELECT count(*) AS n FROM {table}");
    let row = store
        .query_one_raw(Statement::from_string(store.get_database_backend(), sql))
        .await?;
    Ok(row.ok_or("a count without a row")?.try_get::<i64>("", "n")? as usize)
}
