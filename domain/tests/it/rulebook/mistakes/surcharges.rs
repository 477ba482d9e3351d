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
