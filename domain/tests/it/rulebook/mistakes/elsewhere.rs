//! A commune, its territory, its clocks and its school holidays that do not belong together; and days of another time.

use preau_domain::rulebook::parse::{parse, parse_stored};

use crate::rulebook::village::{VILLAGE, assert_slips, mistakes};

const INSEE: &str = r#"insee = "2A004""#;
const ZONE: &str = r#"zone = "Europe/Paris""#;
const TERRITORY: &str = r#"territory = "metropole""#;

/// The village from its commune to its territory, in Saint-Benoît.
fn overseas(school_zone: &str) -> (String, String) {
    let from = VILLAGE.find(INSEE).unwrap();
    let to = VILLAGE.find(TERRITORY).unwrap() + TERRITORY.len();
    let passage = &VILLAGE[from..to];
    let instead = passage
        .replace(INSEE, r#"insee = "97410""#)
        .replace(ZONE, r#"zone = "Indian/Reunion""#)
        .replace(TERRITORY, r#"territory = "reunion""#)
        .replace("school_zone = \"B\"\n", school_zone);
    (passage.to_owned(), instead)
}

/// The village elsewhere, with school holidays as they are said there.
fn village_in(insee: &str, territory: &str, zone: &str) -> String {
    let own = "exceptions = [{ from = 2026-10-10, label = \"Octobre\", effect = \"holiday\" }]\n";
    let overseas = !["metropole", "alsace-moselle"].contains(&territory);
    VILLAGE
        .replace(INSEE, &format!("insee = \"{insee}\""))
        .replace(ZONE, &format!("zone = \"{zone}\""))
        .replace(TERRITORY, &format!("territory = \"{territory}\""))
        .replace(
            "school_zone = \"B\"\n",
            if overseas { own } else { "school_zone = \"B\"\n" },
        )
}

#[test]
fn territories() {
    for (insee, own, zone, other) in [
        ("2A004", "metropole", "Europe/Paris", "reunion"),
        ("38185", "metropole", "Europe/Paris", "alsace-moselle"),
        ("57463", "alsace-moselle", "Europe/Paris", "metropole"),
        ("67482", "alsace-moselle", "Europe/Paris", "metropole"),
        ("68066", "alsace-moselle", "Europe/Paris", "metropole"),
        ("97105", "guadeloupe", "America/Guadeloupe", "martinique"),
        ("97209", "martinique", "America/Martinique", "guadeloupe"),
        ("97302", "guyane", "America/Cayenne", "guadeloupe"),
        ("97411", "reunion", "Indian/Reunion", "mayotte"),
        ("97611", "mayotte", "Indian/Mayotte", "reunion"),
        ("97701", "saint-barthelemy", "America/St_Barthelemy", "saint-martin"),
        ("97801", "saint-martin", "America/Marigot", "saint-barthelemy"),
    ] {
        assert!(parse(&village_in(insee, own, zone)).is_ok(), "{insee}");
        let told = format!(r#"22:13 calendar.territory | "{other}" | {own} | elsewhere {{"than":"{insee}"}}"#);
        assert_eq!(mistakes(&village_in(insee, other, zone)), [told]);
    }
    // Of Saint-Pierre-et-Miquelon nothing is known.
    assert!(parse(&village_in("97502", "metropole", "Europe/Paris")).is_ok());
}

/// What was installed before goes on as it stands.
#[test]
fn stored_files_are_read_all_the_same() {
    for stored in [
        village_in("67482", "metropole", "Europe/Paris"),
        village_in("97411", "reunion", "Europe/Paris"),
        VILLAGE
            .replace(INSEE, "insee = \"97410\"")
            .replace(TERRITORY, "territory = \"reunion\""),
        VILLAGE.to_owned() + "[[calendar.exceptions]]\nfrom = 2062-05-15\nlabel = \"Pont\"\neffect = \"closed\"\n",
    ] {
        assert!(parse(&stored).is_err());
        assert!(parse_stored(&stored).is_ok());
    }
}

#[test]
fn clocks() {
    assert_slips(&[(
        ZONE,
        r#"zone = "Indian/Reunion""#,
        &[r#"6:8 town.zone | "Indian/Reunion" | Europe/Paris | elsewhere {"than":"metropole"}"#],
    )]);
}

#[test]
fn school_holidays_overseas() {
    let (passage, with_zone) = overseas("school_zone = \"B\"\n");
    let (_, without) = overseas("");
    assert_slips(&[
        (
            &passage,
            &with_zone,
            &[r#"21:15 calendar.school_zone | "B" | effect = "holiday" | own_school_holidays"#],
        ),
        (
            &passage,
            &without,
            &[r#"21:13 calendar.territory | "reunion" | effect = "holiday" | own_school_holidays"#],
        ),
        (
            "school_zone = \"B\"\n",
            "",
            &[r#"20:1 calendar.school_zone |  | A, B, C | missing_key {"key":"school_zone"}"#],
        ),
    ]);
}

#[test]
fn exceptions_of_another_time_or_of_nothing() {
    assert_slips(&[
        (
            "",
            "[[calendar.exceptions]]\nfrom = 2062-05-15\nlabel = \"Pont\"\neffect = \"closed\"\n",
            &["46:1 calendar.exceptions[0] | [[calendar.exceptions]] | ≤ 2028-08-31 | outside_validity"],
        ),
        (
            "",
            "[[calendar.exceptions]]\nfrom = 2026-05-15\nlabel = \"Grève\"\neffect = \"closed\"\nactivities = [\"cantine\"]\n",
            &[
                r#"50:15 calendar.exceptions[0].activities[0] | "cantine" | midi, soir | unknown_reference {"noun":"activity"}"#,
            ],
        ),
        (
            "",
            "[[calendar.exceptions]]\nfrom = 2026-05-15\nlabel = \"Grève\"\neffect = \"holiday\"\nactivities = [\"midi\"]\n",
            &[r#"50:1 calendar.exceptions[0].activities | activities |  | conflicting_key {"with":"effect"}"#],
        ),
        (
            "",
            "[[calendar.exceptions]]\nfrom = 2026-05-15\nlabel = \"Grève\"\neffect = \"closed\"\nactivities = []\n",
            &["50:14 calendar.exceptions[0].activities | [] |  | empty"],
        ),
    ]);
}
