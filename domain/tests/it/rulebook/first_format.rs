//! Documents as the first program that was installed stored them: they are read as what their files mean today.
//!
//! `*.json` is what that program wrote for `milly-la-foret.toml` of the demo and for `every_form.toml`. Do not write them
//! anew: stores hold them.

use preau_domain::rulebook::RuleBook;
use preau_domain::rulebook::parse::{parse, parse_stored};

#[test]
fn a_towns_document_is_its_rule_book() {
    let stored = include_str!("first_format/milly.json");
    let file = include_str!("../../../../demo/milly-la-foret.toml");
    assert_eq!(read(stored), parse(file).unwrap());
}

/// A condition told then which kind it is; a fact about a child had a name of its own.
#[test]
fn every_form_of_the_first_format_is_understood() {
    let stored = include_str!("first_format/every_form.json");
    let file = include_str!("first_format/every_form.toml");
    assert_eq!(read(stored), parse_stored(file).unwrap());
    // What nothing minded then is told today, and no reason to refuse what is installed.
    let found = parse(file).unwrap_err();
    let found: Vec<String> = found
        .iter()
        .map(|one| format!("{}: {:?}", one.path, one.kind))
        .collect();
    assert_eq!(found, ["activities[3].deadlines.book: NoClosing"]);
}

fn read(document: &str) -> RuleBook {
    serde_json::from_str(document).unwrap()
}
