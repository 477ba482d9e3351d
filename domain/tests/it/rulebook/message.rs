//! What a clerk reads.

use preau_domain::locale::Locale;
use preau_domain::rulebook::diagnostic::{DiagnosticKind, Noun};
use preau_domain::rulebook::{Diagnostic, parse};

use super::village::{BOTH_SCHOOLS, village_with};

pub fn only_mistake(passage: &str, instead: &str) -> Diagnostic {
    let mistakes = parse(&village_with(passage, instead)).unwrap_err();
    assert_eq!(mistakes.len(), 1, "{mistakes:#?}");
    mistakes.into_iter().next().unwrap()
}

#[test]
fn it_names_what_was_found_advises_and_says_what_is_allowed() {
    let mistake = only_mistake(r#"amount = "3.50""#, r#"amount = "3,50""#);
    assert_eq!(
        mistake.message(Locale::Fr),
        "\"3,50\" ne s'écrit pas comme un montant en euros entre guillemets, comme \"1.70\". \
         Vouliez-vous dire « 3.50 » ? Attendu : \"0.00\" – \"9999.99\""
    );
    assert_eq!(
        mistake.message(Locale::En),
        "\"3,50\" is not written as an amount in euros in quotes, such as \"1.70\". \
         Did you mean `3.50`? Allowed: \"0.00\" – \"9999.99\""
    );
}

#[test]
fn it_stops_where_nothing_is_allowed() {
    let mistake = only_mistake("code = \"soir\"", "code = \"midi\"");
    assert_eq!(
        mistake.message(Locale::Fr),
        "\"midi\" désigne déjà une autre activité, à la ligne 29."
    );
    assert_eq!(
        mistake.message(Locale::En),
        "\"midi\" already names another activity, on line 29."
    );
}

#[test]
fn prices_by_cases_are_explained() {
    let flat = r#"{ form = "flat", amount = "3.50" }"#;
    let by_case = |when: &str, price: &str| {
        let case = format!("{{ when = {when}, price = {price} }}");
        only_mistake(
            flat,
            &format!("{{ form = \"cases\", cases = [{case}], otherwise = {flat} }}"),
        )
    };
    let own = r#"{ schools = ["bourg"] }"#;
    let elsewhere = "{ schools = [\"hameau\"] }, price = { form = \"flat\", amount = \"1\" }";
    let elsewhere = village_with(
        flat,
        &format!("{{ form = \"cases\", cases = [{{ when = {elsewhere} }}], otherwise = {flat} }}"),
    );
    let elsewhere = elsewhere.replacen(BOTH_SCHOOLS, "schools = [\"bourg\"]", 1);
    let not_served = parse(&elsewhere).unwrap_err().remove(0);
    let never = format!("{own}, price = {flat} }}, {{ when = {own}");
    for (mistake, french, english) in [
        (
            not_served,
            "L'activité n'est pas ouverte à l'école \"hameau\". Attendu : bourg",
            "The activity is not open to the school \"hameau\". Allowed: bourg",
        ),
        (
            by_case(&never, flat),
            "Le cas { schools = [\"bourg\"] } ne sert jamais : les précédents, jusqu'à la ligne 35, passent avant.",
            "The case { schools = [\"bourg\"] } never applies: those before it, up to line 35, come first.",
        ),
        (
            by_case("{ rank_from = 3, children_to = 2 }", flat),
            "Aucun enfant ne répond à toutes les conditions de { rank_from = 3, children_to = 2 }.",
            "No child meets all the conditions of { rank_from = 3, children_to = 2 }.",
        ),
        (
            by_case(own, r#"{ form = "cases" }"#),
            "Ce tarif ne peut pas se trouver à l'intérieur d'un autre : les cas se placent à l'extérieur, côte à côte, et chacun a son tarif \
             entier, comme { form = \"cases\", cases = [{ when = …, price = { form = \"monthly\", price = … } }], otherwise = … }. \
             Attendu : flat, bands, linear, units, times, annual, monthly, terms, reduced",
            "This price cannot stand inside another: cases stand outside, side by side, each with its whole price, such as \
             { form = \"cases\", cases = [{ when = …, price = { form = \"monthly\", price = … } }], otherwise = … }. \
             Allowed: flat, bands, linear, units, times, annual, monthly, terms, reduced",
        ),
    ] {
        assert_eq!(mistake.message(Locale::Fr), french);
        assert_eq!(mistake.message(Locale::En), english);
    }
}

#[test]
fn what_can_never_happen_is_explained() {
    let deadlines = r#"deadlines = { book = "veille", cancel = "veille" }"#;
    let capacity = "capacity = 40";
    let late = format!("{deadlines}\nattendance = \"a\"\n[attendance.a]\nlate = {{ until = \"veille\" }}");
    let never = r#"deadlines = { book = "veille", cancel = "jamais" }
[deadlines.jamais]
form = "month_window"
months_before = 1
from_day = 5
to_day = 5
at = "00:00""#;
    for (mistake, french, english) in [
        (
            only_mistake(
                capacity,
                "capacity = 40\nperiod = { from = 2025-11-01, to = 2025-11-02 }",
            ),
            "Cette activité n'a lieu aucun jour du règlement : { from = 2025-11-01, to = 2025-11-02 }. Attendu : 2025-09-01 – …",
            "This activity has no day within the rule book: { from = 2025-11-01, to = 2025-11-02 }. Allowed: 2025-09-01 – …",
        ),
        (
            only_mistake(
                capacity,
                "capacity = 40\nperiod = { from = 2024-11-01, to = 2024-11-02 }",
            ),
            "{ from = 2024-11-01, to = 2024-11-02 } est en dehors des dates du règlement. Attendu : 2025-09-01 – …",
            "{ from = 2024-11-01, to = 2024-11-02 } lies outside the dates of the rule book. Allowed: 2025-09-01 – …",
        ),
        (
            only_mistake(deadlines, never),
            "Le délai \"jamais\" n'est ouvert pour aucun jour de l'activité.",
            "The deadline \"jamais\" is open for no day of the activity.",
        ),
        (
            only_mistake(deadlines, &late),
            "Avec \"a\", aucune demande tardive ne serait prise : « veille » ne ferme jamais après le délai de réservation.",
            "With \"a\", no late booking would be taken: `veille` never closes later than booking does.",
        ),
    ] {
        assert_eq!(mistake.message(Locale::Fr), french);
        assert_eq!(mistake.message(Locale::En), english);
    }
    let school = "name = \"École du bourg\"";
    let aged = village_with(school, &format!("{school}\nlevel = \"nursery\""));
    let aged = aged.replacen(BOTH_SCHOOLS, "schools = [\"bourg\"]", 1);
    let classed = aged.replacen(capacity, "capacity = 40\nclasses = { from = \"ce1\" }", 1);
    let mistakes = parse(&classed).unwrap_err();
    assert_eq!(
        [Locale::Fr, Locale::En].map(|locale| mistakes[0].message(locale)),
        [
            "Aucun élève des écoles de l'activité n'est dans ces classes : { from = \"ce1\" }. Attendu : tps – cp",
            "No pupil of the activity's schools is in these classes: { from = \"ce1\" }. Allowed: tps – cp"
        ]
    );
    let aged = aged.replacen(capacity, "capacity = 40\nages = { from = 8 }", 1);
    let mistakes = parse(&aged).unwrap_err();
    assert_eq!(
        mistakes[0].message(Locale::Fr),
        "Aucun élève des écoles de l'activité n'a cet âge : { from = 8 }. Attendu : 2 – 7"
    );
    assert_eq!(
        mistakes[0].message(Locale::En),
        "No pupil of the activity's schools has this age: { from = 8 }. Allowed: 2 – 7"
    );
}

#[test]
fn slips_of_the_pen_are_told_in_french_too() {
    let mistake = only_mistake("code = \"soir\"", "code = soir");
    assert_eq!(
        mistake.message(Locale::Fr),
        "Écriture TOML incorrecte (guillemets oubliés). Attendu : \"…\""
    );
    assert_eq!(
        mistake.message(Locale::En),
        "This is not TOML: string values must be quoted. Allowed: \"…\""
    );
}

/// What the reader of TOML expects is told in signs.
#[test]
fn no_english_is_left_in_what_is_allowed() {
    for (passage, instead, french) in [
        (
            "capacity = 40",
            "capacité = 40",
            "Écriture TOML incorrecte (nom de clé interdit). Attendu : capacity",
        ),
        (
            "valid_from = 2025-09-01",
            "valid_from = 2025-9-1",
            "Écriture TOML incorrecte (date ou heure impossible). Attendu : MM",
        ),
        (
            "name = \"Cantine\"",
            "name = \"Can\\tine \\é\"",
            "Écriture TOML incorrecte (barre oblique inverse sans suite : elle s'écrit \\\\). Attendu : `b`, `e`, `f`, `n`, `r`, `\\`, `\"`, `x`, `u`, `U`",
        ),
        (
            "capacity = 40",
            "capacity = 1__0",
            "Écriture TOML incorrecte (_ hors d'un nombre).",
        ),
        (
            "name = \"Cantine\"",
            "name = 'Cantine",
            "Écriture TOML incorrecte (guillemet oublié, ou caractère interdit). Attendu : `'`",
        ),
        (
            "[rule_book]",
            "[]",
            "Écriture TOML incorrecte (nom de clé interdit). Attendu : A–Z a–z, 0–9, `-`, `_`",
        ),
    ] {
        let mistakes = parse(&village_with(passage, instead)).unwrap_err();
        assert_eq!(mistakes[0].message(Locale::Fr), french, "{instead}");
    }
}

#[test]
fn programs_read_the_same_facts() {
    let mistake = only_mistake(BOTH_SCHOOLS, "schools = [\"bourgg\"]");
    assert_eq!(
        mistake.kind,
        DiagnosticKind::UnknownReference {
            noun: Noun::School,
            did_you_mean: Some("bourg".to_owned()),
        }
    );
    assert_eq!(
        serde_json::to_value(&mistake).unwrap(),
        serde_json::json!({
            "line": 31,
            "column": 12,
            "path": "activities[0].schools[0]",
            "found": "\"bourgg\"",
            "allowed": "bourg, hameau",
            "kind": "unknown_reference",
            "noun": "school",
            "did_you_mean": "bourg",
        })
    );
}

#[test]
fn columns_count_characters_and_long_values_are_shortened() {
    let start = r#"{ "été" = 1, "ê" = ""#;
    let table = format!("{start}{}\" }}", "é".repeat(300));
    let mistake = only_mistake("name = \"Cantine\"\n", &format!("\"name\"  = {table}\n"));
    assert_eq!((mistake.line, mistake.column), (30, 11));
    assert_eq!(
        mistake.found,
        format!("{start}{}…", "é".repeat(60 - start.chars().count()))
    );
    let both = parse(&village_with("[\"bourg\", \"hameau\"]", "[\"été\", \"hameaux\"]")).unwrap_err();
    let places: Vec<_> = both.iter().map(|mistake| (mistake.line, mistake.column)).collect();
    assert_eq!(places, [(31, 12), (31, 19)]);
}
