//! Files that are too much of a good thing.

use preau_domain::rulebook::parse;

use crate::rulebook::village::{BOTH_SCHOOLS, VILLAGE, mistakes, village_with};

#[test]
fn a_file_beyond_any_town() {
    let padded = format!("{VILLAGE}#{}\n", "-".repeat(512 * 1024));
    assert_eq!(mistakes(&padded), [r"1:1  |  | ≤ 524288 | out_of_range"]);
}

#[test]
fn a_list_beyond_any_town() {
    let schools = format!("schools = [{}]", r#""bourg", "#.repeat(1001));
    let source = village_with(BOTH_SCHOOLS, &schools);
    let quoted = &schools["schools = ".len()..][..60];
    assert_eq!(
        mistakes(&source),
        [format!(
            "31:11 activities[0].schools | {quoted}… | ≤ 1000 | out_of_range"
        )]
    );
}

#[test]
fn more_mistakes_than_anyone_reads() {
    let schools = format!("schools = [{}]", r#""ailleurs", "#.repeat(1000));
    let source = village_with(BOTH_SCHOOLS, &schools);
    assert_eq!(parse(&source).unwrap_err().len(), 500);
}

#[test]
fn long_lists_of_names_are_shortened() {
    let schools: Vec<String> = (0..30)
        .map(|n| format!("[[schools]]\ncode = \"e{n}\"\nname = \"École {n}\"\n"))
        .collect();
    let source = village_with(BOTH_SCHOOLS, r#"schools = ["ailleurs"]"#) + &schools.concat();
    let listed: Vec<String> = (0..18).map(|n| format!("e{n}")).collect();
    assert_eq!(
        mistakes(&source),
        [format!(
            r#"31:12 activities[0].schools[0] | "ailleurs" | bourg, hameau, {}, … | unknown_reference {{"noun":"school"}}"#,
            listed.join(", ")
        )]
    );
}
