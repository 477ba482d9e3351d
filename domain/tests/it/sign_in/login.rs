use preau_domain::sign_in::Login;

fn name(client_id: &str, family_code: &str) -> Login {
    Login::Name {
        client_id: client_id.to_owned(),
        family_code: family_code.to_owned(),
    }
}

#[test]
fn a_login_is_read_as_the_store_spells_it() {
    let longest = format!("{}@example.org", "a".repeat(Login::LONGEST - 12));
    for (text, login) in [
        (
            "camille@example.org",
            Some(Login::Email("camille@example.org".to_owned())),
        ),
        (
            "  Camille.Durand@Example.ORG\n",
            Some(Login::Email("camille.durand@example.org".to_owned())),
        ),
        ("ÉLISE@example.org", Some(Login::Email("élise@example.org".to_owned()))),
        ("dur 47 12", Some(name("dur 47 12", "DUR4712"))),
        ("DUR\u{a0}4712", Some(name("dur\u{a0}4712", "DUR4712"))),
        ("Traiteur-Nord", Some(name("traiteur-nord", "TRAITEUR-NORD"))),
        (longest.as_str(), Some(Login::Email(longest.clone()))),
    ] {
        assert_eq!(Login::parse(text), login, "{text:?}");
    }
}

#[test]
fn nobody_is_called_by_nothing_by_a_book_or_by_control_characters() {
    let too_long = "a".repeat(Login::LONGEST + 1);
    for text in ["", " \t ", too_long.as_str(), "camille\0@example.org", "dur\r\n4712"] {
        assert_eq!(Login::parse(text), None, "{text:?}");
    }
}

#[test]
fn an_account_is_the_address_or_the_client_id() {
    let account = |text| Login::parse(text).map(|login| login.account().to_owned());
    assert_eq!(account("A@Example.org"), Some("a@example.org".to_owned()));
    assert_eq!(account("Traiteur-Nord"), Some("traiteur-nord".to_owned()));
}

#[test]
fn tries_are_counted_on_a_family_code_however_it_is_spelled() {
    let counted = |text| Login::parse(text).map(|login| login.counted_as().to_owned());
    for spelling in ["DUR4712", "dur 47 12", "d u r\u{a0}4712"] {
        assert_eq!(counted(spelling), Some("DUR4712".to_owned()));
    }
    assert_eq!(counted("A@Example.org"), Some("a@example.org".to_owned()));
}
