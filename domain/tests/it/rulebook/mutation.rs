//! Whatever happens to a file, reading it ends in an answer.

use preau_domain::booking::view;
use preau_domain::locale::Locale;
use preau_domain::rulebook::{RuleBook, parse};
use proptest::prelude::*;

use super::milly::MILLY;
use crate::booking::town::{World, slot};
use crate::calendar::town::seeded;
use crate::rulebooks::files::ALL;
use crate::rulebooks::town::{stayed, unbooked};

/// A book, or mistakes that each have a place inside the file and something to say.
fn assert_answers(source: &str) {
    let mistakes = match parse(source) {
        Ok(rules) => return assert_decides(rules),
        Err(mistakes) => mistakes,
    };
    assert!(!mistakes.is_empty(), "refused without a mistake");
    let lines: Vec<&str> = source.split('\n').collect();
    for mistake in &mistakes {
        let line = lines[mistake.line - 1];
        assert!((1..=line.chars().count() + 1).contains(&mistake.column), "{mistake:?}");
        for locale in Locale::ALL {
            assert!(!mistake.message(locale).is_empty(), "{mistake:?}");
        }
    }
    let places = mistakes.iter().map(|mistake| (mistake.line, mistake.column));
    assert!(places.is_sorted(), "{mistakes:#?}");
}

/// Rules that were accepted give an answer, whatever they are.
fn assert_decides(rules: RuleBook) {
    let school = rules.schools[0].code.0.clone();
    let world = World::of(rules, &school);
    let activities = world.rules.activities.clone();
    for on in ["2026-10-20", "2026-11-30", "2026-12-02"] {
        for (ix, activity) in world.rules.indexed() {
            let _ = view(&world.situation(), slot(ix, on));
            let name = &activity.code.0;
            for record in [
                stayed(Some("16:40"), Some("20:00")),
                unbooked(3),
                world.absent(name, on, None),
            ] {
                world.due_lines(on, &[(name, record)]);
            }
            world.term_due(name, on);
        }
        let all: Vec<_> = activities
            .iter()
            .map(|activity| (activity.code.0.as_str(), stayed(None, None)))
            .collect();
        world.due_lines(on, &all);
    }
}

/// One of the real files, or the demonstration's.
fn files() -> impl Strategy<Value = &'static str> {
    let all: Vec<&str> = ALL.into_iter().chain([MILLY]).collect();
    prop::sample::select(all)
}

proptest! {
    // Each case reads a whole file.
    #![proptest_config(ProptestConfig { cases: 128, ..seeded() })]

    #[test]
    fn one_byte_changed(file in files(), at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut bytes = file.as_bytes().to_vec();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        assert_answers(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn a_digit_changed(file in files(), at in any::<prop::sample::Index>(), digit in b'0'..=b'9') {
        let mut bytes = file.as_bytes().to_vec();
        let digits: Vec<usize> = (0..bytes.len()).filter(|&at| bytes[at].is_ascii_digit()).collect();
        bytes[digits[at.index(digits.len())]] = digit;
        assert_answers(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn a_piece_cut_out(file in files(), at in any::<prop::sample::Index>(), length in 1..400_usize) {
        let mut bytes = file.as_bytes().to_vec();
        let at = at.index(bytes.len());
        bytes.drain(at..(at + length).min(bytes.len()));
        assert_answers(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn a_line_moved(file in files(), from in any::<prop::sample::Index>(), to in any::<prop::sample::Index>()) {
        let mut lines: Vec<&str> = file.lines().collect();
        let line = lines.remove(from.index(lines.len()));
        lines.insert(to.index(lines.len()), line);
        assert_answers(&lines.join("\n"));
    }

    #[test]
    fn marks_of_the_language_strewn_in(file in files(), at in any::<prop::sample::Index>(), mark in r#"[\[\]{}"'=.,#\n0-9a-z -]{1,6}"#) {
        let at = file.floor_char_boundary(at.index(file.len()));
        let mut source = file.to_owned();
        source.insert_str(at, &mark);
        assert_answers(&source);
    }
}
