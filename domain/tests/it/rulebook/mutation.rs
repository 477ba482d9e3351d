//! Whatever happens to a file, reading it ends in an answer.

use preau_domain::locale::Locale;
use preau_domain::rulebook::parse;
use proptest::prelude::*;

use super::milly::MILLY;
use crate::calendar::town::seeded;

/// A book, or mistakes that each have a place inside the file and something to say.
fn assert_answers(source: &str) {
    let Err(mistakes) = parse(source) else { return };
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

proptest! {
    // Each case reads a whole file.
    #![proptest_config(ProptestConfig { cases: 128, ..seeded() })]

    #[test]
    fn one_byte_changed(at in 0..MILLY.len(), byte in any::<u8>()) {
        let mut bytes = MILLY.as_bytes().to_vec();
        bytes[at] = byte;
        assert_answers(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn a_piece_cut_out(at in 0..MILLY.len(), length in 1..400_usize) {
        let mut bytes = MILLY.as_bytes().to_vec();
        bytes.drain(at..(at + length).min(MILLY.len()));
        assert_answers(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn a_line_moved(from in 0..MILLY.lines().count(), to in 0..MILLY.lines().count()) {
        let mut lines: Vec<&str> = MILLY.lines().collect();
        let line = lines.remove(from);
        lines.insert(to.min(lines.len()), line);
        assert_answers(&lines.join("\n"));
    }

    #[test]
    fn marks_of_the_language_strewn_in(at in 0..MILLY.len(), mark in r#"[\[\]{}"'=.,#\n0-9a-z -]{1,6}"#) {
        let at = MILLY.floor_char_boundary(at);
        let mut source = MILLY.to_owned();
        source.insert_str(at, &mark);
        assert_answers(&source);
    }
}
