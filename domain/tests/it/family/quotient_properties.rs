//! What holds for any gifts under any rule.

use chrono::{Days, NaiveDate};
use preau_domain::rulebook::quotient::{CountsFrom, DayOfYear, GivenQuotient, QuotientRule};
use proptest::prelude::*;

use crate::calendar::town::{day, seeded};

fn days() -> impl Strategy<Value = NaiveDate> {
    (0_u64..1200).prop_map(|later| day("2026-01-01") + Days::new(later))
}

fn days_of_year() -> impl Strategy<Value = DayOfYear> {
    (1_u8..=12, 1_u8..=31).prop_map(|(month, day)| DayOfYear { month, day })
}

fn rules() -> impl Strategy<Value = QuotientRule> {
    let counts = prop_oneof![
        Just(CountsFrom::NextMonth),
        Just(CountsFrom::AtOnce),
        days_of_year().prop_map(|on| CountsFrom::Snapshot { on }),
    ];
    (counts, prop::option::of(days_of_year())).prop_map(|(counts, expires)| QuotientRule { counts, expires })
}

fn gifts() -> impl Strategy<Value = Vec<GivenQuotient>> {
    prop::collection::vec(
        (days(), 0_u32..2000).prop_map(|(on, value)| GivenQuotient { on, value }),
        0..6,
    )
}

proptest! {
    #![proptest_config(seeded())]

    /// A gift changes nothing before its own first day: what was billed stays right.
    #[test]
    fn no_gift_reaches_back(rule in rules(), gifts in gifts(), one in (days(), 0_u32..2000), asked in days()) {
        let one = GivenQuotient { on: one.0, value: one.1 };
        let first = rule.counts_from(one.on).unwrap();
        prop_assert!(first >= one.on);
        let mut more = gifts.clone();
        more.push(one);
        if asked < first {
            prop_assert_eq!(rule.quotients(&more).on(asked), rule.quotients(&gifts).on(asked));
        }
    }

    /// On any day: the last gift that counts by then, unless it has expired since it began to.
    #[test]
    fn the_last_gift_counts_until_it_expires(rule in rules(), gifts in gifts(), asked in days()) {
        let mut by_day = gifts.clone();
        by_day.sort_by_key(|gift| gift.on);
        let mut counting = by_day.iter().filter_map(|gift| Some((rule.counts_from(gift.on)?, gift.value)));
        let last = counting.rfind(|(first, _)| *first <= asked);
        let expected = last.and_then(|(first, value)| {
            let until = rule.expires.and_then(|expires| expires.next_from(first));
            until.is_none_or(|until| asked <= until).then_some(value)
        });
        prop_assert_eq!(rule.quotients(&gifts).on(asked), expected);
    }
}
