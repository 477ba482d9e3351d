//! What the store tells of a child.

use std::collections::BTreeSet;

use preau_domain::access::{Reach, Scope};
use preau_domain::classes::{FiledClass, SchoolClass};
use preau_domain::code::Code;
use preau_domain::family::{Account, Debt, FamilyFile, GivenQuotient, Regime, Residence, Sibling};
use preau_domain::ids::{ChildId, FamilyId};
use preau_domain::money::Money;
use preau_domain::rulebook::asks::Asks;
use preau_entities::store::people::{ChildLine, children_in_town, children_in_town_asking, children_of};
use preau_entities::store::register::{self, KnownDebt, KnownFile, KnownQuotient, NewChild, NewFamily};
use preau_entities::store::{ConnectionTrait, StoreError, connect};
use sea_orm::DbBackend;
use ulid::Ulid;

use crate::booking::world::{World, at, day};
use crate::stores::{Store, on_both_stores};

on_both_stores! {
    a_child_comes_with_its_family
    a_word_that_no_rule_knows_is_a_defect
    what_no_rule_asks_for_is_not_looked_up
}

const NOW: &str = "2026-11-04T08:00:00Z";
const FAMILY: FamilyId = FamilyId(Ulid(0xfa));

fn file() -> FamilyFile {
    FamilyFile {
        complete: false,
        until: None,
        missing: vec!["Carnet de vaccinations".to_owned(), "« RIB »".to_owned()],
    }
}

fn id(nth: u128) -> ChildId {
    ChildId(Ulid(0xca00 + nth))
}

/// In the order in which the family gave them.
fn gifts() -> Vec<GivenQuotient> {
    let gift = |on, value, settled| GivenQuotient {
        on: day(on),
        value,
        settled,
    };
    vec![
        gift("2026-09-01", Some(812), true),
        gift("2026-11-02", Some(640), false),
        gift("2027-01-01", None, true),
    ]
}

/// Of the first, none is known.
fn class(nth: u128) -> Option<FiledClass> {
    let filed = |class, year| Some(FiledClass { class, year });
    match nth {
        2 => filed(SchoolClass::Ce2, 2026),
        3 => filed(SchoolClass::Sixieme, 2025),
        _ => None,
    }
}

async fn world(store: Store) -> World {
    let world = World::open(store, NOW).await;
    let child = |nth, born, school: &str, regular: &[&str]| NewChild {
        id: id(nth),
        first_name: format!("Enfant {nth}"),
        last_name: "Roy".to_owned(),
        birth_date: day(born),
        school_code: school.to_owned(),
        class: class(nth),
        food_care_plan: false,
        regular_in: regular.iter().map(|code| world.activity(code)).collect(),
    };
    let quotient = |given| KnownQuotient {
        given,
        recorded_at: at(NOW),
    };
    let debt = |desk: &str, amount_cents| KnownDebt {
        cash_desk: desk.to_owned(),
        amount_cents,
        as_of: day("2026-10-31"),
        recorded_at: at(NOW),
    };
    let family = NewFamily {
        id: FAMILY,
        code: "ROY".to_owned(),
        name: "Roy".to_owned(),
        residence: Residence::Partner,
        regime: Regime::Msa,
        quotients: gifts().into_iter().rev().map(quotient).collect(),
        debts: vec![debt("cantine", 1240), debt("etude", 0)],
        file: Some(KnownFile {
            id: Ulid(1),
            file: file(),
            decided_at: at(NOW),
        }),
        guardians: Vec::new(),
        // The twins were entered one after the other.
        children: vec![
            child(3, "2020-01-01", "ormes", &[]),
            child(2, "2018-05-02", "ormes", &["etude", "midi"]),
            child(1, "2018-05-02", "college", &["etude"]),
        ],
    };
    register::family(&world.store.db, world.commune, family).await.unwrap();
    world
}

