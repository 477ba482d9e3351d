use preau_domain::sign_in::DeviceName;

fn read(text: &str) -> Option<String> {
    DeviceName::parse(text).map(String::from)
}

#[test]
fn a_name_is_kept_without_the_blanks_around_it() {
    let longest = "é".repeat(60);
    for (text, name) in [
        ("Téléphone de Camille", "Téléphone de Camille"),
        ("  Pixel 9 ", "Pixel 9"),
        ("x", "x"),
        ("👩‍👧 maison", "👩‍👧 maison"),
        (longest.as_str(), longest.as_str()),
    ] {
        assert_eq!(read(text), Some(name.to_owned()), "{text:?}");
    }
}

#[test]
fn a_name_that_could_forge_a_list_is_refused() {
    let too_long = "é".repeat(61);
    for text in [
        "",
        "   ",
        too_long.as_str(),
        "a\nb",
        "a\0b",
        "a\u{7f}b",
        "a\u{85}b",
        "a\u{200b}b",
        "a\u{200f}b",
        "a\u{2028}b",
        "a\u{202e}b",
        "a\u{2066}b",
        "a\u{061c}b",
        "a\u{feff}b",
    ] {
        assert_eq!(read(text), None, "{text:?}");
    }
}
