//! Every example of the format's reference is one that works.

use std::collections::BTreeSet;

use preau_domain::rulebook::RuleBook;

use super::village::{BOTH_SCHOOLS, VILLAGE, book};

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
        _ if heading.starts_with("[deadlines.") => {
            let name = heading["[deadlines.".len()..].trim_end_matches(']');
            let was = r#"cancel = "veille" }"#;
            let used = format!(r#"cancel = "veille", modify = "{name}" }}"#);
            format!("{}\n{example}", VILLAGE.replacen(was, &used, 1))
        }
        "[[schools]]" => {
            let served = r#"schools = ["bourg", "hameau", "bras-fusil"]"#;
            format!("{}\n{example}", VILLAGE.replacen(BOTH_SCHOOLS, served, 1))
        }
        _ if heading.starts_with("[attendance.") => {
            let was = r#"deadlines = { book = "veille", cancel = "veille" }"#;
            let attended = VILLAGE.replace(was, &format!("{was}\nattendance = \"cantine\""));
            let later = "[deadlines.jour-meme]\nform = \"days_before\"\ndays = 0\nat = \"09:00\"\n";
            let later = if example.contains("jour-meme") { later } else { "" };
            format!("{attended}{later}{example}")
        }
        _ if heading.starts_with("days") || heading.starts_with("ages") => {
            VILLAGE.replacen(days, &format!("{days}\n{example}"), 1)
        }
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
    assert!(examples.len() >= 38, "{}", examples.len());
    for example in examples {
        let village: RuleBook = book(&village_with_example(example));
        assert_ne!(village, book(VILLAGE), "the example says nothing:\n{example}");
    }
}

/// Words of the reference that stand in code.
fn explained() -> BTreeSet<&'static str> {
    let code = REFERENCE.split('`').skip(1).step_by(2);
    // Blocks begin and end with three marks: their text, too, lies between an odd and an even one.
    let word = |char: char| char.is_ascii_alphanumeric() || char == '_' || char == '-';
    code.flat_map(|text| text.split(move |char| !word(char))).collect()
}

/// Every word that the parser compares the file with: the literals of its source that look like one.
fn words_of_the_parser() -> BTreeSet<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/rulebook/parse");
    let mut words = BTreeSet::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        // What the TOML reader says is no part of the format, nor are words that are known only in order to advise.
        if path.ends_with("syntax.rs") || path.ends_with("french.rs") {
            continue;
        }
        let source = std::fs::read_to_string(path).unwrap();
        let code = source.lines().filter(|line| !line.trim_start().starts_with("//"));
        for line in code {
            let literals = line.split('"').skip(1).step_by(2);
            words.extend(literals.filter(|literal| is_word(literal)).map(str::to_owned));
        }
    }
    words
}

fn is_word(literal: &str) -> bool {
    let letters = literal
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte));
    letters && literal.bytes().next().is_some_and(|first| first.is_ascii_alphabetic())
}

#[test]
fn each_word_of_the_format_is_explained() {
    let words = words_of_the_parser();
    // The search itself works: words from all over the parser.
    for known in [
        "form",
        "week_table",
        "siblings_there_from",
        "saint-barthelemy",
        "per",
        "C",
        "half_even",
    ] {
        assert!(words.contains(known), "{known}");
    }
    let explained = explained();
    let missing: Vec<_> = words.iter().filter(|word| !explained.contains(word.as_str())).collect();
    assert!(missing.is_empty(), "not in the reference: {missing:?}");
}
