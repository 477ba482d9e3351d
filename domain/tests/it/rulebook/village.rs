//! The smallest town there is, and what becomes of it when a clerk slips.

use preau_domain::rulebook::{Diagnostic, RuleBook, parse};

pub const VILLAGE: &str = r#"format = 1
[town]
slug = "village"
name = "Le Village"
insee = "2A004"
zone = "Europe/Paris"
language = "fr"
[rule_book]
title = "Règlement"
valid_from = 2025-09-01
[[contacts]]
name = "Mairie"
email = "mairie@village.example"
[[schools]]
code = "bourg"
name = "École du bourg"
[[schools]]
code = "hameau"
name = "École du hameau"
[calendar]
school_zone = "B"
territory = "metropole"
school_weekdays = ["monday", "thursday"]
[deadlines.veille]
form = "days_before"
days = 1
at = "09:00"
[[activities]]
code = "midi"
name = "Cantine"
schools = ["bourg", "hameau"]
starts_at = "11:30"
ends_at = "13:30"
capacity = 40
price = { form = "flat", amount = "3.50" }
deadlines = { book = "veille", cancel = "veille" }
[[activities]]
code = "soir"
name = "Garderie"
schools = ["bourg", "hameau"]
starts_at = "16:30"
ends_at = "18:30"
capacity = 20
price = { form = "flat", amount = "2.00" }
deadlines = { book = "veille", cancel = "veille" }
"#;

/// The schools of its activities, as they stand in each.
pub const BOTH_SCHOOLS: &str = r#"schools = ["bourg", "hameau"]"#;

/// The village with one passage written otherwise; added at the end where there is no passage.
pub fn village_with(passage: &str, instead: &str) -> String {
    if passage.is_empty() {
        return VILLAGE.to_owned() + instead;
    }
    assert!(VILLAGE.contains(passage), "{passage} is not in the village");
    VILLAGE.replacen(passage, instead, 1)
}

pub fn book(source: &str) -> RuleBook {
    parse(source).unwrap_or_else(|mistakes| panic!("{:#?}", lines(&mistakes)))
}

pub fn mistakes(source: &str) -> Vec<String> {
    lines(&parse(source).unwrap_err())
}

/// A diagnostic on one line: place, path, found, allowed, kind with its facts.
fn lines(mistakes: &[Diagnostic]) -> Vec<String> {
    let line = |mistake: &Diagnostic| {
        let Diagnostic {
            line,
            column,
            path,
            found,
            allowed,
            kind,
        } = mistake;
        let mut facts = serde_json::to_value(kind).unwrap();
        let kind = facts.as_object_mut().unwrap().remove("kind").unwrap();
        let kind = kind.as_str().unwrap();
        let facts = if facts == serde_json::json!({}) {
            String::new()
        } else {
            format!(" {facts}")
        };
        format!("{line}:{column} {path} | {found} | {allowed} | {kind}{facts}")
    };
    mistakes.iter().map(line).collect()
}

/// Asserts what each slip is told.
pub fn assert_slips(slips: &[(&str, &str, &[&str])]) {
    for (passage, instead, expected) in slips {
        assert_eq!(
            mistakes(&village_with(passage, instead)),
            *expected,
            "{passage} → {instead}"
        );
    }
}
