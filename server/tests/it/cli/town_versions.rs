//! `preau rulebook versions` and `preau town rollback` (FEATURES: G3).

use std::fs;
use std::path::Path;

use super::program::{Outcome, preau};

const MILLY: &str = include_str!("../../../../demo/milly-la-foret.toml");

fn install(directory: &Path, file: &str, source: &str) -> Outcome {
    fs::write(directory.join(file), source).expect("a file");
    preau(directory, &[], &["town", "install", file])
}

fn rollback(directory: &Path, version: &str) -> Outcome {
    let arguments = ["town", "rollback", "--town", "milly-la-foret", "--version", version];
    preau(directory, &[], &arguments)
}

/// Without the instants of publication.
fn versions(directory: &Path) -> Vec<String> {
    let (code, out, err) = preau(directory, &[], &["rulebook", "versions", "--town", "milly-la-foret"]);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    let line = |line: &str| {
        let mut cells: Vec<&str> = line.split('\t').collect();
        assert!(cells.remove(1).ends_with('Z'), "{line}");
        cells.join("|")
    };
    out.lines().map(line).collect()
}

#[test]
fn an_earlier_file_is_published_again() {
    let directory = tempfile::tempdir().expect("a directory");
    let here = directory.path();
    let title = "Règlement des accueils périscolaires";
    let dearer = MILLY
        .replacen("\"1.70\"", "\"2.00\"", 1)
        .replacen(title, "Deuxième règlement", 1);
    assert_eq!(install(here, "one.toml", MILLY).0, Some(0));
    assert_eq!(install(here, "two.toml", &dearer).0, Some(0));
    let two = versions(here);
    assert_eq!(two.len(), 2);
    assert!(
        two[0].starts_with("2|") && two[0].ends_with("|Deuxième règlement"),
        "{two:?}"
    );
    assert!(
        two[1].starts_with("1|") && two[1].ends_with(&format!("|{title}")),
        "{two:?}"
    );

    let told = "the file of version 1 is in force as version 3\n";
    assert_eq!(rollback(here, "1"), (Some(0), told.to_owned(), String::new()));
    let three = versions(here);
    assert_eq!(three[1..], two);
    assert_eq!(three[0], two[1].replacen('1', "3", 1));
    // The file in force stays the version it is.
    let told = "the file of version 1 is in force as version 3\n";
    assert_eq!(rollback(here, "1"), (Some(0), told.to_owned(), String::new()));
    assert_eq!(versions(here), three);

    let unknown = "preau: the town `milly-la-foret` has no version 9\n";
    assert_eq!(rollback(here, "9"), (Some(2), String::new(), unknown.to_owned()));
    assert_eq!(versions(here), three);
}

#[test]
fn a_town_that_is_not_there_is_2() {
    let directory = tempfile::tempdir().expect("a directory");
    assert_eq!(install(directory.path(), "one.toml", MILLY).0, Some(0));
    let told = "preau: the store has no town `nowhere`: name one with --town\n";
    for arguments in [
        &["rulebook", "versions", "--town", "nowhere"][..],
        &["town", "rollback", "--town", "nowhere", "--version", "1"],
    ] {
        assert_eq!(
            preau(directory.path(), &[], arguments),
            (Some(2), String::new(), told.to_owned())
        );
    }
}
