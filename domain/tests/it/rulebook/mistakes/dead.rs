//! Rules that other rules leave nothing to.

use preau_domain::locale::Locale;
use preau_domain::rulebook::parse;

use crate::rulebook::village::{assert_slips, book, mistakes, village_with};

const PRICE: &str = r#"{ form = "flat", amount = "3.50" }"#;
const DEADLINES: &str = r#"deadlines = { book = "veille", cancel = "veille" }"#;

/// The rules of both activities, one item a line from line 51.
fn attended(rules: &str) -> (String, String) {
    let attended = format!("{DEADLINES}\nattendance = \"a\"");
    (attended, format!("[attendance.a]\n{rules}"))
}

#[track_caller]
fn assert_dead(rules: &str, expected: &[&str]) {
    let (activity, rules) = attended(rules);
    let source = village_with(DEADLINES, &activity) + &rules;
    assert_eq!(mistakes(&source), expected, "{rules}");
}

#[track_caller]
fn assert_alive(rules: &str) {
    let (activity, rules) = attended(rules);
    book(&(village_with(DEADLINES, &activity) + &rules));
}

#[test]
fn surcharges() {
    assert_dead(
        r#"unbooked = [
{ when = { residence = ["outside"] }, add = "1" },
{ when = { residence = ["outside"] }, add = "2" },
{ when = { residence = ["outside"], rank_from = 2 }, add = "3" },
{ when = { residence = ["resident", "partner"] }, add = "4" },
{ unless = { child = "food_care_plan" }, add = "5" } ]"#,
        &[
            r#"50:1 attendance.a.unbooked[1] | { when = { residence = ["outside"] }, add = "2" } |  | never_fits {"last_line":49}"#,
            r#"51:1 attendance.a.unbooked[2] | { when = { residence = ["outside"], rank_from = 2 }, add = "… |  | never_fits {"last_line":49}"#,
            r#"53:1 attendance.a.unbooked[4] | { unless = { child = "food_care_plan" }, add = "5" } |  | never_fits {"last_line":52}"#,
        ],
    );
    assert_dead(
        r#"unbooked = [
{ when = { rank_from = 2 }, unless = { rank_from = 2 }, add = "1" } ]"#,
        &[
            "49:1 attendance.a.unbooked[0] | { when = { rank_from = 2 }, unless = { rank_from = 2 }, add … |  | fits_nobody",
        ],
    );
    assert_alive(
        r#"unbooked = [
{ when = { residence = ["outside"] }, from_time = 2, add = "1" },
{ when = { residence = ["outside"] }, add = "2" },
{ unless = { residence = ["outside"] }, add = "3" } ]"#,
    );
}

#[test]
fn absences() {
    assert_dead(
        r#"absence = { cases = [
{ reasons = ["illness"], charge = "full" },
{ reasons = ["illness"], certificate_within_hours = 48, charge = "waived" } ] }"#,
        &[
            r#"50:1 attendance.a.absence.cases[1] | { reasons = ["illness"], certificate_within_hours = 48, char… |  | never_fits {"last_line":49}"#,
        ],
    );
    assert_dead(
        r#"absence = { cases = [
{ day_to = 1, charge = "full" },
{ day_from = 2, charge = "waived" },
{ reasons = ["school"], reported_by = "veille", charge = "waived" } ] }"#,
        &[
            r#"51:1 attendance.a.absence.cases[2] | { reasons = ["school"], reported_by = "veille", charge = "wa… |  | never_fits {"last_line":50}"#,
        ],
    );
    assert_dead(
        r#"absence = { cases = [
{ certificate_within_hours = 48, charge = "waived" },
{ certificate_within_hours = 24, charge = "full" } ] }"#,
        &[
            r#"50:1 attendance.a.absence.cases[1] | { certificate_within_hours = 24, charge = "full" } |  | never_fits {"last_line":49}"#,
        ],
    );
    // Without a reason, none of them fits.
    assert_alive(
        r#"absence = { cases = [
{ reasons = ["illness", "hospital", "family", "school", "exceptional"], charge = "waived" },
{ certificate_within_hours = 24, charge = "waived" },
{ certificate_within_hours = 48, percent = "50" },
{ charge = "full" } ] }"#,
    );
}

