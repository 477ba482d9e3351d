//! Cases and reductions that fit none of those whom something around them has chosen.

use crate::rulebook::village::{VILLAGE, book, mistakes};

const PRICE: &str = r#"price = { form = "flat", amount = "3.50" }"#;
const FLAT: &str = r#"{ form = "flat", amount = "3.50" }"#;

/// The village whose canteen has these classes, and a price with cases on lines of their own from 35 on.
fn village(classes: &str, cases: &[&str], otherwise: &str) -> String {
    let price = format!(
        "price = {{ form = \"cases\", otherwise = {otherwise}, cases = [\n{}\n] }}{classes}",
        cases.join(",\n")
    );
    assert_eq!(VILLAGE.matches(PRICE).count(), 1);
    VILLAGE.replacen(PRICE, &price, 1)
}

fn case(when: &str, price: &str) -> String {
    format!("{{ when = {{ {when} }}, price = {price} }}")
}

fn reduced(reductions: &[&str]) -> String {
    let each = reductions
        .iter()
        .map(|when| format!(r#"{{ percent = "10", when = {{ {when} }} }}"#));
    let each: Vec<String> = each.collect();
    format!(
        r#"{{ form = "reduced", price = {FLAT}, reductions = [{}] }}"#,
        each.join(", ")
    )
}

const CLASSES: &str = "\nclasses = { from = \"ce1\", to = \"cm2\" }";

#[test]
fn classes_that_the_activity_is_not_for() {
    let whens = [
        r#"class_to = "cp""#,
        r#"class_from = "ps", class_to = "gs""#,
        r#"class_from = "6e""#,
        r#"class_from = "cp", class_to = "ce1""#,
    ];
    let [first, small, large, some] = whens.map(|when| case(when, FLAT));
    let told = |nth: usize, allowed: &str| {
        let (line, when) = (36 + nth, whens[nth]);
        format!("{line}:10 activities[0].price.cases[{nth}].when | {{ {when} }} | {allowed} | fits_nobody")
    };
    assert_eq!(
        mistakes(&village(CLASSES, &[&first, &small, &large, &some], FLAT)),
        [told(0, "ce1 – cm2"), told(1, "ce1 – cm2"), told(2, "ce1 – cm2")]
    );
    assert_eq!(
        mistakes(&village("\nclasses = { from = \"ce1\" }", &[&first], FLAT)),
        [told(0, "≥ ce1")]
    );
    // Of classes that are not understood, and of any class, nothing is said.
    book(&village("", &[&first, &large], FLAT));
    let wrong = mistakes(&village("\nclasses = { from = \"ce0\" }", &[&first], FLAT));
    assert_eq!(wrong.len(), 1, "{wrong:?}");
    assert!(wrong[0].contains("activities[0].classes.from"), "{wrong:?}");
}

/// A case behind others of which all of the activity's classes are taken.
#[test]
fn classes_that_are_taken_already() {
    let cases = [
        case(r#"class_to = "ce2""#, FLAT),
        case(r#"class_from = "cm1""#, FLAT),
        case("rank_from = 2", FLAT),
    ];
    let cases: Vec<&str> = cases.iter().map(String::as_str).collect();
    assert_eq!(
        mistakes(&village(CLASSES, &cases, FLAT)),
        [r#"38:10 activities[0].price.cases[2].when | { rank_from = 2 } |  | never_fits {"last_line":37}"#]
    );
    // Without classes, a child of which none is known is left.
    book(&village("", &cases, FLAT));
}

#[test]
fn shares_and_reductions_of_other_classes() {
    let shares =
        format!("{CLASSES}\nshares = [{{ payer = \"caf\", amount = \"1.00\", when = {{ class_to = \"cp\" }} }}]\n");
    let payer = "[[payers]]\ncode = \"caf\"\nname = \"Caf\"\n";
    let one = case("rank_from = 2", FLAT);
    let told = mistakes(&(village(&shares, &[&one], FLAT) + payer));
    assert_eq!(
        told,
        [
            r#"39:11 activities[0].shares[0] | { payer = "caf", amount = "1.00", when = { class_to = "cp" }… | ce1 – cm2 | fits_nobody"#
        ]
    );
    let told = mistakes(&village(CLASSES, &[&one], &reduced(&[r#"class_from = "6e""#])));
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(
        told[0].starts_with("35:") && told[0].ends_with("| ce1 – cm2 | fits_nobody"),
        "{told:?}"
    );
}

#[test]
fn reductions_of_children_whom_the_case_does_not_take() {
    let told = |cases: &[&str], otherwise: &str| -> Vec<String> {
        let told = mistakes(&village("", cases, otherwise));
        told.iter()
            .map(|one| {
                let mut parts = one.split(" | ");
                let place = parts.next().unwrap();
                format!("{place} | {}", parts.last().unwrap())
            })
            .collect()
    };
    // The first child has no second place, and who is not regular is occasional.
    let first = case("rank_to = 1", &reduced(&["rank_from = 2", r#"frequency = "regular""#]));
    assert_eq!(
        told(&[&first], FLAT),
        ["36:113 activities[0].price.cases[0].price.reductions[0] | fits_nobody"]
    );
    // What an earlier case has taken is not left for a later one, nor for all others.
    let regular = case(r#"frequency = "regular""#, FLAT);
    let second = case("rank_from = 2", &reduced(&[r#"frequency = "regular""#]));
    assert_eq!(
        told(&[&regular, &second], FLAT),
        ["37:115 activities[0].price.cases[1].price.reductions[0] | fits_nobody"]
    );
    assert_eq!(
        told(&[&regular], &reduced(&[r#"frequency = "regular""#, "rank_from = 2"])),
        ["35:117 activities[0].price.otherwise.reductions[0] | fits_nobody"]
    );
    // All who are left are taken off by the first reduction.
    let third = case(
        "rank_from = 3",
        &reduced(&["children_from = 3", r#"residence = ["outside"]"#]),
    );
    assert_eq!(
        told(&[&third], FLAT),
        [r#"36:165 activities[0].price.cases[0].price.reductions[1] | never_fits {"last_line":36}"#]
    );
    // In another order, or of others, each has its children.
    let second = case("rank_from = 2", &reduced(&[r#"frequency = "regular""#]));
    book(&village("", &[&second, &regular], &reduced(&["rank_to = 1"])));
}
