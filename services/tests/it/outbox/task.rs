use preau_domain::ids::{ActivityId, ChildId, FamilyId, GuardianId, OrderId, WaitingId};
use preau_domain::waiting::Became;
use preau_services::outbox::{Task, Unreadable};
use serde_json::json;
use ulid::Ulid;

use super::world::day;

#[test]
fn a_task_is_kept_as_its_kind_and_its_payload() {
    let order = OrderId(Ulid(1));
    for (task, kind, payload) in [
        (
            Task::MailBookingConfirmation { order },
            "mail_booking_confirmation",
            json!({ "order": "00000000000000000000000001" }),
        ),
        (
            Task::MailBookingConfirmationTo {
                order,
                guardian: GuardianId(Ulid(2)),
            },
            "mail_booking_confirmation_to",
            json!({ "order": "00000000000000000000000001", "guardian": "00000000000000000000000002" }),
        ),
        (
            Task::MailAbsence {
                child: ChildId(Ulid(4)),
                day: day("2026-11-30"),
                activities: vec![ActivityId(Ulid(3))],
            },
            "mail_absence",
            json!({ "child": "00000000000000000000000004", "day": "2026-11-30",
                "activities": ["00000000000000000000000003"] }),
        ),
        (
            Task::MailAbsenceTo {
                child: ChildId(Ulid(4)),
                day: day("2026-11-30"),
                activities: vec![ActivityId(Ulid(3))],
                guardian: GuardianId(Ulid(2)),
            },
            "mail_absence_to",
            json!({ "child": "00000000000000000000000004", "day": "2026-11-30",
                "activities": ["00000000000000000000000003"], "guardian": "00000000000000000000000002" }),
        ),
        (
            Task::PublishCounts {
                slots: vec![(ActivityId(Ulid(3)), day("2026-11-30"))],
            },
            "publish_counts",
            json!({ "slots": [["00000000000000000000000003", "2026-11-30"]] }),
        ),
        (
            Task::OfferLapses {
                slots: vec![(ActivityId(Ulid(3)), day("2026-11-30"))],
            },
            "offer_lapses",
            json!({ "slots": [["00000000000000000000000003", "2026-11-30"]] }),
        ),
        (
            Task::MailWaits {
                became: Became::Offered,
                family: FamilyId(Ulid(4)),
                waits: vec![WaitingId(Ulid(5))],
                guardian: None,
            },
            "mail_offers",
            json!({ "family": "00000000000000000000000004", "waits": ["00000000000000000000000005"], "guardian": null }),
        ),
        (
            Task::MailWaits {
                became: Became::Lapsed,
                family: FamilyId(Ulid(4)),
                waits: vec![WaitingId(Ulid(5))],
                guardian: Some(GuardianId(Ulid(2))),
            },
            "mail_offer_lapses",
            json!({ "family": "00000000000000000000000004", "waits": ["00000000000000000000000005"],
                "guardian": "00000000000000000000000002" }),
        ),
        (
            Task::MailWaits {
                became: Became::Withheld,
                family: FamilyId(Ulid(4)),
                waits: vec![WaitingId(Ulid(5))],
                guardian: None,
            },
            "mail_offers_withheld",
            json!({ "family": "00000000000000000000000004", "waits": ["00000000000000000000000005"], "guardian": null }),
        ),
        (
            Task::MailWaits {
                became: Became::Ended,
                family: FamilyId(Ulid(4)),
                waits: vec![WaitingId(Ulid(5)), WaitingId(Ulid(6))],
                guardian: None,
            },
            "mail_wait_ends",
            json!({ "family": "00000000000000000000000004",
                "waits": ["00000000000000000000000005", "00000000000000000000000006"], "guardian": null }),
        ),
    ] {
        assert_eq!((task.kind(), task.payload()), (kind, payload.clone()));
        assert_eq!(Task::read(kind, payload), Ok(task));
    }
}

#[test]
fn a_row_of_another_version_is_not_guessed_at() {
    assert_eq!(
        Task::read("send_pigeon", json!({})),
        Err(Unreadable::Kind("send_pigeon".to_owned()))
    );
    let missing = Unreadable::Payload("missing field `order`".to_owned());
    assert_eq!(Task::read("mail_booking_confirmation", json!({})), Err(missing));
}
