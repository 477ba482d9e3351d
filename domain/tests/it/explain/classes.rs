//! What is told of a child's class.

use preau_domain::calendar::Calendar;
use preau_domain::classes::{ClassSpan, SchoolClass};
use preau_domain::explain::{Question, Rule};
use preau_domain::locale::Locale;
use preau_domain::rulebook::RuleBook;
use preau_domain::rulebook::condition::Condition;
use serde_json::{Value, json};

use super::town::{ask, rules};
use crate::booking::town::{by_cases, case, flat};

const MONDAY: &str = "2026-11-30";

/// The study room is for the older ones.
fn town() -> RuleBook {
    let mut rules = rules();
    let study = rules.activities.iter_mut().find(|activity| activity.code.0 == "etude");
    study.unwrap().classes = Some(ClassSpan {
        from: Some(SchoolClass::Ce1),
        to: Some(SchoolClass::Cm2),
    });
    rules
}

/// The step of the class in both languages and for programs, and the verdict's first words.
fn told(child: &str, on: &str) -> (String, String, Value, String) {
    let rules = town();
    let calendar = Calendar::new(&rules.calendar).unwrap();
    let question = Question::read(&ask("etude", child, on), &rules).unwrap();
    let explanation = question.explain(&rules, &calendar);
    let steps = explanation.steps.iter().map(|step| serde_json::to_value(step).unwrap());
    let at = steps.clone().position(|step| step["step"] == "class").unwrap();
    let said = |locale| explanation.steps[at].say(locale, &rules);
    let last = |locale| {
        let all = explanation.say(locale, &rules);
        all.lines().last().unwrap_or_default().to_owned()
    };
    (
        said(Locale::Fr),
        said(Locale::En),
        steps.clone().nth(at).unwrap(),
        last(Locale::Fr),
    )
}

#[test]
fn the_class_is_told_beside_those_that_it_takes() {
    let (french, english, step, verdict) = told("school=bourg,class=ce1", MONDAY);
    assert_eq!(french, "Classe ce jour-là : CE1, pour les élèves du CE1 au CM2 : oui.");
    assert_eq!(english, "Class that day: CE1, for pupils from CE1 to CM2: yes.");
    assert_eq!(
        step,
        json!({
            "step": "class", "class": "ce1", "known": true, "classes": { "from": "ce1", "to": "cm2" }, "fits": true,
        })
    );
    assert_eq!(verdict, "→ Peut être réservé : 4,50\u{a0}€.");
}

#[test]
fn another_class_none_and_an_unknown_one_are_refused() {
    for (child, french, english, class, known, verdict) in [
        (
            "school=bourg,class=gs",
            "Classe ce jour-là : grande section, pour les élèves du CE1 au CM2 : non.",
            "Class that day: last nursery class (GS), for pupils from CE1 to CM2: no.",
            json!("gs"),
            true,
            "→ Refusé : l'enfant n'est pas dans la classe qu'il faut ce jour-là (élèves du CE1 au CM2).",
        ),
        (
            "school=bourg,class=cm2@2021",
            "Classe ce jour-là : aucune, pour les élèves du CE1 au CM2 : non.",
            "Class that day: none, for pupils from CE1 to CM2: no.",
            Value::Null,
            true,
            "→ Refusé : l'enfant n'est pas dans la classe qu'il faut ce jour-là (élèves du CE1 au CM2).",
        ),
        (
            "school=bourg",
            "Classe ce jour-là : inconnue de la commune, pour les élèves du CE1 au CM2 : non.",
            "Class that day: not known to the town, for pupils from CE1 to CM2: no.",
            Value::Null,
            false,
            "→ Refusé : la commune ne connaît pas la classe de l'enfant (élèves du CE1 au CM2).",
        ),
    ] {
        let step = json!({
            "step": "class", "class": class, "known": known, "classes": { "from": "ce1", "to": "cm2" }, "fits": false,
        });
        let expected = (french.to_owned(), english.to_owned(), step, verdict.to_owned());
        assert_eq!(told(child, MONDAY), expected, "{child}");
    }
}

#[test]
fn the_rule_itself() {
    let rule = Rule::Classes(ClassSpan {
        from: Some(SchoolClass::Ce1),
        to: Some(SchoolClass::Cm2),
    });
    assert_eq!(
        [Locale::Fr, Locale::En].map(|locale| rule.say(locale, &rules())),
        ["pour les élèves du CE1 au CM2", "for pupils from CE1 to CM2"]
    );
}

/// A price for nursery classes is told as such.
#[test]
fn the_case_that_asks_for_a_class_is_named() {
    let class = Some(ClassSpan {
        from: None,
        to: Some(SchoolClass::Gs),
    });
    let when = Condition {
        class,
        ..Condition::default()
    };
    let mut rules = rules();
    let canteen = rules
        .activities
        .iter_mut()
        .find(|activity| activity.code.0 == "cantine");
    canteen.unwrap().price = by_cases(vec![case(when, flat(290))], flat(350));
    let calendar = Calendar::new(&rules.calendar).unwrap();
    let told = |child| {
        let question = Question::read(&ask("cantine", child, MONDAY), &rules).unwrap();
        let explanation = question.explain(&rules, &calendar);
        [Locale::Fr, Locale::En].map(|locale| {
            let all = explanation.say(locale, &rules);
            let of_case = |line: &&str| line.contains("lève") || line.contains("pupil up");
            all.lines().find(of_case).unwrap_or_default()[4..].to_owned()
        })
    };
    assert_eq!(
        told("school=bourg,class=gs"),
        [
            "Tarif par cas : cas 1 (élève jusqu'à la grande section), oui. Le cas 1 sur 1 s'applique.",
            "Price by cases: case 1 (pupil up to last nursery class (GS)), yes. Case 1 of 1 applies.",
        ]
    );
}

/// In November 2026 the child is said to be in CP: it still is in June, and no more in September.
#[test]
fn what_is_said_holds_in_the_school_year_in_which_it_is_asked() {
    for (child, on, class) in [
        ("school=bourg,class=cp", "2027-06-28", "cp"),
        ("school=bourg,class=cp", "2027-09-06", "ce1"),
        ("school=bourg,class=cp@2025", "2027-06-28", "ce1"),
        ("school=bourg,class=ce1@2027", "2027-06-28", "cp"),
    ] {
        let (_, _, step, _) = told(child, on);
        assert_eq!(step["class"], class, "{child} on {on}");
    }
}
