//! A child as a person describes it: `school=cocteau,quotient=850,care_plan`.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use ulid::Ulid;

use super::fault::{Fault, FaultKind};
use super::names;
use super::question::listed;
use crate::calendar::school_year;
use crate::classes::{FiledClass, SchoolClass};
use crate::code::Code;
use crate::family::{Account, ChildFacts, Debt, FamilyFile, GivenQuotient, Quotients, Regime, Residence, Sibling};
use crate::ids::ChildId;
use crate::money::Money;
use crate::nearest::nearest;
use crate::rulebook::RuleBook;
use crate::rulebook::parse::meant;

/// What can be said of a child, in the order in which it is told.
pub const KEYS: [&str; 11] = [
    "school",
    "born",
    "class",
    "quotient",
    "residence",
    "regime",
    "regular",
    "care_plan",
    "siblings",
    "owes",
    "file",
];

/// How quotients are written: whole numbers.
const QUOTIENTS: &str = "850, 850@2026-11-12, 700@2026-03-10+850@2026-11-12";

const RESIDENCES: [(&str, Residence); 3] = [
    ("resident", Residence::Resident),
    ("partner", Residence::Partner),
    ("outside", Residence::Outside),
];
const REGIMES: [(&str, Regime); 3] = [("caf", Regime::Caf), ("msa", Regime::Msa), ("other", Regime::Other)];
const FILES: [(&str, bool); 2] = [("complete", true), ("incomplete", false)];
const ORDERS: [(&str, bool); 2] = [("elder", true), ("younger", false)];

/// Between several values of one key.
const AND: char = '+';

/// Between a quotient and the day on which the town was given it, and between a class and its school year.
const GIVEN_ON: char = '@';

pub(super) struct Given {
    pub child: ChildFacts,
    /// The date of birth was said.
    pub born: bool,
}

/// What is said holds on the day of the question, `today`.
pub(super) fn read(words: &[String], rules: &RuleBook, today: NaiveDate) -> Result<Given, Fault> {
    let mut child = ChildFacts {
        id: ChildId(Ulid::nil()),
        born: NaiveDate::MIN,
        school: Code(String::new()),
        class: None,
        food_care_plan: false,
        siblings: Vec::new(),
        residence: Residence::default(),
        regime: Regime::default(),
        regular_in: BTreeSet::new(),
        quotients: Quotients::unknown(),
        account: Account::default(),
        // Unless it is said that it is not.
        file: FamilyFile::complete(),
    };
    let mut said = BTreeSet::new();
    let mut last: Option<(&str, &str)> = None;
    let parts = words.iter().flat_map(|word| word.split(','));
    for part in parts.map(str::trim).filter(|part| !part.is_empty()) {
        let (key, value) = part.split_once('=').unwrap_or((part, ""));
        let (key, value) = (key.trim(), value.trim());
        if let Some((key, before)) =
            last.filter(|_| !part.contains('=') && part.starts_with(|c: char| c.is_ascii_digit()))
        {
            return Err(cut_number(key, before, part));
        }
        if !KEYS.contains(&key) {
            let fault = Fault::of(key, key, FaultKind::UnknownKey).allowing(KEYS.join(", "));
            return Err(fault.meaning(nearest(key, KEYS)));
        }
        if !said.insert(key) {
            return Err(Fault::of(key, value, FaultKind::Repeated));
        }
        say(&mut child, key, value, rules, today)?;
        last = Some((key, value));
    }
    if !said.contains("school") {
        let schools = rules.schools.iter().map(|school| &school.code);
        return Err(Fault::of("school", "", FaultKind::MissingSchool).allowing(listed(schools)));
    }
    Ok(Given {
        child,
        born: said.contains("born"),
    })
}

/// A number with a comma, which parts what is said of a child.
fn cut_number(key: &str, before: &str, behind: &str) -> Fault {
    let fault = Fault::of(key, &format!("{before},{behind}"), FaultKind::Malformed);
    let with_point = format!("{before}.{behind}");
    match key {
        "quotient" => fault.allowing(QUOTIENTS),
        "owes" => fault
            .allowing("0.00")
            .meaning(Money::read(&with_point).map(|_| with_point)),
        _ => fault,
    }
}

