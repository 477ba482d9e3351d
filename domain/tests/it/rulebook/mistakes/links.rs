//! Activities that cannot go together so.

use crate::rulebook::village::{assert_slips, mistakes, village_with};

#[test]
fn links_that_say_nothing() {
    assert_slips(&[
        (
            "",
            r#"[[links]]
activity = "midi"
"#,
            &[r#"46:1 links[0].takes |  | takes, excludes | missing_key {"key":"takes"}"#],
        ),
        (
            "",
            r#"[[links]]
activity = "midi"
takes = "diner"
"#,
            &[r#"48:9 links[0].takes | "diner" | midi, soir | unknown_reference {"noun":"activity"}"#],
        ),
        (
            "",
            r#"[[links]]
activity = "midi"
takes = "midi"
"#,
            &[r#"48:9 links[0].takes | "midi" |  | self_link"#],
        ),
        (
            "",
            r#"[[links]]
activity = "midi"
excludes = "midi"
"#,
            &[r#"48:12 links[0].excludes | "midi" |  | self_link"#],
        ),
    ]);
}

#[test]
fn links_that_say_too_much() {
    assert_slips(&[
        (
            "",
            r#"[[links]]
activity = "midi"
takes = "soir"
excludes = "soir"
"#,
            &[r#"49:1 links[0].excludes | excludes |  | conflicting_key {"with":"takes"}"#],
        ),
        (
            "",
            r#"[[links]]
activity = "midi"
excludes = "soir"
unless = "food_care_plan"
"#,
            &[r#"49:1 links[0].unless | unless |  | conflicting_key {"with":"excludes"}"#],
        ),
        (
            "",
            r#"[[links]]
activity = "midi"
takes = "soir"
[[links]]
activity = "midi"
takes = "soir"
unless = "food_care_plan"
"#,
            &[r#"51:9 links[1].takes | "soir" |  | repeated {"first_line":48}"#],
        ),
        (
            "",
            r#"[[links]]
activity = "midi"
excludes = "soir"
[[links]]
activity = "soir"
excludes = "midi"
"#,
            &[r#"51:12 links[1].excludes | "midi" |  | repeated {"first_line":48}"#],
        ),
    ]);
}

#[test]
fn links_that_contradict() {
    assert_slips(&[
        (
            "",
            r#"[[links]]
activity = "midi"
takes = "soir"
[[links]]
activity = "soir"
excludes = "midi"
"#,
            &[r#"51:12 links[1].excludes | "midi" |  | takes_excluded {"activity":"midi"}"#],
        ),
        (
            "",
            r#"[[activities]]
code = "repas"
name = "Repas"
schools = ["bourg", "hameau"]
starts_at = "11:30"
ends_at = "13:30"
capacity = 1
price = { form = "flat", amount = "1.00" }
deadlines = { book = "veille", cancel = "veille" }
[[links]]
activity = "repas"
takes = "midi"
[[links]]
activity = "midi"
takes = "soir"
unless = "food_care_plan"
[[links]]
activity = "repas"
excludes = "soir"
"#,
            &[r#"64:12 links[2].excludes | "soir" |  | takes_excluded {"activity":"repas"}"#],
        ),
        // Children whom the first link does not bind are left, and all others could never come.
        (
            "",
            r#"[[links]]
activity = "midi"
takes = "soir"
unless = "food_care_plan"
[[links]]
activity = "soir"
excludes = "midi"
"#,
            &[r#"52:12 links[1].excludes | "midi" |  | takes_excluded {"activity":"midi"}"#],
        ),
    ]);
}

#[test]
fn pupils_who_could_not_take_what_they_must() {
    assert_eq!(
        mistakes(
            &(village_with(
                "name = \"Garderie\"\nschools = [\"bourg\", \"hameau\"]",
                "name = \"Garderie\"\nschools = [\"bourg\"]"
            ) + "[[links]]\nactivity = \"midi\"\ntakes = \"soir\"\n")
        ),
        [r#"48:9 links[0].takes | "soir" |  | taken_not_offered {"school":"hameau"}"#,]
    );
}
