//! What is added when the rules were not kept.

use crate::rulebook::village::{assert_slips, book, mistakes, village_with};

#[test]
fn ways_to_say_how_much() {
    assert_slips(&[
        (
            "",
            "[attendance.a]\nunbooked = []\n",
            &["47:12 attendance.a.unbooked | [] |  | empty"],
        ),
        (
            "",
            "[attendance.a]\nunbooked = [{}]\n",
            &[r#"47:13 attendance.a.unbooked[0].price |  | price, add, times | missing_key {"key":"price"}"#],
        ),
        (
            "",
            r#"[attendance.a]
unbooked = [{ per = "day", of = "top" }]
"#,
            &[r#"47:13 attendance.a.unbooked[0].price |  | price, add, times | missing_key {"key":"price"}"#],
        ),
        (
            "",
            r#"[attendance.a]
unbooked = [{ price = { form = "flat", amount = "5" }, add = "1", per = "day", times = "2", of = "top" }]
"#,
            &[
                r#"47:56 attendance.a.unbooked[0].add | add |  | conflicting_key {"with":"price"}"#,
                r#"47:67 attendance.a.unbooked[0].per | per |  | conflicting_key {"with":"price"}"#,
                r#"47:80 attendance.a.unbooked[0].times | times |  | conflicting_key {"with":"price"}"#,
                r#"47:93 attendance.a.unbooked[0].of | of |  | conflicting_key {"with":"price"}"#,
            ],
        ),
        (
            "",
            r#"[attendance.a]
unbooked = [{ add = "1", times = "2", of = "top" }]
"#,
            &[
                r#"47:26 attendance.a.unbooked[0].times | times |  | conflicting_key {"with":"add"}"#,
                r#"47:39 attendance.a.unbooked[0].of | of |  | conflicting_key {"with":"add"}"#,
            ],
        ),
        (
            "",
            r#"[attendance.a]
unbooked = [{ times = "2", per = "day" }]
"#,
            &[r#"47:28 attendance.a.unbooked[0].per | per |  | conflicting_key {"with":"times"}"#],
        ),
    ]);
}

#[test]
fn values_that_mean_nothing() {
    assert_slips(&[
        (
            "",
            r#"[attendance.a]
unbooked = [{ times = "1,5" }, { times = "0" }, { times = "10.1" }, { times = 2 }]
"#,
            &[
                r#"47:23 attendance.a.unbooked[0].times | "1,5" | "0.0001" – "10" | malformed {"did_you_mean":"1.5","expected":"factor"}"#,
                r#"47:42 attendance.a.unbooked[1].times | "0" | "0.0001" – "10" | malformed {"expected":"factor"}"#,
                r#"47:59 attendance.a.unbooked[2].times | "10.1" | "0.0001" – "10" | malformed {"expected":"factor"}"#,
                r#"47:79 attendance.a.unbooked[3].times | 2 | "0.0001" – "10" | wrong_type {"expected":"factor"}"#,
            ],
        ),
        (
            "",
            r#"[attendance.a]
unbooked = [{ add = 1 }, { add = "1", per = "famille" }, { times = "2", of = "highest" }]
"#,
            &[
                r#"47:21 attendance.a.unbooked[0].add | 1 | "0.00" – "9999.99" | wrong_type {"expected":"amount"}"#,
                r#"47:45 attendance.a.unbooked[1].per | "famille" | place, day, family | unknown_value {"did_you_mean":"family"}"#,
                r#"47:78 attendance.a.unbooked[2].of | "highest" | price, top | unknown_value"#,
            ],
        ),
        (
            "",
            r#"[attendance.a]
unbooked = [{ add = "1", from_time = 101 }, { add = "1", from = 2 }]
"#,
            &[
                "47:38 attendance.a.unbooked[0].from_time | 101 | 1 – 100 | out_of_range",
                "47:58 attendance.a.unbooked[1].from | from | when, unless, from_time, price, add, times, of, per | unknown_key",
            ],
        ),
        (
            "",
            r#"[attendance.a]
unbooked = [{ price = { form = "monthly" } }, { price = { form = "cases", cases = [], otherwise = { form = "flat", amount = "1" } } }]
"#,
            &[
                r#"47:32 attendance.a.unbooked[0].price.form | "monthly" | flat, bands, linear, units, times, reduced, cases | unknown_value"#,
                "47:83 attendance.a.unbooked[1].price.cases | [] |  | empty",
            ],
        ),
    ]);
}

/// What is due once for brothers and sisters is not known of the order of one of them.
#[test]
fn late_bookings_paid_with_the_order_have_no_amount_for_the_family() {
    let deadlines = r#"deadlines = { book = "veille", cancel = "veille" }"#;
    let rules = "[deadlines.tard]\nform = \"days_before\"\ndays = 0\nat = \"09:00\"\n[attendance.a]\n";
    let of = |paid: &str, per: &str| {
        let attended = village_with(deadlines, &format!("{deadlines}\nattendance = \"a\"{paid}"));
        let late = format!("late = {{ until = \"tard\", surcharges = [{{ add = \"25\", per = \"{per}\" }}] }}\n");
        format!("{attended}{rules}{late}")
    };
    let at_order = "\npaid = \"at_order\"";
    assert_eq!(
        mistakes(&of(at_order, "family")),
        [r#"38:1 activities[0].paid | paid |  | conflicting_key {"with":"attendance"}"#]
    );
    for (paid, per) in [("", "family"), (at_order, "day")] {
        book(&of(paid, per));
    }
}

#[test]
fn whom_they_concern() {
    assert_slips(&[
        (
            "",
            r#"[attendance.a]
unbooked = [{ when = {}, add = "1" }]
"#,
            &[
                r#"47:22 attendance.a.unbooked[0].when.schools |  | schools, levels, class_from, class_to, child, residence, regime, frequency, rank_from, rank_to, children_from, children_to, siblings_there_from, siblings_there_to, quotient_from, quotient_to | missing_key {"key":"schools"}"#,
            ],
        ),
        (
            "",
            r#"[attendance.a]
unbooked = [{ when = { schools = ["bour"] }, unless = { residence = [] }, add = "1" }]
"#,
            &[
                r#"47:35 attendance.a.unbooked[0].when.schools[0] | "bour" | bourg, hameau | unknown_reference {"did_you_mean":"bourg","noun":"school"}"#,
                "47:69 attendance.a.unbooked[0].unless.residence | [] |  | empty",
            ],
        ),
        (
            "",
            r#"[attendance.a]
unbooked = [{ unless = { siblings_there_from = 21 }, add = "1" }]
"#,
            &["47:48 attendance.a.unbooked[0].unless.siblings_there_from | 21 | 0 – 20 | out_of_range"],
        ),
    ]);
}

#[test]
fn those_that_never_count() {
    assert_slips(&[(
        "",
        r#"[attendance.a]
unbooked = [
{ from_time = 2, add = "1" },
{ when = { child = "food_care_plan" }, add = "2" },
{ add = "3", from_time = 2 },
{ add = "4" },
{ when = { rank_from = 2 }, add = "5" } ]
"#,
        &[
            r#"50:1 attendance.a.unbooked[2] | { add = "3", from_time = 2 } |  | never_fits {"last_line":48}"#,
            r#"52:1 attendance.a.unbooked[4] | { when = { rank_from = 2 }, add = "5" } |  | never_fits {"last_line":51}"#,
        ],
    )]);
}

/// Of the highest price, a part may be more than what the family pays.
#[test]
fn those_that_raise_nothing() {
    assert_slips(&[(
        "",
        r#"[attendance.a]
late = { until = "veille", surcharges = [{ times = "0.25" }] }
unbooked = [
{ times = "0.5", from_time = 3 },
{ times = "1", of = "price", from_time = 2 },
{ times = "0.5", of = "top" },
]
"#,
        &[
            r#"47:52 attendance.a.late.surcharges[0].times | "0.25" | > "1" | raises_nothing {"did_you_mean":"1.25"}"#,
            r#"49:11 attendance.a.unbooked[0].times | "0.5" | > "1" | raises_nothing {"did_you_mean":"1.5"}"#,
            r#"50:11 attendance.a.unbooked[1].times | "1" | > "1" | raises_nothing"#,
        ],
    )]);
}

#[test]
fn those_in_per_cent() {
    assert_slips(&[
        (
            "",
            "[attendance.a]\nunbooked = [{ times = \"50%\" }, { times = \"+ 100 %\" }, { times = \"7,5 %\" }, { times = \"1000 %\" }]\n",
            &[
                r#"47:23 attendance.a.unbooked[0].times | "50%" | "0.0001" – "10" | malformed {"did_you_mean":"1.5","expected":"factor"}"#,
                r#"47:42 attendance.a.unbooked[1].times | "+ 100 %" | "0.0001" – "10" | malformed {"did_you_mean":"2","expected":"factor"}"#,
                r#"47:65 attendance.a.unbooked[2].times | "7,5 %" | "0.0001" – "10" | malformed {"did_you_mean":"1.075","expected":"factor"}"#,
                r#"47:86 attendance.a.unbooked[3].times | "1000 %" | "0.0001" – "10" | malformed {"expected":"factor"}"#,
            ],
        ),
        (
            "",
            "[attendance.a]\nunbooked = [{ percent = \"50\", per = \"day\", from_time = 3 }, { percent = 25, from_time = 2 }, { percent = \"half\" }]\n",
            &[
                r#"47:15 attendance.a.unbooked[0].percent | percent | when, unless, from_time, price, add, times, per, of | unknown_key {"did_you_mean":"times = \"1.5\""}"#,
                r#"47:63 attendance.a.unbooked[1].percent | percent | when, unless, from_time, price, add, times, per, of | unknown_key {"did_you_mean":"times = \"1.25\""}"#,
                "47:96 attendance.a.unbooked[2].percent | percent | when, unless, from_time, price, add, times, per, of | unknown_key",
            ],
        ),
    ]);
}

const PRICE: &str = r#"{ form = "flat", amount = "3.50" }"#;

/// Of a day that costs nothing more, a multiple and a part are nothing; it is no mistake where somebody pays by the day.
#[test]
fn those_of_a_day_that_costs_nothing() {
    let of = |price: &str| {
        let price = format!("{price}\nattendance = \"a\"");
        let rules = r#"[attendance.a]
unbooked = [{ when = { rank_from = 2 }, add = "1" }, { times = "2" }]
[attendance.a.absence]
cases = [{ reasons = ["illness"], percent = "50" }]
otherwise = { percent = "80" }
[deadlines.tard]
form = "days_before"
days = 0
at = "09:00"
[attendance.b]
late = { until = "tard", surcharges = [{ times = "1.5", of = "top" }] }
"#;
        let soir = r#"{ form = "flat", amount = "2.00" }"#;
        let monthly = r#"{ form = "monthly", price = { form = "flat", amount = "20" } }"#;
        let soir_monthly = format!("{monthly}\nattendance = \"b\"");
        (village_with(PRICE, &price) + rules).replacen(soir, &soir_monthly, 1)
    };
    let late = r#"58:50 attendance.b.late.surcharges[0].times | "1.5" |  | times_nothing {"activity":"soir"}"#;
    let terms = r#"{ form = "monthly", price = { form = "flat", amount = "40" } }"#;
    let annual = r#"{ form = "annual", price = { form = "flat", amount = "400" } }"#;
    let cases = |otherwise: &str| {
        format!(
            r#"{{ form = "cases", cases = [{{ when = {{ rank_from = 2 }}, price = {terms} }}], otherwise = {otherwise} }}"#
        )
    };
    for by_the_term in [terms, &cases(annual)] {
        assert_eq!(
            mistakes(&of(by_the_term)),
            [
                r#"49:64 attendance.a.unbooked[1].times | "2" |  | times_nothing {"activity":"midi"}"#,
                r#"51:45 attendance.a.absence.cases[0].percent | "50" |  | percent_of_nothing {"activity":"midi"}"#,
                r#"52:25 attendance.a.absence.otherwise.percent | "80" |  | percent_of_nothing {"activity":"midi"}"#,
                late,
            ]
        );
    }
    for by_the_day in [PRICE, &cases(PRICE)] {
        assert_eq!(mistakes(&of(by_the_day)), [late]);
    }
}
