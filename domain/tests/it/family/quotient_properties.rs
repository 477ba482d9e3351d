//! What holds for any gifts under any rule.

use chrono::{Days, NaiveDate};
use preau_domain::family::GivenQuotient;
use preau_domain::rulebook::quotient::{Changes, CountsFrom, DayOfYear, QuotientRule, quotients_under};
use proptest::prelude::*;

use crate::calendar::town::{day, seeded};

fn days() -> impl Strategy<Value = NaiveDate> {
    (0_u64..1200).prop_map(|later| day("2026-01-01") + Days::new(later))
}

fn days_of_year() -> impl Strategy<Value = DayOfYear> {
    (1_u8..=12, 1_u8..=31).prop_map(|(month, day)| DayOfYear { month, day })
}

fn changes() -> impl Strategy<Value = Option<Changes>> {
    prop::sample::select(vec![None, Some(Changes::NextMonth), Some(Changes::AtOnce)])
}

fn rules() -> impl Strategy<Value = QuotientRule> {
    let counts = prop_oneof![
        Just(CountsFrom::NextMonth),
        Just(CountsFrom::AtOnce),
        (days_of_year(), prop::option::of(days_of_year()), changes())
            .prop_map(|(on, counts, changes)| CountsFrom::Snapshot { on, counts, changes }),
    ];
    (counts, prop::option::of(days_of_year())).prop_map(|(counts, expires)| QuotientRule { counts, expires })
}

fn gift() -> impl Strategy<Value = GivenQuotient> {
    let value = prop::option::weighted(0.9, 0_u32..2000);
    (days(), value, prop::bool::weighted(0.2)).prop_map(|(on, value, settled)| GivenQuotient { on, value, settled })
}

fn gifts() -> impl Strategy<Value = Vec<GivenQuotient>> {
    prop::collection::vec(gift(), 0..6)
}

proptest! {
    #![proptest_config(seeded())]

    /// A gift changes nothing before its own first day: what was billed stays right.
    #[test]
    fn no_gift_reaches_back(rule in rules(), gifts in gifts(), one in gift(), asked in days()) {
        let first = rule.counts_from(&one).unwrap();
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
        let mut counting = by_day.iter().filter_map(|gift| Some((rule.counts_from(gift)?, gift.value)));
        let last = counting.rfind(|(first, _)| *first <= asked);
        let expected = last.and_then(|(first, value)| {
            let until = rule.expires.and_then(|expires| expires.next_from(first));
            value.filter(|_| until.is_none_or(|until| asked <= until))
        });
        prop_assert_eq!(rule.quotients(&gifts).on(asked), expected);
    }

    /// On any day, the rule that governs it decides as if it were the only one.
    #[test]
    fn a_day_goes_by_its_own_rule(rules in prop::collection::vec(rules(), 1..4), gifts in gifts(), asked in days()) {
        let from = |nth: u64| day("2026-01-01") + Days::new(nth * 300);
        let rules: Vec<_> = (0..).map(from).zip(rules).collect();
        let (_, own) = rules.iter().rfind(|(from, _)| *from <= asked).unwrap();
        prop_assert_eq!(quotients_under(&rules, &gifts).on(asked), own.quotients(&gifts).on(asked));
    }
}
