//! What holds for every file.

use preau_domain::rulebook::RuleBook;

use crate::rulebook::village::{book, mistakes};

pub const ARGENTEUIL: &str = include_str!("../../../../tests/rulebooks/argenteuil.toml");
pub const BUBRY: &str = include_str!("../../../../tests/rulebooks/bubry.toml");
pub const CAUMONT: &str = include_str!("../../../../tests/rulebooks/caumont-sur-durance.toml");
pub const CHAMPCEVINEL: &str = include_str!("../../../../tests/rulebooks/champcevinel.toml");
pub const COETMIEUX: &str = include_str!("../../../../tests/rulebooks/coetmieux.toml");
pub const DISTRE: &str = include_str!("../../../../tests/rulebooks/distre.toml");
pub const FAY: &str = include_str!("../../../../tests/rulebooks/fay-aux-loges.toml");
pub const PERIGUEUX: &str = include_str!("../../../../tests/rulebooks/grand-perigueux.toml");
pub const LA_SELLE: &str = include_str!("../../../../tests/rulebooks/la-selle-craonnaise.toml");
pub const TESSOUALLE_OLD: &str = include_str!("../../../../tests/rulebooks/la-tessoualle-ancien.toml");
pub const TESSOUALLE: &str = include_str!("../../../../tests/rulebooks/la-tessoualle.toml");
pub const LE_ROVE: &str = include_str!("../../../../tests/rulebooks/le-rove.toml");
pub const LE_SOURN: &str = include_str!("../../../../tests/rulebooks/le-sourn.toml");
pub const LESCURE: &str = include_str!("../../../../tests/rulebooks/lescure-d-albigeois.toml");
pub const LUTINS: &str = include_str!("../../../../tests/rulebooks/lutins-du-vexin.toml");
pub const MOUAIS: &str = include_str!("../../../../tests/rulebooks/mouais.toml");
pub const NOYERS: &str = include_str!("../../../../tests/rulebooks/noyers-sur-cher.toml");
pub const SAINT_COLOMBAN: &str = include_str!("../../../../tests/rulebooks/saint-colomban.toml");
pub const SAUSSAY: &str = include_str!("../../../../tests/rulebooks/saussay.toml");
pub const VIGEOIS: &str = include_str!("../../../../tests/rulebooks/vigeois.toml");

pub const ALL: [&str; 20] = [
    ARGENTEUIL,
    BUBRY,
    CAUMONT,
    CHAMPCEVINEL,
    COETMIEUX,
    DISTRE,
    FAY,
    PERIGUEUX,
    LA_SELLE,
    TESSOUALLE_OLD,
    TESSOUALLE,
    LE_ROVE,
    LE_SOURN,
    LESCURE,
    LUTINS,
    MOUAIS,
    NOYERS,
    SAINT_COLOMBAN,
    SAUSSAY,
    VIGEOIS,
];

#[test]
fn each_file_is_read_and_comes_back_from_json() {
    for source in ALL {
        let rules = book(source);
        let json = serde_json::to_string(&rules).unwrap();
        assert_eq!(serde_json::from_str::<RuleBook>(&json).unwrap(), rules);
    }
}

#[test]
fn each_file_names_its_source_and_writes_to_nobody_real() {
    for source in ALL {
        let town = book(source).town.name;
        assert!(source.contains("\n# Source : http"), "{town}");
        for contact in book(source).contacts {
            assert!(contact.email.ends_with(".example"), "{town}: {}", contact.email);
        }
    }
}

/// Every amount that a town states, and what it states beside amounts and the portal does not do.
const STATED: [(&str, &[&str]); 20] = [
    (ARGENTEUIL, &[]),
    (
        BUBRY,
        &["1.00", "3.05", "1.53", "3.10", "1.55", "3.15", "1.58", "3.70", "0.64"],
    ),
    (CAUMONT, &["3.15", "3.60", "4.05", "5.05", "adulte"]),
    (CHAMPCEVINEL, &["1.00", "3.30", "3.40", "3.50", "3.00"]),
    (COETMIEUX, &["10.00"]),
    (
        DISTRE,
        &[
            "304.50",
            "8.70",
            "178.50",
            "5.10",
            "10.20",
            "6.15",
            "357.00",
            "215.20",
            "12.25",
            "7.15",
            "31 juillet",
        ],
    ),
    (FAY, &["0.0036", "2.60", "4.50", "1.75", "4.80", "31 mars"]),
    (
        PERIGUEUX,
        &[
            "0.50", "1.00", "1.50", "2.00", "2.50", "3.00", "3.50", "4.00", "4.50", "5.00", "5.50", "6.00", "7.00",
            "8.00", "9.00", "10.00", "11.00", "13.00", "14.00",
        ],
    ),
    (LA_SELLE, &["3.70", "3.30", "7.00", "0.50"]),
    (TESSOUALLE_OLD, &["4.40", "5.40", "1.00", "6.22"]),
    (TESSOUALLE, &["4.40", "5.40", "1.00", "6.22"]),
    (LE_ROVE, &["2.80", "PAI"]),
    (
        LE_SOURN,
        &[
            "3.50",
            "5.49",
            "1.40",
            "1.90",
            "0.75",
            "5.00",
            "15.00",
            "10.50",
            "11.60",
            "13.85",
            "16.40",
            "contrat annuel",
        ],
    ),
    (LESCURE, &["1.50", "2.30", "2.90"]),
    (LUTINS, &["2.50", "5.00", "0.10"]),
    (MOUAIS, &["0.0027", "1.00"]),
    (NOYERS, &["50.00", "37.00", "3.50", "6.00"]),
    (SAINT_COLOMBAN, &["3.75", "2.15", "25.00"]),
    (
        SAUSSAY,
        &[
            "4.50", "4.40", "4.25", "59.00", "57.00", "55.00", "3.85", "12.00", "25.00",
        ],
    ),
    (VIGEOIS, &["0.95", "1.00", "2.70", "1.90", "1.30", "2.20", "1.60"]),
];

