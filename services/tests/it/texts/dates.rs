use chrono::NaiveDate;
use chrono_tz::Europe::Paris;
use preau_domain::locale::Locale::{En, Fr};
use preau_domain::money::Money;
use preau_services::texts::dates::{date, instant, money, month, weekday};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn a_day_is_told_in_full() {
    assert_eq!(date(Fr, day("2026-12-03")), "jeudi 3 décembre 2026");
    assert_eq!(date(En, day("2026-12-03")), "Thursday 3 December 2026");
    assert_eq!(date(Fr, day("2026-02-01")), "dimanche 1er février 2026");
    assert_eq!(date(En, day("2026-02-01")), "Sunday 1 February 2026");
}

#[test]
fn every_weekday_and_month_has_its_name() {
    let week: Vec<NaiveDate> = day("2026-11-23").iter_days().take(7).collect();
    let french: Vec<String> = week.iter().map(|&day| weekday(Fr, day)).collect();
    assert_eq!(
        french,
        ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]
    );
    let english: Vec<String> = week.iter().map(|&day| weekday(En, day)).collect();
    assert_eq!(
        english,
        [
            "Monday",
            "Tuesday",
            "Wednesday",
            "Thursday",
            "Friday",
            "Saturday",
            "Sunday"
        ]
    );
    let year: Vec<NaiveDate> = (1..=12)
        .map(|month| NaiveDate::from_ymd_opt(2026, month, 1).unwrap())
        .collect();
    let french: Vec<String> = year.iter().map(|&day| month(Fr, day).replace(" 2026", "")).collect();
    assert_eq!(
        french.join(" "),
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
    );
    let english: Vec<String> = year.iter().map(|&day| month(En, day).replace(" 2026", "")).collect();
    assert_eq!(
        english.join(" "),
        "January February March April May June July August September October November December"
    );
}

#[test]
fn an_instant_is_what_clocks_of_the_town_show() {
    for (at, french, english) in [
        (
            "2026-12-03T09:00:00Z",
            "jeudi 3 décembre 2026 à 10:00",
            "Thursday 3 December 2026 at 10:00",
        ),
        (
            "2026-06-04T08:00:00Z",
            "jeudi 4 juin 2026 à 10:00",
            "Thursday 4 June 2026 at 10:00",
        ),
        // One minute before and at the change to winter time, which shows the hour from 2 to 3 twice.
        (
            "2026-10-25T00:59:00Z",
            "dimanche 25 octobre 2026 à 02:59",
            "Sunday 25 October 2026 at 02:59",
        ),
        (
            "2026-10-25T01:00:00Z",
            "dimanche 25 octobre 2026 à 02:00",
            "Sunday 25 October 2026 at 02:00",
        ),
        (
            "2026-12-31T23:00:00Z",
            "vendredi 1er janvier 2027 à 00:00",
            "Friday 1 January 2027 at 00:00",
        ),
    ] {
        assert_eq!(instant(Fr, Paris, at.parse().unwrap()), french);
        assert_eq!(instant(En, Paris, at.parse().unwrap()), english);
    }
}

#[test]
fn an_amount_has_two_decimals_and_grouped_thousands() {
    for (cents, french, english) in [
        (0, "0,00\u{a0}€", "€0.00"),
        (315, "3,15\u{a0}€", "€3.15"),
        (100_000, "1\u{202f}000,00\u{a0}€", "€1,000.00"),
        (123_456_789, "1\u{202f}234\u{202f}567,89\u{a0}€", "€1,234,567.89"),
        (-5, "\u{2212}0,05\u{a0}€", "\u{2212}€0.05"),
    ] {
        assert_eq!(money(Fr, Money::from_cents(cents)), french);
        assert_eq!(money(En, Money::from_cents(cents)), english);
    }
}