/// What is told in time the day before is told in time for the morning itself.
#[test]
fn absences_told_by_deadlines_of_one_form() {
    let deadlines = |first: &str, second: &str| {
        format!(
            "absence = {{ cases = [\n{{ reported_by = \"{first}\", charge = \"waived\" }},\n{{ reported_by = \"{second}\", percent = \"50\" }} ] }}\n[deadlines.matin]\nform = \"days_before\"\ndays = 0\nat = \"09:00\"\n"
        )
    };
    assert_dead(
        &deadlines("matin", "veille"),
        &[
            r#"50:1 attendance.a.absence.cases[1] | { reported_by = "veille", percent = "50" } |  | never_fits {"last_line":49}"#,
        ],
    );
    assert_alive(&deadlines("veille", "matin"));
}

/// Too many kinds to look at: still nothing stands behind what takes everything.
#[test]
fn long_lists() {
    let named = (0..7)
        .map(|nth| format!("{{ reported_by = \"d{nth}\", percent = \"1{nth}\" }},\n"))
        .collect::<Vec<_>>()
        .concat();
    let deadlines = (0..7)
        .map(|nth| format!("[deadlines.d{nth}]\nform = \"days_before\"\ndays = 1\nat = \"0{nth}:00\"\n"))
        .collect::<Vec<_>>()
        .concat();
    let cases = |first: &str| format!("absence = {{ cases = [\n{first}{named}] }}\n{deadlines}");
    let (activity, rules) = attended(&cases("{ charge = \"full\" },\n"));
    let found = mistakes(&(village_with(DEADLINES, &activity) + &rules));
    let behind = |nth: usize| {
        let line = 50 + nth;
        let at = nth + 1;
        format!(
            "{line}:1 attendance.a.absence.cases[{at}] | {{ reported_by = \"d{nth}\", percent = \"1{nth}\" }} |  | never_fits {{\"last_line\":49}}"
        )
    };
    assert_eq!(found, (0..7).map(behind).collect::<Vec<_>>());
    assert_alive(&cases(""));
}

#[test]
fn absences_by_length_number_and_certificate() {
    assert_dead(
        r#"absence = { cases = [
{ certificate = true, charge = "waived" },
{ certificate_within_hours = 48, certificate_from = "return", percent = "50" } ] }"#,
        &[
            r#"50:1 attendance.a.absence.cases[1] | { certificate_within_hours = 48, certificate_from = "return"… |  | never_fits {"last_line":49}"#,
        ],
    );
    // Who is in time since the start is in time since the return.
    assert_dead(
        r#"absence = { cases = [
{ certificate_within_hours = 48, certificate_from = "return", charge = "waived" },
{ certificate_within_hours = 24, percent = "50" } ] }"#,
        &[
            r#"50:1 attendance.a.absence.cases[1] | { certificate_within_hours = 24, percent = "50" } |  | never_fits {"last_line":49}"#,
        ],
    );
    assert_alive(
        r#"absence = { cases = [
{ certificate_within_hours = 24, charge = "waived" },
{ certificate_within_hours = 24, certificate_from = "return", percent = "50" },
{ certificate = true, percent = "75" } ] }"#,
    );
    assert_dead(
        r#"absence = { cases = [
{ length_from = 3, charge = "waived" },
{ day_from = 4, percent = "50" },
{ day_from = 4, length_to = 3, percent = "50" } ] }"#,
        &[
            r#"50:1 attendance.a.absence.cases[1] | { day_from = 4, percent = "50" } |  | never_fits {"last_line":49}"#,
            r#"51:1 attendance.a.absence.cases[2] | { day_from = 4, length_to = 3, percent = "50" } |  | fits_no_absence"#,
        ],
    );
    assert_alive(
        r#"absence = { cases = [
{ day_from = 4, charge = "waived" },
{ length_from = 3, percent = "50" } ] }"#,
    );
    // So often in a month is so often in the year; not the other way round.
    assert_dead(
        r#"absence = { cases = [
{ from_time = 4, plus = "1" },
{ from_time = 4, times_within = "month", plus = "2" } ] }"#,
        &[
            r#"50:1 attendance.a.absence.cases[1] | { from_time = 4, times_within = "month", plus = "2" } |  | never_fits {"last_line":49}"#,
        ],
    );
    assert_alive(
        r#"absence = { cases = [
{ from_time = 4, times_within = "month", plus = "2" },
{ from_time = 4, plus = "1" } ] }"#,
    );
}

