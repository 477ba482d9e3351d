//! What the people file may say, and what it is told when it says something else.

use preau_tests::{House, Store, both_stores};

use super::{PEOPLE, RULES};

both_stores!(a_mistake_is_named_and_the_family_not_entered);

async fn a_mistake_is_named_and_the_family_not_entered(store: Store) {
    let house = House::new(store).await;
    let server = house.open().await;
    for (right, wrong, told) in [
        (
            "regular = [\"etude\", \"cantine\"]",
            "regular = [\"etudes\"]",
            "Tom: the town has no activity `etudes` to attend regularly",
        ),
        (
            "{ from = \"2026-12-01\" }",
            "{ from = \"2026-09-01\" }",
            "family 100400: two quotients of 2026-09-01; keep one of them",
        ),
        (
            "\"partner\"",
            "\"moon\"",
            "unknown variant `moon`, expected one of `resident`, `partner`, `outside`",
        ),
        (
            "school = \"ormes\"",
            "school = \"ormes\"\nclass = \"CE1\"\nclass_year = 2026",
            "unknown variant `CE1`, expected one of `tps`, `ps`, `ms`",
        ),
        (
            "school = \"ormes\"",
            "school = \"ormes\"\nclass = \"ce1\"",
            "Tom: `class` and `class_year` stand together, or neither does",
        ),
        (
            "school = \"ormes\"",
            "school = \"ormes\"\nclass_year = 2026",
            "Tom: `class` and `class_year` stand together, or neither does",
        ),
        (
            "school = \"ormes\"",
            "school = \"ormes\"\nclass = \"ce1\"\nclass_year = 26",
            "Tom: `class_year` is the year in which the school year begins, such as 2026",
        ),
        ("value = 599", "value = -1", "invalid value: integer `-1`, expected u32"),
    ] {
        let (_, petit) = PEOPLE
            .split_once("# The quotient is withdrawn")
            .expect("the last family");
        let file = petit.replace(right, wrong);
        let file = file.split_once('\n').expect("a line").1;
        let refused = server.enter(RULES, file).await.expect_err(wrong);
        assert!(refused.contains(told), "{refused}");
    }
    server.settle(RULES, PEOPLE).await;
    server.parent("sacha@example.org").await.child("Tom");
}
