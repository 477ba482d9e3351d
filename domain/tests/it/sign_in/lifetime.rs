use chrono::{DateTime, Utc};
use preau_domain::access::Subject;
use preau_domain::ids::{AgentId, FamilyId, GuardianId, PartnerId};
use preau_domain::sign_in::{access_ends, device_ends};
use ulid::Ulid;

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

#[test]
fn a_device_lasts_a_shift_and_a_remembered_guardian_ninety_days() {
    let guardian = Subject::Guardian {
        id: GuardianId(Ulid::nil()),
        family: FamilyId(Ulid::nil()),
    };
    let agent = Subject::Agent {
        id: AgentId(Ulid::nil()),
    };
    let partner = Subject::Partner {
        id: PartnerId(Ulid::nil()),
    };
    let (shift, season) = ("2025-10-01T20:00:00Z", "2025-12-30T08:00:00Z");
    for (subject, remember, ends) in [
        (guardian, true, season),
        (guardian, false, shift),
        (agent, true, shift),
        (agent, false, shift),
        (partner, true, shift),
        (partner, false, shift),
    ] {
        assert_eq!(
            device_ends(subject, remember, at("2025-10-01T08:00:00Z")),
            at(ends),
            "{subject:?} {remember}"
        );
    }
}

#[test]
fn an_access_token_lasts_ten_minutes_and_never_outlives_its_device() {
    let device_ends = at("2025-10-01T20:00:00Z");
    for (now, ends) in [
        ("2025-10-01T08:00:00Z", "2025-10-01T08:10:00Z"),
        ("2025-10-01T19:50:00Z", "2025-10-01T20:00:00Z"),
        ("2025-10-01T19:55:00Z", "2025-10-01T20:00:00Z"),
    ] {
        assert_eq!(access_ends(at(now), device_ends), at(ends), "{now}");
    }
}
