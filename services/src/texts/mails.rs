//! The words of mails. How they are laid out is the outbox's matter.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use preau_domain::locale::Locale;
use preau_domain::money::Money;
use preau_domain::rulebook::model::Contact;

use super::bundles::say;
use super::dates::{date, day_of_month, instant, money, month};
use super::key::TextKey;

/// What an order did to a family's bookings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OrderKind {
    Booked,
    Cancelled,
    /// It booked and cancelled.
    Changed,
}

/// Names no child: subjects show up on locked screens.
pub(crate) fn subject(locale: Locale, town: &str, kind: OrderKind, order: i64) -> String {
    let change = match kind {
        OrderKind::Booked => "booked",
        OrderKind::Cancelled => "cancelled",
        OrderKind::Changed => "changed",
    };
    let args = [
        ("town", town.into()),
        ("change", change.into()),
        ("order", order.to_string().into()),
    ];
    say(locale, TextKey::MailSubject, &args)
}

pub(crate) fn greeting(locale: Locale, name: &str) -> String {
    say(locale, TextKey::MailGreeting, &[("name", name.into())])
}

/// `by` is who placed the order, where it was not the reader.
pub(crate) fn placed(locale: Locale, zone: Tz, order: i64, at: DateTime<Utc>, by: Option<&str>) -> String {
    let key = if by.is_some() {
        TextKey::MailPlacedByOther
    } else {
        TextKey::MailPlacedByYou
    };
    let args = [
        ("order", order.to_string().into()),
        ("instant", instant(locale, zone, at).into()),
        ("by", by.unwrap_or_default().into()),
    ];
    say(locale, key, &args)
}

/// Heads a list of days; with their price where they were booked.
pub(crate) fn heading(locale: Locale, days: usize, price: Option<Money>) -> String {
    let key = if price.is_some() {
        TextKey::MailBooked
    } else {
        TextKey::MailCancelled
    };
    say(
        locale,
        key,
        &[
            ("count", days.into()),
            ("price", price.map(|price| money(locale, price)).into()),
        ],
    )
}

/// One day; with its price where it was booked.
pub(crate) fn day(locale: Locale, day: NaiveDate, price: Option<Money>) -> String {
    let key = if price.is_some() {
        TextKey::MailLineBooked
    } else {
        TextKey::MailLineCancelled
    };
    say(
        locale,
        key,
        &[
            ("date", date(locale, day).into()),
            ("price", price.map(|price| money(locale, price)).into()),
        ],
    )
}

/// The days of one month, which are not none.
pub(crate) fn days_of_month(locale: Locale, days: &[NaiveDate], price: Option<Money>) -> String {
    let key = if price.is_some() {
        TextKey::MailMonthBooked
    } else {
        TextKey::MailMonthCancelled
    };
    let numbers: Vec<String> = days.iter().map(|&day| day_of_month(locale, day)).collect();
    let args = [
        ("month", days.first().map(|&first| month(locale, first)).into()),
        ("days", numbers.join(", ").into()),
        ("count", days.len().into()),
        ("price", price.map(|price| money(locale, price)).into()),
    ];
    say(locale, key, &args)
}

pub(crate) fn total(locale: Locale, price: Money) -> String {
    say(locale, TextKey::MailTotal, &[("price", money(locale, price).into())])
}

pub(crate) fn contacts(locale: Locale) -> String {
    say(locale, TextKey::MailContacts, &[])
}

pub(crate) fn contact(locale: Locale, contact: &Contact) -> String {
    let args = [
        ("name", contact.name.as_str().into()),
        ("email", contact.email.as_str().into()),
        ("phone", contact.phone.as_deref().unwrap_or("none").into()),
    ];
    say(locale, TextKey::MailContact, &args)
}

pub(crate) fn signature(locale: Locale, town: &str) -> String {
    say(locale, TextKey::MailSignature, &[("town", town.into())])
}