/// As a value, or in a comment that says why it is none.
#[test]
fn each_file_says_every_amount_that_its_town_states() {
    for (source, stated) in STATED {
        let town = book(source).town.name;
        for fact in stated {
            let euros = fact.replace('.', ",");
            let said = [
                format!("\"{fact}\""),
                format!("{euros} €"),
                format!("{} €", euros.trim_end_matches(",00")),
                (*fact).to_owned(),
            ];
            // A bare number could be any other: words only.
            let forms = if fact.contains('.') { &said[..3] } else { &said[3..] };
            let found = forms.iter().any(|form| source.contains(form));
            assert!(found, "{town} does not say {fact}");
        }
    }
}

/// What a town leaves open, in the words in which its file decides it.
const CHOSEN: [(&str, &[&str]); 12] = [
    (ARGENTEUIL, &["la plus stricte, le 7 inclus", "le vendredi entier"]),
    (CAUMONT, &["minuit est la fin du lundi"]),
    (
        DISTRE,
        &["le lundi entier", "31 juillet compris", "la demi-journée est le matin"],
    ),
    (FAY, &["l'arrondi, que la page ne dit pas", "Sans quotient connu"]),
    (
        PERIGUEUX,
        &["1,00 € de moins qu'avec le repas", "la dernière connue vaut au-dessus"],
    ),
    (LE_ROVE, &["l'école nommée est l'élémentaire"]),
    (
        LE_SOURN,
        &[
            "dès la deuxième fois de l'année scolaire",
            "à la garderie, pour chaque séance",
            "650 est mis dans la première tranche",
            "il n'y en a pas entre 950 et 951",
            "la demi-journée est coupé sur la page, elle ne figure donc pas ici",
        ],
    ),
    (
        LUTINS,
        &[
            "le premier aussi, et une fois pour la tranche",
            "celui de la soirée entière",
        ],
    ),
    (
        MOUAIS,
        &["la demi-heure commencée est due, et chaque demi-heure est arrondie"],
    ),
    (SAINT_COLOMBAN, &["réserver un jour ici ne les fait jamais payer"]),
    (SAUSSAY, &["ces montants sont par enfant"]),
    (VIGEOIS, &["chaque tranche garde sa borne supérieure"]),
];

#[test]
fn each_file_says_how_it_settles_what_its_town_leaves_open() {
    for (source, chosen) in CHOSEN {
        let town = book(source).town.name;
        assert!(source.contains("Choix :"), "{town}");
        // Read across the ends of lines.
        let text = source.replace("\n# ", " ");
        for choice in chosen {
            assert!(text.contains(choice), "{town} does not say: {choice}");
        }
    }
}

/// 0 to 499, 499 to 4000 and 4000 to 99990: some quotients have two prices.
#[test]
fn vigeois_is_refused_as_printed() {
    let printed =
        VIGEOIS
            .replacen("from = 500,", "from = 499,", 1)
            .replacen("from = 4001,", "from = 4000, up_to = 99990,", 1);
    let line = |passage: &str| printed.lines().position(|line| line.contains(passage)).unwrap() + 1;
    let (second, third) = (line("from = 499"), line("from = 4000"));
    assert_eq!(
        mistakes(&printed),
        [
            format!("{second}:12 activities[0].price.bands[1].from | 499 | 500 | band_overlap"),
            format!("{third}:12 activities[0].price.bands[2].from | 4000 | 4001 | band_overlap"),
            format!("{third}:26 activities[0].price.bands[2].up_to | 99990 |  | band_end"),
        ]
    );
}
