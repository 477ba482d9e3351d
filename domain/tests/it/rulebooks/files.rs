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
