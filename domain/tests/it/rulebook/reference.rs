//! Every example of the format's reference is one that works.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

use preau_domain::rulebook::RuleBook;

use super::probe::{Format, WEEKDAYS};
use super::village::{BOTH_SCHOOLS, VILLAGE, book};
use crate::rulebooks::town::{stayed, town};

const REFERENCE: &str = include_str!("../../../../docs/rulebook.md");

pub(super) fn examples() -> Vec<&'static str> {
    let blocks = REFERENCE.split("```toml\n").skip(1);
    blocks.map(|block| block.split_once("```").unwrap().0).collect()
}

/// The village with the example in place of its own section of that name, or added to its own.
pub(super) fn village_with_example(example: &str) -> String {
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
            let used = if example.contains("\"never\"") {
                format!(r#"cancel = "{name}" }}"#)
            } else {
                format!(r#"cancel = "veille", modify = "{name}" }}"#)
            };
            format!("{}\n{example}", VILLAGE.replacen(was, &used, 1))
        }
        "[[schools]]" if !example.contains("without_activities") => {
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
        "[town]" => {
            let (town, calendar) = example.split_once("[calendar]").unwrap();
            let (_, rest) = VILLAGE.split_once("[rule_book]").unwrap();
            let (validity, rest) = rest.split_once("[calendar]").unwrap();
            let after = &rest[rest.find("[deadlines").unwrap()..];
            format!("format = 1\n{town}\n[rule_book]{validity}[calendar]{calendar}\n{after}")
        }
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
    for example in examples {
        let village: RuleBook = book(&village_with_example(example));
        assert_ne!(village, book(VILLAGE), "the example says nothing:\n{example}");
    }
}

/// What the parser says of itself, as far as the examples lead it everywhere.
fn format() -> Format {
    let mut format = Format::default();
    format.learn(VILLAGE);
    for example in examples() {
        format.learn(&village_with_example(example));
    }
    format
}

const HOLIDAYS: [&str; 3] = ["when_public_holiday", "when_weekend", "on_holiday"];
const HOLIDAYS_SAID: &str = "deadlines.* week_table";

const KEYS: &str = "../docs/rulebook-keys.md";

/// The list of all keys, written anew with `PREAU_TEST_TOLD=write`.
#[test]
fn each_key_of_each_table_is_listed_with_its_limits() {
    let format = format();
    let mut list = "# Every key of a rule book\n\nWhat [the reference](rulebook.md) explains, table by table, as the parser itself tells it: \
what may stand at each key.\nPrices and conditions (`when`, `unless`, `only`) are the same wherever they stand; which forms of price a place \
takes, the reference says.\n`*` is a name that the town chooses. **Keys in bold** must be there; of the others, some or none, as the reference says.\n".to_owned();
    for (table, keys) in &format.keys {
        let _ = write!(list, "\n## `{table}`\n\n| key | value |\n|---|---|\n");
        for (key, value) in keys {
            assert!(!value.is_empty(), "no example shows what `{key}` of `{table}` takes");
            let mark = if format.needed[table].contains(key) { "**" } else { "" };
            let _ = writeln!(list, "| {mark}`{key}`{mark} | {} |", value.replace('|', "\\|"));
        }
    }
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(KEYS);
    if std::env::var("PREAU_TEST_TOLD").is_ok_and(|wish| wish == "write") {
        std::fs::write(&file, &list).unwrap();
    }
    assert_eq!(std::fs::read_to_string(&file).unwrap_or_default(), list);
}

#[test]
fn each_key_and_each_form_stands_in_an_example() {
    let format = format();
    let mut missing = Vec::new();
    for (table, keys) in &format.keys {
        // What becomes of all other absences is said as in a case, and of late bookings as of unbooked children.
        let alike = table.replace("absence.otherwise", "absence.cases");
        let written = &format.written[&alike.replace("late.surcharges", "unbooked")];
        // Of the days of a week, some will do, and of public holidays one form of deadline says how.
        let elsewhere = |key: &str| WEEKDAYS.contains(&key) || table != HOLIDAYS_SAID && HOLIDAYS.contains(&key);
        let said = |key: &&String| written.contains(*key) || elsewhere(key);
        let unsaid = keys.keys().filter(|key| !said(key));
        missing.extend(unsaid.map(|key| format!("{table}: {key}")));
    }
    assert!(missing.is_empty(), "no example has {missing:#?}");
    // The places that take every form there is.
    for (table, kind) in [("deadlines.* days_before", "deadlines.*"), ("price flat", "price")] {
        let forms = &format.keys[table]["form"];
        assert!(forms.split(", ").count() >= 7, "{forms}");
        for form in forms.split(", ") {
            assert!(
                format.keys.contains_key(&format!("{kind} {form}")),
                "no example of {form}"
            );
        }
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
        if ["syntax.rs", "french.rs", "habits.rs"]
            .iter()
            .any(|file| path.ends_with(file))
        {
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

/// The sessions of one day that are told of where one pool of places for several formulas cannot be written.
#[test]
fn formulas_of_a_day_cost_what_the_prices_together_say() {
    const WEDNESDAY: &str = "2025-11-26";
    let example = examples()
        .into_iter()
        .find(|example| example.contains("mercredi-apres-midi"));
    let town = |quotient| town(&village_with_example(example.unwrap()), "bourg").quotient(quotient);
    let costs = |sessions: &[&str], quotient| -> i64 {
        let names = sessions
            .iter()
            .map(|session| format!("mercredi-{session}"))
            .collect::<Vec<_>>();
        let records: Vec<_> = names.iter().map(|name| (name.as_str(), stayed(None, None))).collect();
        town(quotient)
            .due(WEDNESDAY, &records)
            .iter()
            .map(|(.., cents)| cents)
            .sum()
    };
    for (sessions, below, above) in [
        (["matin", "repas", "apres-midi"].as_slice(), 1100, 1700),
        (&["matin", "repas"], 750, 1100),
        (&["repas", "apres-midi"], 800, 1200),
        (&["matin", "apres-midi"], 1200, 1600),
        (&["matin"], 600, 800),
    ] {
        assert_eq!(
            (costs(sessions, 700), costs(sessions, 701)),
            (below, above),
            "{sessions:?}"
        );
    }
}
