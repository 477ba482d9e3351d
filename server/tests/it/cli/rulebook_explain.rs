use std::fs;
use std::path::Path;

use preau_domain::calendar::Calendar;
use preau_domain::explain::{Explanation, Happening, Missed, Question, Words};
use preau_domain::locale::Locale;
use preau_domain::rulebook::absence::AbsenceReason;
use preau_domain::rulebook::{RuleBook, parse};
use serde_json::{Value, json};

use super::program::{Outcome, preau};

const MILLY: &str = include_str!("../../../../demo/milly-la-foret.toml");
const NOW: &str = "2026-11-26T09:30:00+01:00";

/// `preau rulebook explain town.toml` on a Monday, with Milly's rule book beside it.
fn explain(arguments: &[&str]) -> Outcome {
    let directory = tempfile::tempdir().expect("a directory");
    fs::write(directory.path().join("town.toml"), MILLY).expect("a file");
    let base = ["rulebook", "explain", "town.toml", "--date", "2026-11-30", "--at", NOW];
    preau(directory.path(), &[], &[&base, arguments].concat())
}

fn milly() -> RuleBook {
    parse(MILLY).expect("a rule book")
}

fn expected(booked: &[&str], taken: Option<u32>) -> Explanation {
    supposing(booked, taken, Happening::default())
}

fn supposing(booked: &[&str], taken: Option<u32>, happening: Happening) -> Explanation {
    let rules = milly();
    let words = Words {
        child: vec!["school=cocteau,quotient=850".to_owned()],
        activity: "midi".to_owned(),
        day: "2026-11-30".parse().expect("a day"),
        now: NOW.parse().expect("an instant"),
        booked: booked.iter().map(ToString::to_string).collect(),
        taken,
        happening,
    };
    let question = Question::read(&words, &rules).expect("a question");
    question.explain(&rules, &Calendar::new(&rules.calendar).expect("a calendar"))
}

#[test]
fn it_is_told_in_both_languages_whatever_the_answer_is() {
    let asked = ["--child", "school=cocteau,quotient=850", "--activity", "midi"];
    for (more, explanation) in [
        (&[][..], expected(&[], None)),
        (
            &["--booked", "midi,restauration"],
            expected(&["midi", "restauration"], None),
        ),
        (&["--taken", "100000"], expected(&[], Some(100_000))),
    ] {
        for (language, locale) in [("en", Locale::En), ("fr", Locale::Fr)] {
            let outcome = explain(&[&asked, more, &["--lang", language]].concat());
            assert_eq!(outcome, (Some(0), explanation.say(locale, &milly()), String::new()));
        }
    }
}

#[test]
fn the_child_may_be_said_bit_by_bit() {
    let (code, out, err) = explain(&[
        "--child",
        "school=cocteau",
        "--child",
        "quotient=850",
        "--activity",
        "midi",
    ]);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    assert_eq!(out, expected(&[], None).say(Locale::En, &milly()));
    assert!(out.ends_with("In all, the family pays €4.85 more.\n"), "{out}");
}

#[test]
fn programs_read_facts() {
    let (code, out, err) = explain(&[
        "--child",
        "school=cocteau,quotient=850",
        "--activity",
        "midi",
        "--format",
        "json",
    ]);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    let told = serde_json::from_str::<Value>(&out).expect("JSON");
    assert_eq!(told, json!(expected(&[], None)));
    assert_eq!(told["verdict"]["verdict"], "book");
}

/// What is due once the day has come to pass, as text and as facts.
#[test]
fn what_comes_to_pass_may_be_supposed() {
    let asked = ["--child", "school=cocteau,quotient=850", "--activity", "midi"];
    let told = "2026-11-30T08:30:00+01:00";
    let time = |text: &str| Some(text.parse().expect("a time"));
    let missed = Missed {
        reason: Some(AbsenceReason::Illness),
        reported_at: Some(told.parse().expect("an instant")),
    };
    for (more, happening) in [
        (
            &[
                "--absent",
                "illness@2026-11-30T08:30:00+01:00",
                "--certificate",
                "2026-11-30T08:30:00+01:00",
                "--absent-since",
                "2026-11-27",
            ][..],
            Happening {
                absent: Some(missed),
                certificate: Some(told.parse().expect("an instant")),
                absent_since: Some("2026-11-27".parse().expect("a day")),
                ..Happening::default()
            },
        ),
        (
            &["--absent", "unknown"],
            Happening {
                absent: Some(Missed::default()),
                ..Happening::default()
            },
        ),
        (
            &["--unbooked", "--arrived", "11:45", "--left", "13:50", "--time", "2"],
            Happening {
                unbooked: true,
                arrived: time("11:45:00"),
                left: time("13:50:00"),
                time: Some(2),
                ..Happening::default()
            },
        ),
    ] {
        let explanation = supposing(&[], None, happening);
        assert!(explanation.due.is_some());
        let text = explain(&[&asked, more].concat());
        assert_eq!(text, (Some(0), explanation.say(Locale::En, &milly()), String::new()));
        let (code, out, err) = explain(&[&asked, more, &["--format", "json"]].concat());
        assert_eq!((code, err.as_str()), (Some(0), ""));
        assert_eq!(serde_json::from_str::<Value>(&out).expect("JSON"), json!(explanation));
    }
}

