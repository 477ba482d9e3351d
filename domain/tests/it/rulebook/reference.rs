//! Every example of the format's reference is one that works.

use preau_domain::rulebook::RuleBook;

use super::village::{VILLAGE, book};

const REFERENCE: &str = include_str!("../../../../docs/rulebook.md");

fn examples() -> Vec<&'static str> {
    let blocks = REFERENCE.split("```toml\n").skip(1);
    blocks.map(|block| block.split_once("```").unwrap().0).collect()
}

/// The village with the example in place of its own section of that name, or added to its own.
fn village_with_example(example: &str) -> String {
    let heading = example
        .lines()
        .find(|line| !line.is_empty() && !line.starts_with('#'))
        .unwrap();
    let price = r#"price = { form = "flat", amount = "3.50" }"#;
    let days = "capacity = 40";
    match heading {
        _ if heading.starts_with("price") => VILLAGE.replacen(price, example, 1),
        _ if heading.starts_with("deadlines =") => {
            let was = r#"deadlines = { book = "veille", cancel = "veille" }"#;
            let named = ["mois-precedent", "jour-meme"]
                .map(|name| format!("[deadlines.{name}]\nform = \"days_before\"\ndays = 1\nat = \"09:00\"\n"));
            VILLAGE.replacen(was, example, 1) + &named.concat()
        }
        _ if heading.starts_with("days") => VILLAGE.replacen(days, &format!("{days}\n{example}"), 1),
        "format = 1" => example.to_owned() + &VILLAGE[VILLAGE.find("[[contacts]]").unwrap()..],
        "[calendar]" => {
            let (before, rest) = VILLAGE.split_once("[calendar]").unwrap();
            let after = &rest[rest.find("[deadlines").unwrap()..];
            format!("{before}{example}\n{after}")
        }
        _ => format!("{VILLAGE}\n{example}"),
    }
}

#[test]
fn each_example_is_read() {
    let examples = examples();
    assert!(examples.len() >= 12, "{}", examples.len());
    for example in examples {
        let village: RuleBook = book(&village_with_example(example));
        assert_ne!(village, book(VILLAGE), "the example says nothing:\n{example}");
    }
}

#[test]
fn each_word_of_the_format_is_explained() {
    for word in [
        "week_table",
        "days_before",
        "hours_before",
        "open_days_before",
        "clear_days",
        "month_window",
        "dated",
        "flat",
        "bands",
        "linear",
        "cases",
        "otherwise",
        "annual",
        "monthly",
        "terms",
        "regular",
        "occasional",
        "resident",
        "partner",
        "outside",
        "caf",
        "msa",
        "other",
        "nursery",
        "elementary",
        "secondary",
        "amount",
        "percent",
        "beside",
        "modify",
        "half_up",
        "half_even",
        "school_time",
        "school_holidays",
        "all_year",
        "closed",
        "school",
        "holiday",
        "keep",
        "previous_working_day",
        "food_care_plan",
        "alsace-moselle",
        "saint-barthelemy",
    ] {
        assert!(
            REFERENCE.contains(&format!("`{word}`")),
            "{word} is not in the reference"
        );
    }
}