/// What is waived anyhow is not counted: a case that begins with the fourth time would never be reached.
#[test]
fn absences_that_nothing_counts() {
    assert_dead(
        r#"absence = { cases = [
{ from_time = 4, charge = "full" } ], otherwise = { charge = "waived" } }"#,
        &[r#"49:1 attendance.a.absence.cases[0] | { from_time = 4, charge = "full" } |  | fits_no_absence"#],
    );
    assert_dead(
        r#"absence = { cases = [
{ reasons = ["illness"], charge = "waived" },
{ reasons = ["illness"], to_time = 2, percent = "50" } ] }"#,
        &[
            r#"50:1 attendance.a.absence.cases[1] | { reasons = ["illness"], to_time = 2, percent = "50" } |  | fits_no_absence"#,
        ],
    );
    assert_alive(
        r#"absence = { cases = [
{ to_time = 3, charge = "waived" } ], otherwise = { charge = "full" } }"#,
    );
}

#[test]
fn rows_of_times() {
    let times = |rows: &str| format!("{{ form = \"times\", rows = [\n{rows}\n{{ price = {PRICE} }} ] }}");
    let row = |times: &str| format!("{{ {times}, price = {PRICE} }},");
    let both = |one: &str, two: &str| times(&format!("{}\n{}", row(one), row(two)));
    let quoted = |times: &str| {
        let row = row(times);
        row[..60].to_owned()
    };
    let early = r#"left_by = "12:30""#;
    let backwards = r#"arrived_from = "13:00", left_by = "12:00""#;
    assert_slips(&[
        (
            PRICE,
            &both(r#"left_by = "17:00""#, early),
            &[&format!(
                r#"37:1 activities[0].price.rows[1] | {}… |  | never_fits {{"last_line":36}}"#,
                quoted(early)
            )],
        ),
        (
            PRICE,
            &both(backwards, early),
            &[&format!(
                "36:1 activities[0].price.rows[0] | {}… |  | fits_nobody",
                quoted(backwards)
            )],
        ),
    ]);
    book(&village_with(PRICE, &both(early, r#"left_by = "17:00""#)));
    book(&village_with(
        PRICE,
        &both(r#"left_by = "17:00""#, r#"arrived_from = "12:30""#),
    ));
}

#[test]
fn shares() {
    let low = "when = { quotient_to = 400 }";
    let payer = "[[payers]]\ncode = \"ccas\"\nname = \"CCAS\"\n";
    let village = |items: &str| village_with(PRICE, &format!("{PRICE}\nshares = [\n{items} ]")) + payer;
    let all = format!(
        r#"{{ payer = "ccas", percent = "60", {low} }},
{{ payer = "ccas", percent = "40" }},
{{ payer = "ccas", percent = "10", {low} }},
{{ payer = "ccas", amount = "0.10", {low} }},
{{ payer = "ccas", beside = "3", {low} }},
{{ payer = "ccas", amount = "0.10" }}"#
    );
    assert_eq!(
        mistakes(&village(&all)),
        [
            r#"39:1 activities[0].shares[2] | { payer = "ccas", percent = "10", when = { quotient_to = 400… |  | nothing_left {"last_line":38}"#,
            r#"40:1 activities[0].shares[3] | { payer = "ccas", amount = "0.10", when = { quotient_to = 40… |  | nothing_left {"last_line":38}"#,
        ]
    );
    assert_eq!(
        mistakes(&village(
            r#"{ payer = "ccas", percent = "10", when = { rank_from = 3, children_to = 2 } }"#
        )),
        [
            r#"37:1 activities[0].shares[0] | { payer = "ccas", percent = "10", when = { rank_from = 3, ch… |  | fits_nobody"#
        ]
    );
    let unpaid = parse(&village(
        "{ payer = \"ccas\", percent = \"100\" },\n{ payer = \"ccas\", percent = \"1\" }",
    ))
    .unwrap_err();
    assert_eq!(
        unpaid[0].message(Locale::Fr),
        "{ payer = \"ccas\", percent = \"1\" } ne prend jamais rien à sa charge : les parts précédentes, jusqu'à la ligne 37, couvrent déjà tout le prix. Retirez cette part, ou placez-la avant."
    );
    assert_eq!(
        unpaid[0].message(Locale::En),
        "{ payer = \"ccas\", percent = \"1\" } never pays anything: the shares before it, up to line 37, cover the whole price. Remove this share, or put it first."
    );
}
