//! Of whom a case speaks.

use crate::rulebook::village::{book, mistakes, village_with};

const PRICE: &str = r#"{ form = "flat", amount = "3.50" }"#;

/// The village, open to both schools, whose first activity has a free case a line, from line 36.
fn village(conditions: &[&str]) -> String {
    let free = r#"price = { form = "flat", amount = "0" }"#;
    let case = |when: &&str| {
        format!(
            "{{ when = {when}, {free} }},
"
        )
    };
    let cases = conditions.iter().map(case).collect::<Vec<_>>().concat();
    let price = format!("{{ form = \"cases\", cases = [\n{cases}], otherwise = {PRICE} }}");
    village_with(PRICE, &price)
}

#[track_caller]
fn assert_told(conditions: &[&str], expected: &[&str]) {
    assert_eq!(mistakes(&village(conditions)), expected);
}

#[test]
fn words_and_numbers_that_mean_nothing() {
    assert_told(
        &[
            r#"{ residence = ["outsid"] }"#,
            r#"{ residence = "outside" }"#,
            r#"{ regime = ["msa", "msa"] }"#,
            r#"{ frequency = "often" }"#,
            "{ rank_from = 0 }",
            "{ children_to = 21 }",
            "{ rank_from = 3, rank_to = 2 }",
            "{ quotient_from = 900, quotient_to = 899 }",
            r#"{ levels = ["primary"] }"#,
        ],
        &[
            r#"36:25 activities[0].price.cases[0].when.residence[0] | "outsid" | resident, partner, outside | unknown_value {"did_you_mean":"outside"}"#,
            r#"37:24 activities[0].price.cases[1].when.residence | "outside" | [ … ] | wrong_type {"expected":"list"}"#,
            r#"38:29 activities[0].price.cases[2].when.regime[1] | "msa" |  | repeated {"first_line":38}"#,
            r#"39:24 activities[0].price.cases[3].when.frequency | "often" | regular, occasional | unknown_value"#,
            "40:24 activities[0].price.cases[4].when.rank_from | 0 | 1 – 20 | out_of_range",
            "41:26 activities[0].price.cases[5].when.children_to | 21 | 1 – 20 | out_of_range",
            "42:37 activities[0].price.cases[6].when.rank_to | 2 | ≥ 3 | reversed",
            "43:47 activities[0].price.cases[7].when.quotient_to | 899 | ≥ 900 | reversed",
            r#"44:22 activities[0].price.cases[8].when.levels[0] | "primary" | nursery, elementary, secondary | unknown_value"#,
        ],
    );
}

#[test]
fn cases_that_no_child_fits() {
    assert_told(
        &[
            "{ rank_from = 3, children_to = 2 }",
            // No school of the village has a level.
            r#"{ levels = ["nursery"] }"#,
        ],
        &[
            "36:10 activities[0].price.cases[0].when | { rank_from = 3, children_to = 2 } |  | fits_nobody",
            r#"37:10 activities[0].price.cases[1].when | { levels = ["nursery"] } |  | fits_nobody"#,
        ],
    );
}

#[test]
fn cases_that_earlier_ones_take_together() {
    for (conditions, expected) in [
        (
            [
                r#"{ residence = ["resident"] }"#,
                r#"{ residence = ["partner", "outside"], child = "food_care_plan" }"#,
                r#"{ child = "food_care_plan", frequency = "regular" }"#,
            ],
            r#"38:10 activities[0].price.cases[2].when | { child = "food_care_plan", frequency = "regular" } |  | never_fits {"last_line":37}"#,
        ),
        (
            [
                "{ rank_to = 2 }",
                "{ children_to = 3 }",
                "{ rank_from = 3, children_to = 3 }",
            ],
            r#"38:10 activities[0].price.cases[2].when | { rank_from = 3, children_to = 3 } |  | never_fits {"last_line":37}"#,
        ),
        (
            [
                "{ quotient_to = 600 }",
                "{ quotient_from = 601 }",
                "{ quotient_from = 300, quotient_to = 900 }",
            ],
            r#"38:10 activities[0].price.cases[2].when | { quotient_from = 300, quotient_to = 900 } |  | never_fits {"last_line":37}"#,
        ),
        (
            ["{ rank_to = 1 }", "{ rank_from = 2 }", r#"{ schools = ["bourg"] }"#],
            r#"38:10 activities[0].price.cases[2].when | { schools = ["bourg"] } |  | never_fits {"last_line":37}"#,
        ),
    ] {
        assert_told(&conditions, &[expected]);
    }
}

#[test]
fn cases_that_leave_someone() {
    for conditions in [
        ["{ rank_to = 2 }", "{ rank_from = 3 }"],
        ["{ quotient_to = 600 }", "{ quotient_from = 601, quotient_to = 900 }"],
        // A family whose quotient is unknown is in neither of the first two, and its child may be the third.
        ["{ quotient_from = 0 }", "{ rank_from = 3 }"],
        [
            r#"{ residence = ["resident", "partner"] }"#,
            r#"{ residence = ["resident", "outside"] }"#,
        ],
        [
            r#"{ regime = ["caf"], frequency = "regular" }"#,
            r#"{ regime = ["caf"] }"#,
        ],
        ["{ children_to = 2 }", "{ rank_to = 2 }"],
    ] {
        book(&village(&conditions));
    }
}
