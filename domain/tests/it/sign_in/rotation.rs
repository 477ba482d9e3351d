use chrono::{DateTime, Utc};
use preau_domain::sign_in::{Chain, Ended, Link, Rotation, rotate};

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn fresh(step: u32) -> Link {
    Link {
        step,
        used: false,
        revoked: false,
    }
}

fn used(step: u32) -> Link {
    Link {
        step,
        used: true,
        revoked: false,
    }
}

fn revoked(step: u32) -> Link {
    Link {
        step,
        used: false,
        revoked: true,
    }
}

fn chain(ended: Option<Ended>, last: Link) -> Chain {
    Chain {
        expires_at: at("2025-10-01T20:00:00Z"),
        ended,
        last,
    }
}

/// Presents a token of a live chain an hour after it began.
fn present(last: Link, presented: Link) -> Rotation {
    rotate(Some(&chain(None, last)), Some(presented), at("2025-10-01T09:00:00Z"))
}

#[test]
fn a_fresh_token_is_followed_by_the_next() {
    assert_eq!(present(fresh(1), fresh(1)), Rotation::Next { step: 2 });
    assert_eq!(present(fresh(7), fresh(7)), Rotation::Next { step: 8 });
}

#[test]
fn a_lost_answer_is_made_good_once() {
    assert_eq!(present(fresh(2), used(1)), Rotation::Reissue { revoked: 2, step: 3 });
    assert_eq!(present(fresh(3), used(1)), Rotation::Reused, "it was made good before");
}

#[test]
fn a_used_or_revoked_token_is_reuse() {
    assert_eq!(present(fresh(3), used(2)), Rotation::Reissue { revoked: 3, step: 4 });
    assert_eq!(present(fresh(3), used(1)), Rotation::Reused, "its successor was used");
    assert_eq!(
        present(fresh(3), revoked(2)),
        Rotation::Reused,
        "another took its place"
    );
    assert_eq!(present(used(2), used(1)), Rotation::Reused);
    assert_eq!(present(used(1), used(1)), Rotation::Reused);
}

#[test]
fn an_ended_device_says_why() {
    let now = at("2025-10-01T21:00:00Z");
    for presented in [fresh(2), used(1)] {
        let by = |ended| rotate(Some(&chain(Some(ended), fresh(2))), Some(presented), now);
        assert_eq!(by(Ended::SignedOut), Rotation::SignedOut);
        assert_eq!(by(Ended::Reuse), Rotation::Reused);
    }
}

#[test]
fn a_device_ends_at_the_instant_itself() {
    let present = |now| rotate(Some(&chain(None, fresh(1))), Some(fresh(1)), at(now));
    assert_eq!(present("2025-10-01T19:59:59.999999Z"), Rotation::Next { step: 2 });
    assert_eq!(present("2025-10-01T20:00:00Z"), Rotation::Expired);
    let reused = rotate(Some(&chain(None, fresh(3))), Some(used(1)), at("2025-10-01T20:00:00Z"));
    assert_eq!(reused, Rotation::Expired, "there is nothing left to end");
}

#[test]
fn what_was_never_issued_is_unknown_and_harms_nobody() {
    let now = at("2025-10-01T09:00:00Z");
    assert_eq!(rotate(None, None, now), Rotation::Unknown);
    assert_eq!(rotate(None, Some(fresh(1)), now), Rotation::Unknown);
    for ended in [None, Some(Ended::SignedOut), Some(Ended::Reuse)] {
        assert_eq!(rotate(Some(&chain(ended, fresh(1))), None, now), Rotation::Unknown);
    }
}

#[test]
fn a_chain_that_ran_out_of_numbers_is_over() {
    assert_eq!(present(fresh(u32::MAX), fresh(u32::MAX)), Rotation::Expired);
}
