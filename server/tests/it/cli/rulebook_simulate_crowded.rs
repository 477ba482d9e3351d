//! What `preau rulebook simulate` tells of too few places and of families' files (FEATURES: G3).

use std::path::Path;

use preau_entities::store::{ConnectionTrait, connect};
use serde_json::{Value, json};

use super::program::preau;
use super::rulebook_simulate::{MILLY, PERIOD, milly};

const FAMILY: &str = "family:01J0000000000000000000FAM1";
const CHILD: &str = "child:01J0000000000000000000CH1D";
const OTHER_FAMILY: &str = "family:01J0000000000000000000FAM2";
const OTHER_CHILD: &str = "child:01J0000000000000000000CH2D";

/// One place at midday, and a canteen for complete files only.
fn draft() -> String {
    let (before, midday) = MILLY.split_once("code = \"midi\"").expect("midday");
    let (midday, canteen) = midday.split_once("code = \"restauration\"").expect("the canteen");
    let (own, rest) = midday.split_once("capacity = ").expect("its capacity");
    let (_, rest) = rest.split_once('\n').expect("a line");
    let canteen = canteen.replacen("capacity = ", "needs_complete_file = true\ncapacity = ", 1);
    format!("{before}code = \"midi\"{own}capacity = 1\n{rest}code = \"restauration\"{canteen}")
}

/// A child of another family booked midday a second later.
async fn another(here: &Path) {
    let url = format!("sqlite://{}", here.join("preau.sqlite").display());
    let db = connect(&url, 1, None).await.expect("a store");
    let (family, child) = (&OTHER_FAMILY["family:".len()..], &OTHER_CHILD["child:".len()..]);
    for sql in [
        format!("INSERT INTO families (commune_id, family_id, code, name) VALUES (1, '{family}', 'MLF-2', 'Petit')"),
        format!(
            "INSERT INTO children (commune_id, child_id, family_id, first_name, last_name, birth_date, school_code)
             VALUES (1, '{child}', '{family}', 'Malo', 'Petit', '2018-05-02', 'cocteau')"
        ),
        format!("INSERT INTO care_plans (commune_id, child_id, food) VALUES (1, '{child}', true)"),
        format!(
            "INSERT INTO bookings (commune_id, booking_id, child_id, activity_id, day, price_cents, rule_book_version, booked_at)
             SELECT 1, '01J00000000000000000000003', '{child}', activity_id, '2026-11-23', 170, 1, '2026-11-18 09:00:01+00:00'
             FROM activities WHERE code = 'midi'"
        ),
    ] {
        db.execute_unprepared(&sql).await.expect("a row");
    }
    db.close().await.expect("closed");
}

async fn told(more: &[&str]) -> String {
    let directory = milly(&draft()).await;
    another(directory.path()).await;
    let words = [&["rulebook", "simulate", "draft.toml"], &PERIOD[..], more].concat();
    let (code, out, err) = preau(directory.path(), &[], &words);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    out
}

#[tokio::test]
async fn a_person_reads_who_found_no_place_and_which_files_were_looked_at() {
    let out = told(&[]).await;
    let (title, rest) = out.split_once('\n').expect("a title");
    assert!(title.ends_with(", tried against 2026-11-01 to 2026-11-30"), "{title}");
    let expected = format!(
        "families: 2, children: 2
families' files, needed for restauration: as they stand today, not as they stood when it was booked

                                                places         before          after     difference
kept                                                 1           1.70           1.70           0.00
refused                                              2           4.85
not in the draft                                     0           0.00
all                                                  3           6.55

KEPT, by activity and price                     places         before          after     difference
midi                                                 1           1.70           1.70           0.00
  all                                                1           1.70           1.70           0.00

REFUSED, by activity and reason                 places         before
midi: full                                           1           1.70
    2026-11-23 {OTHER_CHILD} of {OTHER_FAMILY}
restauration: file_incomplete                        1           3.15
    2026-11-23 {CHILD} of {FAMILY}

TOO FEW PLACES                                    days        refused          worst
midi                                                 1              1              1 on 2026-11-23: 2 for 1

FAMILIES would pay, for what is kept          families     difference
the same                                             2           0.00
"
    );
    assert_eq!(rest, expected);
}

#[tokio::test]
async fn programs_read_it_too() {
    let out = told(&["--format", "json"]).await;
    let lines: Vec<Value> = out
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    let case = |family: &str, child: &str| json!([{"family": family, "child": child, "day": "2026-11-23"}]);
    let expected = [
        json!({"line": "total", "from": "2026-11-01", "to": "2026-11-30", "families": 2, "children": 2, "places": 3, "before": "6.55"}),
        json!({"line": "kept", "places": 1, "before": "1.70", "after": "1.70"}),
        json!({"line": "refused", "places": 2, "before": "4.85"}),
        json!({"line": "activity", "activity": "midi", "late": 0, "places": 1, "before": "1.70", "after": "1.70"}),
        json!({"line": "tier", "activity": "midi", "case": null, "band": null, "places": 1, "before": "1.70", "after": "1.70"}),
        json!({"line": "refusal", "activity": "midi", "reason": "full", "places": 1, "before": "1.70", "examples": case(OTHER_FAMILY, OTHER_CHILD)}),
        json!({"line": "activity", "activity": "restauration", "late": 0, "places": 0, "before": "0.00", "after": "0.00"}),
        json!({"line": "refusal", "activity": "restauration", "reason": "file_incomplete", "places": 1, "before": "3.15", "examples": case(FAMILY, CHILD)}),
        json!({"line": "crowded", "activity": "midi", "day": "2026-11-23", "wanted": 2, "capacity": 1}),
        json!({"line": "file", "activity": "restauration", "as_of": "today"}),
        json!({"line": "families", "step": {"step": "same"}, "families": 2, "difference": "0.00"}),
    ];
    assert_eq!(lines, expected);
}

#[tokio::test]
async fn and_so_do_spreadsheets() {
    let expected = "line,activity,what,count,before,after
total,,2026-11-01 to 2026-11-30,3,6.55,
kept,,,1,1.70,1.70
refused,,,2,4.85,
activity,midi,,1,1.70,1.70
tier,midi,all,1,1.70,1.70
refusal,midi,full,1,1.70,
activity,restauration,,0,0.00,0.00
refusal,restauration,file_incomplete,1,3.15,
crowded,midi,2026-11-23,1,,
file,restauration,as of today,,,
families,,the same,2,,0.00
";
    assert_eq!(told(&["--format", "csv"]).await, expected);
}
