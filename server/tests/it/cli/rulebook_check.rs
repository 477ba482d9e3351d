use std::fs;
use std::path::Path;

use preau_domain::locale::Locale;
use preau_domain::rulebook::parse::parse;
use serde_json::{Value, json};

use super::program::preau;

const WRONG: &str = "[town]\nname = 7\nnmae = \"x\"\n";

fn in_directory<T>(work: impl FnOnce(&Path) -> T) -> T {
    let directory = tempfile::tempdir().expect("a directory");
    work(directory.path())
}

#[test]
fn mistakes_are_lines_that_an_editor_can_follow() {
    in_directory(|directory| {
        fs::write(directory.join("town.toml"), WRONG).expect("a file");
        for (language, locale) in [("en", Locale::En), ("fr", Locale::Fr)] {
            let outcome = preau(directory, &[], &["rulebook", "check", "town.toml", "--lang", language]);
            let diagnostics = parse(WRONG).expect_err("mistakes");
            assert!(
                diagnostics
                    .iter()
                    .any(|diagnostic| (diagnostic.line, diagnostic.column) == (2, 8))
            );
            let line = |d: &preau_domain::rulebook::diagnostic::Diagnostic| {
                format!("town.toml:{}:{}: {}\n", d.line, d.column, d.message(locale))
            };
            assert_eq!(
                outcome,
                (Some(1), String::new(), diagnostics.iter().map(line).collect())
            );
        }
    });
}

/// G3.
#[test]
fn a_sound_file_says_what_was_read() {
    let town = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/rulebooks/argenteuil.toml");
    in_directory(|directory| {
        fs::copy(&town, directory.join("town.toml")).expect("a file");
        for (language, said) in [
            (
                "en",
                "town.toml: no mistake. Argenteuil, Centre de loisirs Paul-Vaillant-Couturier, from 2026-09-01 to 2027-07-02; \
                 schools: 1, activities: 3.",
            ),
            (
                "fr",
                "town.toml : aucune erreur. Argenteuil, Centre de loisirs Paul-Vaillant-Couturier, du 2026-09-01 au \
                 2027-07-02 ; écoles : 1, activités : 3.",
            ),
        ] {
            let outcome = preau(directory, &[], &["rulebook", "check", "town.toml", "--lang", language]);
            assert_eq!(outcome, (Some(0), String::new(), format!("{said}\n")));
        }
        let outcome = preau(directory, &[], &["rulebook", "check", "town.toml", "--format", "json"]);
        assert_eq!(outcome, (Some(0), "[]\n".to_owned(), String::new()));
    });
}

#[test]
fn programs_read_mistakes_as_json() {
    in_directory(|directory| {
        fs::write(directory.join("town.toml"), WRONG).expect("a file");
        let (code, out, err) = preau(directory, &[], &["rulebook", "check", "--format", "json", "town.toml"]);
        assert_eq!((code, err.as_str()), (Some(1), ""));
        let mut expected = json!(parse(WRONG).expect_err("mistakes"));
        for (value, diagnostic) in expected
            .as_array_mut()
            .expect("a list")
            .iter_mut()
            .zip(parse(WRONG).expect_err("mistakes"))
        {
            value["file"] = json!("town.toml");
            value["message"] = json!(diagnostic.message(Locale::En));
        }
        assert_eq!(serde_json::from_str::<Value>(&out).expect("JSON"), expected);
    });
}

#[test]
fn a_file_that_cannot_be_read_is_2() {
    in_directory(|directory| {
        let (code, out, err) = preau(directory, &[], &["rulebook", "check", "absent.toml"]);
        assert_eq!((code, out.as_str()), (Some(2), ""));
        assert_eq!(err, "absent.toml: No such file or directory (os error 2)\n");
    });
}

/// As editors of other times save it.
#[test]
fn a_file_that_is_not_utf_8_says_so() {
    let wide = |order: fn(u16) -> [u8; 2]| {
        "\u{feff}format = 1\n"
            .encode_utf16()
            .flat_map(order)
            .collect::<Vec<u8>>()
    };
    let without_mark: Vec<u8> = "format = 1\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let latin = b"format = 1\n[town]\nname = \"For\xeat\"\n".to_vec();
    let utf_16 = [
        "it is written in UTF-16: save it as UTF-8",
        "il est écrit en UTF-16 : enregistrez-le en UTF-8",
    ];
    let line = [
        "line 3 is not written in UTF-8: save the file as UTF-8",
        "la ligne 3 n'est pas écrite en UTF-8 : enregistrez le fichier en UTF-8",
    ];
    in_directory(|directory| {
        for (bytes, said) in [
            (wide(u16::to_le_bytes), utf_16),
            (wide(u16::to_be_bytes), utf_16),
            (without_mark, utf_16),
            (latin, line),
        ] {
            fs::write(directory.join("town.toml"), bytes).expect("a file");
            let child = ["--child", "school=x", "--activity", "x", "--date", "2026-11-30"];
            for (language, said) in ["en", "fr"].into_iter().zip(said) {
                let told = (Some(2), String::new(), format!("town.toml: {said}\n"));
                let check = ["rulebook", "check", "town.toml", "--lang", language];
                assert_eq!(preau(directory, &[], &check), told);
                let explain = ["rulebook", "explain", "town.toml", "--lang", language];
                assert_eq!(preau(directory, &[], &[&explain[..], &child].concat()), told);
            }
            let install = preau(
                directory,
                &[],
                &["town", "install", "town.toml", "--database", "sqlite::memory:"],
            );
            let told = format!("preau: town.toml cannot be read: {}\n", said[0]);
            assert_eq!(install, (Some(2), String::new(), told));
        }
    });
}

/// Some editors begin a file in UTF-8 with a mark.
#[test]
fn a_byte_order_mark_is_no_mistake() {
    let town = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/rulebooks/argenteuil.toml");
    let rules = fs::read_to_string(town).expect("a rule book");
    in_directory(|directory| {
        fs::write(directory.join("town.toml"), format!("\u{feff}{rules}")).expect("a file");
        let (code, out, err) = preau(directory, &[], &["rulebook", "check", "town.toml"]);
        assert_eq!((code, out.as_str()), (Some(0), ""), "{err}");
    });
}
