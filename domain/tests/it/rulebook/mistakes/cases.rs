//! Prices by who the child is.

use crate::rulebook::village::{BOTH_SCHOOLS, book, mistakes, village_with};

const PRICE: &str = r#"{ form = "flat", amount = "3.50" }"#;
const FREE: &str = r#"price = { form = "flat", amount = "0" }"#;

/// The village whose first activity has this price. It is open to both schools.
fn village(price: &str) -> String {
    village_with(PRICE, price)
}

/// A price with a case a line, from line 36; each is free.
fn by_cases(conditions: &[&str]) -> String {
    let case = |when: &&str| format!("{{ when = {when}, {FREE} }},\n");
    let cases = conditions.iter().map(case).collect::<Vec<_>>().concat();
    format!("{{ form = \"cases\", cases = [\n{cases}], otherwise = {PRICE} }}")
}

#[track_caller]
fn assert_told(conditions: &[&str], expected: &[&str]) {
    assert_eq!(mistakes(&village(&by_cases(conditions))), expected);
}

#[test]
fn cases_without_anything_in_them() {
    assert_eq!(
        mistakes(&village(r#"{ form = "cases" }"#)),
        [
            r#"35:9 activities[0].price.cases |  | cases | missing_key {"key":"cases"}"#,
            r#"35:9 activities[0].price.otherwise |  | otherwise | missing_key {"key":"otherwise"}"#,
        ]
    );
    assert_told(&[], &["35:35 activities[0].price.cases | [… |  | empty"]);
    assert_told(
        &["{ schools = [] }", "{}"],
        &[
            "36:22 activities[0].price.cases[0].when.schools | [] |  | empty",
            r#"37:10 activities[0].price.cases[1].when.schools |  | schools, levels, class_from, class_to, child, residence, regime, frequency, rank_from, rank_to, children_from, children_to, siblings_there_from, siblings_there_to, quotient_from, quotient_to | missing_key {"key":"schools"}"#,
        ],
    );
    let bare = format!(r#"{{ form = "cases", cases = [{{}}], otherwise = {PRICE} }}"#);
    assert_eq!(
        mistakes(&village(&bare)),
        [
            r#"35:36 activities[0].price.cases[0].when |  | when | missing_key {"key":"when"}"#,
            r#"35:36 activities[0].price.cases[0].price |  | price | missing_key {"key":"price"}"#,
        ]
    );
}

#[test]
fn schools_that_are_not_the_activitys() {
    assert_told(
        &[
            r#"{ schools = ["bourgg", "bourg", "bourg"] }"#,
            r#"{ schools = "hameau" }"#,
        ],
        &[
            r#"36:23 activities[0].price.cases[0].when.schools[0] | "bourgg" | bourg, hameau | unknown_reference {"did_you_mean":"bourg","noun":"school"}"#,
            r#"36:42 activities[0].price.cases[0].when.schools[2] | "bourg" |  | repeated {"first_line":36}"#,
            r#"37:22 activities[0].price.cases[1].when.schools | "hameau" | [ … ] | wrong_type {"expected":"list"}"#,
        ],
    );
    let wider = by_cases(&[r#"{ schools = ["bourg", "hameau"] }"#]);
    assert_eq!(
        mistakes(&village(&wider).replacen(BOTH_SCHOOLS, r#"schools = ["bourg"]"#, 1)),
        [r#"36:32 activities[0].price.cases[0].when.schools[1] | "hameau" | bourg | school_not_served"#,]
    );
}

#[test]
fn a_misspelt_school_of_the_activity_is_one_mistake() {
    let source = village(&by_cases(&[
        r#"{ schools = ["bourg"] }"#,
        r#"{ child = "food_care_plan" }"#,
    ]));
    assert_eq!(
        mistakes(&source.replacen(r#"["bourg", "#, r#"["bour", "#, 1)),
        [
            r#"31:12 activities[0].schools[0] | "bour" | bourg, hameau | unknown_reference {"did_you_mean":"bourg","noun":"school"}"#,
        ]
    );
}

#[test]
fn cases_that_never_fit() {
    assert_told(
        &[
            r#"{ schools = ["bourg"] }"#,
            r#"{ schools = ["bourg"] }"#,
            r#"{ schools = ["hameau", "bourg"] }"#,
            r#"{ schools = ["bourg", "hameau"] }"#,
        ],
        &[
            r#"37:10 activities[0].price.cases[1].when | { schools = ["bourg"] } |  | never_fits {"last_line":36}"#,
            r#"39:10 activities[0].price.cases[3].when | { schools = ["bourg", "hameau"] } |  | never_fits {"last_line":38}"#,
        ],
    );
    assert_told(
        &[r#"{ child = "food_care_plan" }"#, r#"{ child = "food_care_plan" }"#],
        &[r#"37:10 activities[0].price.cases[1].when | { child = "food_care_plan" } |  | never_fits {"last_line":36}"#],
    );
    assert_told(
        &[
            r#"{ schools = ["bourg"] }"#,
            r#"{ schools = ["hameau"] }"#,
            r#"{ child = "food_care_plan" }"#,
        ],
        &[r#"38:10 activities[0].price.cases[2].when | { child = "food_care_plan" } |  | never_fits {"last_line":37}"#],
    );
}

#[test]
fn cases_that_overlap_in_part() {
    for conditions in [
        [r#"{ schools = ["bourg"] }"#, r#"{ schools = ["bourg", "hameau"] }"#],
        [r#"{ schools = ["bourg"] }"#, r#"{ child = "food_care_plan" }"#],
        [
            r#"{ child = "food_care_plan" }"#,
            r#"{ schools = ["bourg", "hameau"] }"#,
        ],
    ] {
        book(&village(&by_cases(&conditions)));
    }
}

#[test]
fn cases_inside_cases() {
    let inner = by_cases(&[r#"{ schools = ["bourg"] }"#]);
    let case = format!(r#"{{ when = {{ schools = ["bourg"] }}, price = {inner} }}"#);
    let outer = format!("{{ form = \"cases\", cases = [\n{case},\n], otherwise = {inner} }}");
    assert_eq!(
        mistakes(&village(&outer)),
        [
            r#"36:52 activities[0].price.cases[0].price.form | "cases" | flat, bands, linear, units, times, annual, monthly, terms, reduced | nested_price"#,
            r#"39:25 activities[0].price.otherwise.form | "cases" | flat, bands, linear, units, times, annual, monthly, terms, reduced | nested_price"#,
        ]
    );
}

#[test]
fn words_that_mean_nothing_in_a_case() {
    assert_told(
        &[
            r#"{ school = ["bourg"] }"#,
            r#"{ child = "food_care_plans" }"#,
            r#"{ schools = ["hameau"] }, label = "hameau""#,
        ],
        &[
            r#"36:12 activities[0].price.cases[0].when.school | school | schools, levels, class_from, class_to, child, residence, regime, frequency, rank_from, rank_to, children_from, children_to, siblings_there_from, siblings_there_to, quotient_from, quotient_to | unknown_key {"did_you_mean":"schools"}"#,
            r#"37:20 activities[0].price.cases[1].when.child | "food_care_plans" | food_care_plan | unknown_value {"did_you_mean":"food_care_plan"}"#,
            "38:36 activities[0].price.cases[2].label | label | when, price | unknown_key",
        ],
    );
    let without_rest = by_cases(&[r#"{ schools = ["bourg"] }"#]).replacen("otherwise", "else", 1);
    assert_eq!(
        mistakes(&village(&without_rest)),
        [
            r#"35:9 activities[0].price.otherwise |  | otherwise | missing_key {"key":"otherwise"}"#,
            "37:4 activities[0].price.else | else | form, cases, otherwise, missing | unknown_key",
        ]
    );
}

#[test]
fn classes_in_cases() {
    const CLASSES: &str = "tps, ps, ms, gs, cp, ce1, ce2, cm1, cm2, 6e, 5e, 4e, 3e";
    assert_told(
        &[
            r#"{ class_from = "CP", class_to = "cm2" }"#,
            r#"{ class_from = "cm2", class_to = "cp" }"#,
        ],
        &[
            &format!(
                r#"36:25 activities[0].price.cases[0].when.class_from | "CP" | {CLASSES} | unknown_value {{"did_you_mean":"cp"}}"#
            ),
            r#"37:43 activities[0].price.cases[1].when.class_to | "cp" | ≥ cm2 | reversed"#,
        ],
    );
    // The second and the fourth are for children whom others take before.
    assert_told(
        &[
            r#"{ class_to = "cp" }"#,
            r#"{ class_from = "ps", class_to = "gs" }"#,
            r#"{ class_from = "ce1" }"#,
            r#"{ class_from = "cm1" }"#,
        ],
        &[
            r#"37:10 activities[0].price.cases[1].when | { class_from = "ps", class_to = "gs" } |  | never_fits {"last_line":36}"#,
            r#"39:10 activities[0].price.cases[3].when | { class_from = "cm1" } |  | never_fits {"last_line":38}"#,
        ],
    );
    // Of some children, no class is known: none of these takes all.
    book(&village(&by_cases(&[
        r#"{ class_to = "gs" }"#,
        r#"{ class_from = "cp" }"#,
        r#"{ schools = ["bourg"] }"#,
    ])));
}