fn say(child: &mut ChildFacts, key: &str, value: &str, rules: &RuleBook, today: NaiveDate) -> Result<(), Fault> {
    let malformed = |allowed: &str| Fault::of(key, value, FaultKind::Malformed).allowing(allowed);
    let several = || value.split(AND).map(str::trim).filter(|one| !one.is_empty());
    match key {
        "school" => child.school = names::school(key, value, rules)?,
        "born" => child.born = value.parse().map_err(|_| malformed("YYYY-MM-DD"))?,
        "class" => child.class = Some(class(key, value, today)?),
        "quotient" => {
            let said = quotients(&several().collect::<Vec<_>>(), rules);
            child.quotients = said.ok_or_else(|| malformed(QUOTIENTS))?;
        }
        "residence" => child.residence = word(key, value, &RESIDENCES)?,
        "regime" => child.regime = word(key, value, &REGIMES)?,
        "regular" => {
            for code in several() {
                let activity = names::activity(key, code, rules)?;
                child.regular_in.insert(rules.activity(activity).code.clone());
            }
        }
        "care_plan" if value.is_empty() => child.food_care_plan = true,
        "siblings" => {
            for sibling in several() {
                let (order, school) = sibling.split_once(':').unwrap_or((sibling, ""));
                child.siblings.push(Sibling {
                    elder: word(key, order, &ORDERS)?,
                    school: names::school(key, school, rules)?,
                });
            }
        }
        "owes" => {
            let debt = Debt {
                cash_desk: Code(String::new()),
                amount: Money::read(value).ok_or_else(|| malformed("0.00"))?,
                as_of: today,
            };
            child.account.debts = vec![debt];
        }
        "file" => {
            child.file = match FILES.iter().find(|(word, _)| *word == value) {
                Some((_, complete)) => FamilyFile {
                    complete: *complete,
                    ..FamilyFile::default()
                },
                None => FamilyFile {
                    until: Some(
                        value
                            .parse()
                            .map_err(|_| malformed("complete, incomplete, YYYY-MM-DD"))?,
                    ),
                    ..FamilyFile::complete()
                },
            };
        }
        _ => return Err(malformed(key)),
    }
    Ok(())
}

/// A class of the school year of the question's day, or of the one that is said.
fn class(key: &str, said: &str, today: NaiveDate) -> Result<FiledClass, Fault> {
    let (found, year) = match said.split_once(GIVEN_ON) {
        Some((found, year)) => (found.trim(), year.trim().parse().ok()),
        None => (said, Some(school_year(today))),
    };
    let year = year.filter(|year| FiledClass::YEARS.contains(year));
    let malformed = || Fault::of(key, said, FaultKind::Malformed).allowing("ce1, ce1@2026");
    Ok(FiledClass {
        class: word(key, found, &SchoolClass::WORDS)?,
        year: year.ok_or_else(malformed)?,
    })
}

/// One value for every day, or several, each with the day on which it was given: then the rule book says when they count.
fn quotients(said: &[&str], rules: &RuleBook) -> Option<Quotients> {
    if let [always] = said
        && !always.contains(GIVEN_ON)
    {
        return always.parse().ok().map(Quotients::always);
    }
    let gift = |one: &&str| {
        let (value, on) = one.split_once(GIVEN_ON)?;
        Some(GivenQuotient {
            on: on.trim().parse().ok()?,
            value: Some(value.trim().parse().ok()?),
            settled: false,
        })
    };
    let gifts = said.iter().map(gift).collect::<Option<Vec<_>>>()?;
    (!gifts.is_empty()).then(|| rules.quotient.quotients(&gifts))
}

fn word<T: Copy>(key: &str, found: &str, words: &[(&'static str, T)]) -> Result<T, Fault> {
    let meaning = words
        .iter()
        .find(|(word, _)| *word == found)
        .map(|(_, meaning)| *meaning);
    meaning.ok_or_else(|| {
        let words: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        let fault = Fault::of(key, found, FaultKind::UnknownWord).allowing(words.join(", "));
        fault.meaning(meant(found, &words))
    })
}
