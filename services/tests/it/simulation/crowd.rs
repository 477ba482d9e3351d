//! A town with many bookings, written into its tables without asking any rule.

use std::ops::RangeInclusive;

use preau_entities::store::ConnectionTrait;
use sea_orm::DbBackend;

use crate::booking::world::{RULES, World};

pub const NOW: &str = "2026-09-02T08:00:00Z";
pub const FROM: &str = "2026-09-01";
pub const TO: &str = "2027-07-02";

/// The rule book in force, with places for all of them.
pub fn roomy() -> String {
    RULES
        .replace("capacity = 4\n", "capacity = 1000\n")
        .replace("capacity = 2\n", "capacity = 1000\n")
}

/// Families of 2 children, of whom one in three has no booking; the others have 90 days of midday, or of midday and
/// study.
pub async fn crowd(world: &World, numbers: RangeInclusive<u32>) {
    let db = &world.store.db;
    let (midday, study) = (world.activity("midi").0, world.activity("etude").0);
    let commune = world.commune.0;
    let series = |name: &str, from: u32, to: u32| {
        format!(
            "(WITH RECURSIVE n(i) AS (SELECT {from} UNION ALL SELECT i + 1 FROM n WHERE i < {to}) SELECT i FROM n) AS {name}"
        )
    };
    let day = match db.get_database_backend() {
        DbBackend::Postgres => "(DATE '2026-09-07' + d.i)",
        _ => "date('2026-09-07', '+' || d.i || ' days')",
    };
    // A key: nine digits behind seventeen characters.
    let key = |nth: &str, kind: &str| format!("'01{kind:0>15}' || substr(CAST(1000000000 + {nth} AS text), 2)");
    let at = "'2026-08-20 08:00:00+00:00'";
    let families = series("f", *numbers.start(), *numbers.end());
    let (children, days) = (series("c", 1, 2), series("d", 1, 90));
    let (family, kid) = (key("f.i", "F"), key("f.i * 10 + c.i", "C"));
    let mut statements = vec![
        format!(
            "INSERT INTO families (commune_id, family_id, code, name) SELECT {commune}, {family}, 'G' || f.i, 'G' FROM {families}"
        ),
        format!(
            "INSERT INTO children (commune_id, child_id, family_id, first_name, last_name, birth_date, school_code)
             SELECT {commune}, {kid}, {family}, 'E', 'G', '2018-05-02', 'ormes' FROM {families} CROSS JOIN {children}"
        ),
    ];
    for (nth, (activity, cents, one_in)) in [(midday, 170, 1), (study, 260, 2)].into_iter().enumerate() {
        statements.push(format!(
            "INSERT INTO slots (commune_id, activity_id, day, capacity, taken, version)
             SELECT {commune}, '{activity}', {day}, 1000, 0, 1 FROM {days} WHERE true ON CONFLICT DO NOTHING"
        ));
        let booking = key("f.i * 1000 + c.i * 100 + d.i", &format!("B{nth}"));
        statements.push(format!(
            "INSERT INTO bookings (commune_id, booking_id, child_id, activity_id, day, price_cents, rule_book_version, late, booked_at, cancelled_at)
             SELECT {commune}, {booking}, {kid}, '{activity}', {day}, {cents}, 1, false, {at}, NULL
             FROM {families} CROSS JOIN {children} CROSS JOIN {days} WHERE f.i % 3 <> 0 AND f.i % {one_in} = 0"
        ));
    }
    statements.push(format!(
        "INSERT INTO care_plans (commune_id, child_id, food) SELECT {commune}, {kid}, true FROM {families} CROSS JOIN {children}"
    ));
    for sql in statements {
        db.execute_unprepared(&sql).await.unwrap();
    }
}
