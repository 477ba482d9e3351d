//! Files of debts.

use preau_domain::code::Code;
use preau_domain::debts::{DebtFile, DebtLine, Place, parse};
use preau_domain::family::Debt;
use preau_domain::money::Money;
use preau_domain::rulebook::diagnostic::DiagnosticKind;

use crate::calendar::town::day;

fn said(file: &DebtFile) -> Vec<String> {
    let line = |line: &DebtLine| {
        let (Code(desk), place) = (&line.cash_desk, &line.family_place);
        let (family, amount, as_of) = (&line.family, line.amount, line.as_of);
        format!("{}:{} {family} {desk} {amount} {as_of}", place.line, place.column)
    };
    file.lines.iter().map(line).collect()
}

fn mistakes(file: &DebtFile) -> Vec<String> {
    let mistake = |one: &preau_domain::rulebook::Diagnostic| {
        let kind = serde_json::to_value(&one.kind).unwrap()["kind"]
            .as_str()
            .unwrap()
            .to_owned();
        format!(
            "{}:{} {} | {} | {} | {kind}",
            one.line, one.column, one.path, one.found, one.allowed
        )
    };
    file.mistakes.iter().map(mistake).collect()
}

#[test]
fn a_file_says_once_what_holds_for_all_its_lines() {
    let file = parse(
        r#"as_of = 2026-11-27
cash_desk = "restauration"

[[debts]]
family = "MIL-1"
amount = "12.40"

[[debts]]
family = "MIL-2"
amount = "0"
cash_desk = "etude"
as_of = 2026-11-30
"#,
    );
    assert_eq!(mistakes(&file), [""; 0]);
    assert_eq!(
        said(&file),
        [
            "5:10 MIL-1 restauration 12.40 2026-11-27",
            "9:10 MIL-2 etude 0.00 2026-11-30"
        ]
    );
    assert_eq!(file.lines[0].amount, Money::from_cents(1240));
    let place = Place {
        line: 12,
        column: 9,
        path: "debts[1].as_of".to_owned(),
        found: "2026-11-30".to_owned(),
    };
    assert_eq!(file.lines[1].day_place, place);
    let mistake = place.mistake(DiagnosticKind::OutOfRange, "≤ 2026-11-27".to_owned());
    assert_eq!(
        (mistake.line, mistake.column, mistake.found.as_str()),
        (12, 9, "2026-11-30")
    );
    assert_eq!(file.lines[1].as_of, day("2026-11-30"));
}

#[test]
fn every_mistake_is_told_at_once_with_its_place() {
    let file = parse(
        r#"cash_desk = "Cantine"

[[debts]]
family = "MIL-1"
cash_desk = "cantine"
amount = "-3.00"
as_of = 2026-11-27

[[debts]]
family = "MIL-2"
cash_desk = "cantine"
amount = "3.00"
as_of = 2026-11-27

[[debts]]
family = "MIL-2"
cash_desk = "cantine"
amount = "4.00"
as_of = 2026-11-27

[[debts]]
cash_desk = "cantine"
amout = "4.00"
as_of = 2026-11-27
"#,
    );
    assert_eq!(
        mistakes(&file),
        [
            r#"1:13 cash_desk | "Cantine" | a–z 0–9 - (1 – 40) | malformed"#,
            r#"6:10 debts[0].amount | "-3.00" | "0.00" – "1000000.00" | malformed"#,
            "15:1 debts[2] | [[debts]] |  | repeated",
            "21:1 debts[3].family |  | family | missing_key",
            "21:1 debts[3].amount |  | amount | missing_key",
            "23:1 debts[3].amout | amout | family, cash_desk, amount, as_of | unknown_key",
        ]
    );
    assert_eq!(said(&file), ["10:10 MIL-2 cantine 3.00 2026-11-27"]);
}

#[test]
fn as_much_can_be_owed_as_can_be_noted() {
    let file = |amount: &str| {
        parse(&format!(
            "cash_desk = \"cantine\"\nas_of = 2026-11-27\n\n[[debts]]\nfamily = \"MIL-1\"\namount = \"{amount}\"\n"
        ))
    };
    for (amount, cents) in [("0", 0), ("10000.00", 1_000_000), ("1000000.00", 100_000_000)] {
        let read = file(amount);
        assert_eq!(
            (read.lines[0].amount, mistakes(&read)),
            (Money::from_cents(cents), vec![])
        );
        assert!(Debt::may_be(cents));
    }
    assert_eq!(Money::from_cents(Debt::MOST_CENTS).to_string(), "1000000.00");
    let more = file("1000000.01");
    assert_eq!(
        (more.lines.len(), mistakes(&more)),
        (
            0,
            vec![r#"6:10 debts[0].amount | "1000000.01" | "0.00" – "1000000.00" | malformed"#.to_owned()]
        )
    );
    assert!(!Debt::may_be(Debt::MOST_CENTS + 1) && !Debt::may_be(-1));
}

#[test]
fn a_file_without_lines_lacks_them() {
    assert_eq!(mistakes(&parse("")), ["1:1 debts |  | debts | missing_key"]);
    assert_eq!(parse("debts = []"), DebtFile::default());
}