#[test]
fn a_question_that_cannot_be_understood_is_2() {
    for (arguments, first_words) in [
        (
            &["--child", "school=cocteau", "--activity", "mydi"][..],
            "--activity: `mydi` names no activity of the rule book. Did you mean `midi`? Allowed: ",
        ),
        (
            &["--child", "school=coctau", "--activity", "midi"],
            "--child: `coctau` names no school of the rule book. Did you mean `cocteau`? Allowed: cocteau, tilleuls\n",
        ),
        (
            &["--child", "school=cocteau", "--activity", "midi", "--booked", "mydi"],
            "--booked: `mydi` names no activity of the rule book. Did you mean `midi`? Allowed: ",
        ),
        (
            &["--child", "quotient=850", "--activity", "midi"],
            "--child: The child's school is missing: school=CODE. Allowed: cocteau, tilleuls\n",
        ),
        (&["--activity", "midi"], "error: "),
        (
            &["--child", "school=cocteau", "--activity", "midi", "--taken", "many"],
            "error: ",
        ),
        (
            &["--child", "school=cocteau", "--activity", "midi", "--absent", "ilness"],
            "error: invalid value 'ilness' for '--absent <REASON[@RFC3339]>': `ilness` is not a value of `absent`. Did you mean `illness`?",
        ),
        (
            &[
                "--child",
                "school=cocteau",
                "--activity",
                "midi",
                "--absent",
                "illness",
                "--unbooked",
            ],
            "--absent: `absent` and `unbooked` cannot be said together.\n",
        ),
    ] {
        let (code, out, err) = explain(arguments);
        assert_eq!((code, out.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(err.starts_with(first_words), "{err}");
    }
    let (code, _, err) = explain(&["--child", "school=coctau", "--activity", "midi", "--lang", "fr"]);
    assert_eq!(code, Some(2));
    assert_eq!(
        err,
        "--child: « coctau » ne désigne aucune école du règlement. Vouliez-vous dire « cocteau » ? Attendu : cocteau, tilleuls\n"
    );
}

#[test]
fn a_rule_book_with_mistakes_is_1_and_one_that_cannot_be_read_is_2() {
    let in_directory = |directory: &Path, file: &str| {
        let child = [
            "--child",
            "school=cocteau",
            "--activity",
            "midi",
            "--date",
            "2026-11-30",
        ];
        preau(directory, &[], &[&["rulebook", "explain", file], &child[..]].concat())
    };
    let directory = tempfile::tempdir().expect("a directory");
    fs::write(directory.path().join("wrong.toml"), "[town]\nname = 7\n").expect("a file");
    let checked = preau(directory.path(), &[], &["rulebook", "check", "wrong.toml"]);
    assert_eq!(checked.0, Some(1));
    assert_eq!(in_directory(directory.path(), "wrong.toml"), checked);
    assert_eq!(
        in_directory(directory.path(), "absent.toml"),
        (
            Some(2),
            String::new(),
            "absent.toml: No such file or directory (os error 2)\n".to_owned()
        )
    );
}

#[test]
fn help_shows_an_example_and_the_exit_codes() {
    let directory = tempfile::tempdir().expect("a directory");
    let (code, out, err) = preau(directory.path(), &[], &["rulebook", "explain", "--help"]);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    for words in [
        "Example:\n  preau rulebook explain demo/milly-la-foret.toml --child school=cocteau,quotient=850",
        "Exit codes:",
        "school=CODE",
        "--booked",
        "--absent illness@2026-11-30T08:30:00+01:00 --certificate 2026-12-01T09:00:00+01:00",
        "What is due, if this comes to pass:",
    ] {
        assert!(out.contains(words), "{words} is missing in:\n{out}");
    }
}
