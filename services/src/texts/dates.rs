//! Days, instants and amounts as people read them.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use chrono_tz::Tz;
use preau_domain::locale::Locale;
use preau_domain::money::Money;

use super::bundles::say;
use super::key::TextKey;

/// "jeudi 3 décembre 2026", "Thursday 3 December 2026".
pub fn date(locale: Locale, day: NaiveDate) -> String {
    let args = [
        ("weekday", weekday(locale, day).into()),
        ("day", day.day().into()),
        ("month", month(locale, day).into()),
    ];
    say(locale, TextKey::Day, &args)
}

/// "jeudi 3 décembre 2026 à 10:00", "Thursday 3 December 2026 at 10:00": what calendars and clocks of the zone show.
pub fn instant(locale: Locale, zone: Tz, at: DateTime<Utc>) -> String {
    let local = at.with_timezone(&zone);
    let args = [
        ("date", date(locale, local.date_naive()).into()),
        ("time", local.format("%H:%M").to_string().into()),
    ];
    say(locale, TextKey::Instant, &args)
}

/// "décembre 2026", "December 2026".
pub fn month(locale: Locale, day: NaiveDate) -> String {
    // The year is a text, so that nothing is ever put between its digits.
    say(
        locale,
        TextKey::Month,
        &[("month", day.month().into()), ("year", day.year().to_string().into())],
    )
}

/// "jeudi", "Thursday".
pub fn weekday(locale: Locale, day: NaiveDate) -> String {
    say(
        locale,
        TextKey::Weekday,
        &[("weekday", day.weekday().number_from_monday().into())],
    )
}

/// "3", and "1er" in French: where the month is told already.
pub(super) fn day_of_month(locale: Locale, day: NaiveDate) -> String {
    say(locale, TextKey::DayOfMonth, &[("day", day.day().into())])
}

/// "1 234,50 €" with no-break spaces, "€1,234.50".
pub fn money(locale: Locale, amount: Money) -> String {
    let (group, point) = match locale {
        Locale::Fr => ("\u{202f}", ","),
        Locale::En => (",", "."),
    };
    let cents = amount.cents().unsigned_abs();
    let digits = format!("{}{point}{:02}", grouped(cents / 100, group), cents % 100);
    let sign = if amount.cents() < 0 { "\u{2212}" } else { "" };
    say(
        locale,
        TextKey::Money,
        &[("sign", sign.into()), ("amount", digits.into())],
    )
}

fn grouped(euros: u64, group: &str) -> String {
    let digits = euros.to_string();
    let mut text = String::with_capacity(digits.len() * 2);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push_str(group);
        }
        text.push(digit);
    }
    text
}
