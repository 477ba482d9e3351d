//! How a family's quotient is told.

use preau_domain::explain::Step;
use preau_domain::locale::Locale;

use super::town::rules;

fn both(step: &Step) -> [String; 2] {
    [Locale::Fr, Locale::En].map(|locale| step.say(locale, &rules()))
}

#[test]
fn where_a_quotient_comes_from() {
    let family = |source: Option<&str>| {
        both(&Step::Family {
            quotient: Some(850),
            source: source.map(str::to_owned),
            rank: 1,
            children: 2,
        })
    };
    assert_eq!(
        family(Some("CAF")),
        [
            "Quotient familial ce jour-là (CAF) : 850. Rang : enfant 1 sur 2.",
            "Family quotient that day (CAF): 850. Rank: child 1 of 2."
        ]
    );
    assert_eq!(
        family(None)[0],
        "Quotient familial ce jour-là : 850. Rang : enfant 1 sur 2."
    );
}
