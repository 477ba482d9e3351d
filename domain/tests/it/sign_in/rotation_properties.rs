use chrono::{DateTime, Utc};
use preau_domain::sign_in::{Chain, Ended, Link, Rotation, rotate};
use proptest::prelude::*;

use crate::calendar::town::seeded;

/// A device as a store keeps it.
struct Device {
    links: Vec<Link>,
    ended: Option<Ended>,
}

impl Device {
    fn new() -> Self {
        Self {
            links: vec![Link {
                step: 1,
                used: false,
                revoked: false,
            }],
            ended: None,
        }
    }

    /// Presents the token of a step (from 1), and keeps what became of it.
    fn present(&mut self, step: u32) -> Rotation {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        let last = *self.links.last().unwrap();
        let chain = Chain {
            expires_at: at("2025-10-01T20:00:00Z"),
            ended: self.ended,
            last,
        };
        let presented = self.links.iter().copied().find(|link| link.step == step);
        let rotation = rotate(Some(&chain), presented, at("2025-10-01T09:00:00Z"));
        match rotation {
            Rotation::Next { step: next } => {
                self.link(step).used = true;
                self.links.push(Link {
                    step: next,
                    used: false,
                    revoked: false,
                });
            }
            Rotation::Reissue { revoked, step: next } => {
                self.link(revoked).revoked = true;
                self.links.push(Link {
                    step: next,
                    used: false,
                    revoked: false,
                });
            }
            Rotation::Reused => self.ended = Some(Ended::Reuse),
            Rotation::Expired | Rotation::SignedOut | Rotation::Unknown => {}
        }
        rotation
    }

    fn link(&mut self, step: u32) -> &mut Link {
        self.links.iter_mut().find(|link| link.step == step).unwrap()
    }
}

proptest! {
    #![proptest_config(seeded())]

    /// Whoever presents whatever: one token at most can be traded, and a chain that was told of reuse gives nothing.
    #[test]
    fn one_token_is_alive_and_reuse_is_final(presented in prop::collection::vec(1_u32..8, 1..40)) {
        let mut device = Device::new();
        for step in presented {
            let was_ended = device.ended.is_some();
            let known = device.links.iter().any(|link| link.step == step);
            let rotation = device.present(step);
            prop_assert_eq!(known, rotation != Rotation::Unknown);
            let alive = device.links.iter().filter(|link| !link.used && !link.revoked).count();
            prop_assert_eq!(alive, 1);
            prop_assert!(!device.links.iter().any(|link| link.used && link.revoked));
            let steps: Vec<u32> = device.links.iter().map(|link| link.step).collect();
            prop_assert_eq!(&steps, &(1..=u32::try_from(steps.len()).unwrap()).collect::<Vec<_>>());
            if was_ended && known {
                prop_assert_eq!(rotation, Rotation::Reused);
            }
        }
    }

    /// A phone that always presents the newest token it received, and loses no two answers in a row, stays signed in.
    #[test]
    fn an_honest_phone_stays_signed_in(answers in prop::collection::vec(any::<bool>(), 1..40)) {
        let mut device = Device::new();
        let mut held = 1;
        let mut lost = false;
        for arrives in answers {
            let arrives = arrives || lost;
            match device.present(held) {
                Rotation::Next { step } | Rotation::Reissue { step, .. } if arrives => held = step,
                Rotation::Next { .. } | Rotation::Reissue { .. } => {}
                other => prop_assert!(false, "the phone was told {other:?}"),
            }
            lost = !arrives;
        }
        prop_assert_eq!(device.ended, None);
    }

    /// A thief copied the phone's token at some point. When both go on, the device ends, whoever comes first.
    #[test]
    fn a_copied_token_ends_the_device(before in 0_u32..5, thief_first in any::<bool>()) {
        let mut device = Device::new();
        let mut newest = 1;
        for _ in 0..before {
            let Rotation::Next { step } = device.present(newest) else { panic!("an honest phone") };
            newest = step;
        }
        let mut held = [newest, newest];
        for turn in 0..6 {
            let holder = usize::from((turn % 2 == 0) == thief_first);
            match device.present(held[holder]) {
                Rotation::Next { step } | Rotation::Reissue { step, .. } => held[holder] = step,
                _ => {}
            }
        }
        prop_assert_eq!(device.ended, Some(Ended::Reuse));
    }
}
