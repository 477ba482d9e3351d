use preau_domain::sign_in::PartnerScope;

#[test]
fn only_known_codes_give_anything() {
    for (codes, scopes) in [
        ("headcount:read", vec![PartnerScope::HeadcountRead]),
        (
            "  future:write headcount:read headcount:read",
            vec![PartnerScope::HeadcountRead],
        ),
        ("", vec![]),
        ("headcount headcount:reads HEADCOUNT:READ", vec![]),
    ] {
        assert_eq!(PartnerScope::parse_all(codes), scopes, "{codes:?}");
    }
}