async fn a_child_comes_with_its_family(store: Store) {
    let world = world(store).await;
    let scope = Scope {
        commune: world.commune,
        reach: Reach::Family(FAMILY),
    };
    let all = children_of(&world.store.db, scope, FAMILY).await.unwrap();
    let sibling = |school: &str, elder| Sibling {
        school: Code(school.to_owned()),
        elder,
    };
    let codes = |codes: &[&str]| codes.iter().map(|&code| Code(code.to_owned())).collect::<BTreeSet<_>>();
    let told: Vec<_> = all
        .iter()
        .map(|line| (ChildId(line.child_id.0), siblings(line), line.regular_in.clone()))
        .collect();
    assert_eq!(
        told,
        [
            (
                id(1),
                vec![sibling("ormes", false), sibling("ormes", false)],
                codes(&["etude"])
            ),
            (
                id(2),
                vec![sibling("college", true), sibling("ormes", false)],
                codes(&["etude", "midi"])
            ),
            (
                id(3),
                vec![sibling("college", true), sibling("ormes", true)],
                codes(&[])
            ),
        ]
    );
    let account = Account {
        debts: vec![Debt {
            cash_desk: Code("cantine".to_owned()),
            amount: Money::from_cents(1240),
            as_of: day("2026-10-31"),
        }],
        ..Account::default()
    };
    assert!(
        all.iter().all(|line| line.account == account),
        "what is paid is left out"
    );
    for line in &all {
        assert_eq!(
            (line.residence, line.regime, line.quotients.as_slice(), &line.file),
            (Residence::Partner, Regime::Msa, gifts().as_slice(), &file())
        );
    }
    let classes: Vec<_> = all.iter().map(|line| line.class).collect();
    assert_eq!(classes, [class(1), class(2), class(3)]);
    let mut again = children_in_town(&world.store.db, world.commune, &[id(1), id(2), id(3)])
        .await
        .unwrap();
    again.sort_by_key(|line| (line.birth_date, line.child_id));
    assert_eq!(again, all);
}

fn siblings(line: &ChildLine) -> Vec<Sibling> {
    let mut siblings = line.siblings.clone();
    siblings.sort_by(|one, other| one.school.cmp(&other.school));
    siblings
}

async fn a_word_that_no_rule_knows_is_a_defect(store: Store) {
    let world = world(store).await;
    // The constraint stands before it: it has to be taken away first.
    let db = connect(&world.store.url, 1, None).await.unwrap();
    let unguarded = match db.get_database_backend() {
        DbBackend::Postgres => "ALTER TABLE families DROP CONSTRAINT families_residence_check",
        _ => "PRAGMA ignore_check_constraints = true",
    };
    db.execute_unprepared(unguarded).await.unwrap();
    let moved = "UPDATE families SET residence = 'moon' WHERE code = 'ROY'";
    db.execute_unprepared(moved).await.unwrap();
    let refused = children_in_town(&db, world.commune, &[id(1)]).await;
    let Err(StoreError::Broken(what)) = refused else {
        panic!("{refused:?}")
    };
    assert_eq!(
        what,
        "unknown variant `moon`, expected one of `resident`, `partner`, `outside`"
    );
}

async fn what_no_rule_asks_for_is_not_looked_up(store: Store) {
    let world = world(store).await;
    let town = world.portal.towns.get(world.commune).await.unwrap();
    assert_eq!(town.asks(), Asks::default(), "flat prices");
    let (db, ids) = (&world.store.db, [id(2)]);
    let whole = children_in_town(db, world.commune, &ids).await.unwrap().remove(0);
    for nth in 0..32 {
        let asks = Asks {
            siblings: nth & 1 != 0,
            quotients: nth & 2 != 0,
            regular_in: nth & 4 != 0,
            account: nth & 8 != 0,
            file: nth & 16 != 0,
        };
        let expected = ChildLine {
            siblings: if asks.siblings {
                whole.siblings.clone()
            } else {
                Vec::new()
            },
            quotients: if asks.quotients {
                whole.quotients.clone()
            } else {
                Vec::new()
            },
            regular_in: if asks.regular_in {
                whole.regular_in.clone()
            } else {
                BTreeSet::new()
            },
            account: if asks.account {
                whole.account.clone()
            } else {
                Account::default()
            },
            file: if asks.file {
                whole.file.clone()
            } else {
                FamilyFile::default()
            },
            ..whole.clone()
        };
        let found = children_in_town_asking(db, world.commune, &ids, asks).await.unwrap();
        assert_eq!(found, [expected], "{asks:?}");
    }
}
