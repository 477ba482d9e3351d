use chrono::{DateTime, Utc};
use preau_domain::booking::Refusal;
use preau_domain::calendar::Closure;
use preau_domain::classes::{ClassSpan, SchoolClass};
use preau_domain::ids::ActivityId;
use preau_domain::money::Money;
use preau_domain::rulebook::condition::{Condition, Span};
use preau_domain::rulebook::link::ChildCondition;
use preau_domain::rulebook::model::ActivityIx;
use preau_domain::waiting::WaitRefusal;
use preau_services::booking::reason::{Reason, ReasonCode};
use serde_json::{Value, json};
use ulid::Ulid;

const SDL: &str = include_str!("../../../../clients/schema.graphql");

fn id_of(ix: ActivityIx) -> ActivityId {
    ActivityId(Ulid::from_parts(0, u128::from(ix.0)))
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn refusals() -> Vec<(Refusal, Value)> {
    let closed = |closure| Refusal::Closed(closure);
    let name = || "Noël".to_owned();
    let mut all = vec![
        (Refusal::NotOffered, json!({ "code": "NOT_OFFERED" })),
        (closed(Closure::Weekday), json!({ "code": "WEEKDAY" })),
        (
            closed(Closure::SchoolHoliday { name: name() }),
            json!({ "code": "SCHOOL_HOLIDAY", "label": "Noël" }),
        ),
        (closed(Closure::SchoolTime), json!({ "code": "SCHOOL_TIME" })),
        (
            closed(Closure::PublicHoliday { name: name() }),
            json!({ "code": "PUBLIC_HOLIDAY", "label": "Noël" }),
        ),
        (
            closed(Closure::TownClosure { label: name() }),
            json!({ "code": "TOWN_CLOSURE", "label": "Noël" }),
        ),
        (closed(Closure::Unpublished), json!({ "code": "UNPUBLISHED" })),
        (closed(Closure::OutsideRuleBook), json!({ "code": "OUTSIDE_RULE_BOOK" })),
        (closed(Closure::OutsidePeriod), json!({ "code": "OUTSIDE_PERIOD" })),
    ];
    all.extend(not_for_the_child());
    all.extend(vec![
        (
            Refusal::NotOpenYet {
                opens_at: at("2026-12-01T07:00:00Z"),
            },
            json!({ "code": "NOT_OPEN_YET", "opens_at": "2026-12-01T07:00:00Z" }),
        ),
        (
            Refusal::TooLate {
                closed_at: at("2026-11-26T09:00:00Z"),
            },
            json!({ "code": "TOO_LATE", "closed_at": "2026-11-26T09:00:00Z" }),
        ),
        (Refusal::NoDeadline, json!({ "code": "NO_DEADLINE" })),
        (Refusal::Firm, json!({ "code": "FIRM" })),
        (Refusal::Full, json!({ "code": "FULL" })),
        (
            Refusal::Owes {
                amount: Money::from_cents(1240),
                as_of: "2026-10-31".parse().unwrap(),
            },
            json!({ "code": "OWES", "amount": "12.40", "as_of": "2026-10-31" }),
        ),
        (
            Refusal::FileIncomplete {
                until: None,
                missing: vec!["Assurance".to_owned()],
                documents: vec!["Assurance".to_owned(), "Fiche sanitaire".to_owned()],
            },
            json!({
                "code": "FILE_INCOMPLETE", "missing": ["Assurance"], "documents": ["Assurance", "Fiche sanitaire"],
            }),
        ),
        (
            Refusal::Suspended {
                from: "2026-12-01".parse().unwrap(),
                until: None,
            },
            json!({ "code": "SUSPENDED", "from": "2026-12-01" }),
        ),
        (
            Refusal::Excluded { by: ActivityIx(1) },
            json!({ "code": "EXCLUDED", "activity": "00000000000000000000000001" }),
        ),
        (
            Refusal::Linked {
                activity: ActivityIx(2),
                because: Box::new(Refusal::Full),
            },
            json!({ "code": "LINKED", "activity": "00000000000000000000000002", "because": { "code": "FULL" } }),
        ),
        (
            Refusal::ChangeRefused {
                activity: ActivityIx(2),
                because: Box::new(Refusal::Full),
            },
            json!({ "code": "CHANGE_REFUSED", "activity": "00000000000000000000000002", "because": { "code": "FULL" } }),
        ),
        (Refusal::Undecided, json!({ "code": "UNDECIDED" })),
        (Refusal::Contradictory, json!({ "code": "CONTRADICTORY" })),
    ]);
    all
}

fn not_for_the_child() -> Vec<(Refusal, Value)> {
    let classes = ClassSpan {
        from: Some(SchoolClass::Ce1),
        to: None,
    };
    vec![
        (
            Refusal::WrongAge {
                ages: Span {
                    from: Some(3),
                    to: None,
                },
            },
            json!({ "code": "WRONG_AGE", "ages": { "from": 3, "to": null } }),
        ),
        (
            Refusal::WrongClass { classes },
            json!({ "code": "WRONG_CLASS", "classes": { "from": "ce1", "to": null } }),
        ),
        (
            Refusal::ClassUnknown { classes },
            json!({ "code": "CLASS_UNKNOWN", "classes": { "from": "ce1", "to": null } }),
        ),
        (
            Refusal::NotForChild {
                only: Box::new(Condition {
                    child: Some(ChildCondition::FoodCarePlan),
                    ..Condition::default()
                }),
            },
            json!({ "code": "NOT_FOR_CHILD", "only": { "child": "food_care_plan" } }),
        ),
    ]
}

#[test]
fn every_refusal_has_its_reason_which_can_be_kept() {
    for (refusal, stored) in refusals() {
        let reason = Reason::of(&refusal, &id_of);
        assert_eq!(serde_json::to_value(&reason).unwrap(), stored);
        assert_eq!(serde_json::from_value::<Reason>(stored).unwrap(), reason);
    }
}

/// Those that only a request about the waiting list gets.
const OF_WAITS: [ReasonCode; 5] = [
    ReasonCode::AlreadyBooked,
    ReasonCode::AlreadyWaiting,
    ReasonCode::PlaceFree,
    ReasonCode::NoWaitingList,
    ReasonCode::NoOffer,
];

/// Those of what stands in a family's cart: nothing refuses it.
const OF_CARTS: [ReasonCode; 2] = [ReasonCode::CartBooks, ReasonCode::CartCancels];

#[test]
fn every_reason_not_to_wait_is_told() {
    let asked = id_of(ActivityIx(1));
    for (refusal, stored) in [
        (WaitRefusal::AlreadyBooked, json!({ "code": "ALREADY_BOOKED" })),
        (WaitRefusal::AlreadyWaiting, json!({ "code": "ALREADY_WAITING" })),
        (WaitRefusal::PlaceFree, json!({ "code": "PLACE_FREE" })),
        (
            WaitRefusal::NoList {
                activity: ActivityIx(1),
            },
            json!({ "code": "NO_WAITING_LIST" }),
        ),
        (
            WaitRefusal::NoList {
                activity: ActivityIx(2),
            },
            json!({ "code": "LINKED", "activity": "00000000000000000000000002",
                "because": { "code": "NO_WAITING_LIST" } }),
        ),
        (
            WaitRefusal::Rules(Refusal::NoDeadline),
            json!({ "code": "NO_DEADLINE" }),
        ),
    ] {
        let reason = Reason::of_wait(&refusal, asked, &id_of);
        assert_eq!(serde_json::to_value(&reason).unwrap(), stored);
        assert_eq!(serde_json::from_value::<Reason>(stored).unwrap(), reason);
    }
}

#[test]
fn the_codes_are_those_of_the_api() {
    let (_, rest) = SDL.split_once("enum SlotReasonCode {").unwrap();
    let body = rest.split('}').next().unwrap();
    let values = body.lines().filter(|line| !line.trim_start().starts_with('"'));
    let api: Vec<&str> = values.flat_map(str::split_whitespace).collect();
    let refused = refusals().into_iter().map(|(_, stored)| stored["code"].clone());
    let others = OF_WAITS.into_iter().chain(OF_CARTS);
    let ours: Vec<Value> = refused.chain(others.map(|code| json!(code))).collect();
    assert_eq!(ours, api);
    let code: ReasonCode = serde_json::from_value(json!("TOO_LATE")).unwrap();
    assert_eq!(code, ReasonCode::TooLate);
}
