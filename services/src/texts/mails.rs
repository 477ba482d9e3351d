//! The words of mails. How they are laid out is the outbox's matter.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use preau_domain::locale::Locale;
use preau_domain::money::Money;
use preau_domain::rulebook::model::Contact;
use preau_domain::waiting::Became;
use preau_entities::rows::booking_event::Change;

use super::bundles::say;
use super::dates::{date, day_of_month, instant, money, month};
use super::key::TextKey;
use crate::booking::terms::{TermEffect, TermLine};

/// What an order did to a family's bookings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OrderKind {
    Booked,
    Cancelled,
    /// It booked and cancelled.
    Changed,
    /// Places that stay cost something else.
    Repriced,
    /// It asks something of the town's staff.
    Waits,
    Accepted,
    AcceptedInPart,
    Refused,
    CancellationAccepted,
    CancellationRefused,
}

/// What an order's total is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TotalOf {
    Booked,
    /// Of what is held until staff decide, too.
    Asked,
    /// Differences of places that stay.
    Repriced,
    Both,
    /// All of it, and what is paid by the term.
    WithTerms,
}

/// Names no child: subjects show up on locked screens.
pub(crate) fn subject(locale: Locale, town: &str, kind: OrderKind, order: i64) -> String {
    let change = match kind {
        OrderKind::Booked => "booked",
        OrderKind::Cancelled => "cancelled",
        OrderKind::Changed => "changed",
        OrderKind::Repriced => "repriced",
        OrderKind::Waits => "waits",
        OrderKind::Accepted => "accepted",
        OrderKind::AcceptedInPart => "accepted-in-part",
        OrderKind::Refused => "refused",
        OrderKind::CancellationAccepted => "cancellation-accepted",
        OrderKind::CancellationRefused => "cancellation-refused",
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
/// `waits` says that the town has yet to decide about a part of it.
pub(crate) fn placed(
    locale: Locale,
    zone: Tz,
    (order, at): (i64, DateTime<Utc>),
    by: Option<&str>,
    waits: bool,
) -> String {
    let key = match (by, waits) {
        (Some(_), _) => TextKey::MailPlacedByOther,
        (None, true) => TextKey::MailReceivedFromYou,
        (None, false) => TextKey::MailPlacedByYou,
    };
    let args = [
        ("order", order.to_string().into()),
        ("instant", instant(locale, zone, at).into()),
        ("by", by.unwrap_or_default().into()),
    ];
    say(locale, key, &args)
}

/// What stands beside a day.
enum Telling {
    Price,
    NewPrice,
    /// What becomes of its price is the invoice's matter.
    NoPrice,
}

fn telling(change: Change) -> Telling {
    match change {
        Change::Booked | Change::BookingAsked | Change::BookingAccepted => Telling::Price,
        Change::Repriced => Telling::NewPrice,
        Change::Cancelled
        | Change::BookingRefused
        | Change::CancellationAsked
        | Change::CancellationAccepted
        | Change::CancellationRefused
        | Change::ChangeAsked
        | Change::ChangeAccepted
        | Change::ChangeRefused
        | Change::Kept => Telling::NoPrice,
    }
}

/// Said of an order that asks something of the town's staff.
pub(crate) fn waits(locale: Locale) -> String {
    say(locale, TextKey::MailWaits, &[])
}

/// `rest`: other parts of the order still wait.
pub(crate) fn decided(locale: Locale, zone: Tz, order: i64, at: DateTime<Utc>, rest: bool) -> String {
    let args = [
        ("order", order.to_string().into()),
        ("instant", instant(locale, zone, at).into()),
        ("rest", if rest { "yes" } else { "no" }.into()),
    ];
    say(locale, TextKey::MailDecided, &args)
}

/// What staff told the family.
pub(crate) fn reason(locale: Locale, reason: &str) -> String {
    say(locale, TextKey::MailReason, &[("reason", reason.into())])
}

/// Heads a list of days. Prices are told in all of what was booked.
pub(crate) fn heading(locale: Locale, change: Change, days: usize, price: Money) -> String {
    let (key, change) = match change {
        Change::Booked => (TextKey::MailBooked, ""),
        Change::Cancelled => (TextKey::MailCancelled, ""),
        Change::Repriced => (TextKey::MailRepriced, ""),
        Change::BookingAsked => (TextKey::MailAsked, "booking-asked"),
        Change::BookingAccepted => (TextKey::MailAsked, "booking-accepted"),
        Change::BookingRefused => (TextKey::MailAsked, "booking-refused"),
        Change::CancellationAsked => (TextKey::MailAsked, "cancellation-asked"),
        Change::CancellationAccepted => (TextKey::MailAsked, "cancellation-accepted"),
        Change::CancellationRefused => (TextKey::MailAsked, "cancellation-refused"),
        Change::ChangeAsked => (TextKey::MailAsked, "change-asked"),
        Change::ChangeAccepted => (TextKey::MailAsked, "change-accepted"),
        Change::ChangeRefused => (TextKey::MailAsked, "change-refused"),
        Change::Kept => (TextKey::MailAsked, "kept"),
    };
    let args = [
        ("change", change.into()),
        ("count", days.into()),
        ("price", money(locale, price).into()),
    ];
    say(locale, key, &args)
}

/// One day, with its price where that is told.
pub(crate) fn day(locale: Locale, change: Change, day: NaiveDate, price: Money) -> String {
    let key = match telling(change) {
        Telling::Price => TextKey::MailLineBooked,
        Telling::NoPrice => TextKey::MailLineCancelled,
        Telling::NewPrice => TextKey::MailLineRepriced,
    };
    say(
        locale,
        key,
        &[
            ("date", date(locale, day).into()),
            ("price", money(locale, price).into()),
        ],
    )
}

/// The days of one month, which are not none, with their price in all as [`day`] gives it.
pub(crate) fn days_of_month(locale: Locale, change: Change, days: &[NaiveDate], price: Money) -> String {
    let key = match telling(change) {
        Telling::Price => TextKey::MailMonthBooked,
        Telling::NoPrice => TextKey::MailMonthCancelled,
        Telling::NewPrice => TextKey::MailMonthRepriced,
    };
    let numbers: Vec<String> = days.iter().map(|&day| day_of_month(locale, day)).collect();
    let args = [
        ("month", days.first().map(|&first| month(locale, first)).into()),
        ("days", numbers.join(", ").into()),
        ("count", days.len().into()),
        ("price", money(locale, price).into()),
    ];
    say(locale, key, &args)
}

/// Heads what became of prices by the term.
pub(crate) fn terms(locale: Locale) -> String {
    say(locale, TextKey::MailTerms, &[])
}

/// What became of the price by the term of a child in an activity.
pub(crate) fn term(locale: Locale, child: &str, activity: &str, line: &TermLine) -> String {
    let term = &line.price;
    let (result, before) = match line.effect {
        TermEffect::Begun => ("begun", Money::ZERO),
        TermEffect::Repriced { from } => ("repriced", from),
        TermEffect::Ended => ("ended", Money::ZERO),
    };
    let first = term.instalments.first();
    let args = [
        ("child", child.into()),
        ("activity", activity.into()),
        ("from", date(locale, term.first_day).into()),
        ("to", date(locale, term.last_day).into()),
        ("result", result.into()),
        ("price", money(locale, term.price).into()),
        ("before", money(locale, before).into()),
        ("count", term.instalments.len().into()),
        ("month", first.map(|part| month(locale, part.month)).into()),
    ];
    say(locale, TextKey::MailTerm, &args)
}

/// What an order adds to what the family pays, or takes off it.
pub(crate) fn total(locale: Locale, of: TotalOf, price: Money) -> String {
    let of = match of {
        TotalOf::Booked => "booked",
        TotalOf::Asked => "asked",
        TotalOf::Repriced => "repriced",
        TotalOf::Both => "both",
        TotalOf::WithTerms => "terms",
    };
    say(
        locale,
        TextKey::MailTotal,
        &[("of", of.into()), ("price", money(locale, price).into())],
    )
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

/// Names no child: subjects show up on locked screens.
pub(crate) fn absence_subject(locale: Locale, town: &str) -> String {
    say(locale, TextKey::MailAbsenceSubject, &[("town", town.into())])
}

pub(crate) fn absence(locale: Locale, child: &str, day: NaiveDate) -> String {
    let args = [("child", child.into()), ("date", date(locale, day).into())];
    say(locale, TextKey::MailAbsence, &args)
}

pub(crate) fn absence_advice(locale: Locale) -> String {
    say(locale, TextKey::MailAbsenceAdvice, &[])
}

/// The subject of so many places; it names no child either.
pub(crate) fn places_subject(locale: Locale, town: &str, news: Became, count: usize) -> String {
    let key = match news {
        Became::Offered => TextKey::MailOfferedSubject,
        Became::Lapsed | Became::Withheld => TextKey::MailLapsedSubject,
        Became::Ended => TextKey::MailWaitEndedSubject,
    };
    say(locale, key, &[("town", town.into()), ("count", count.into())])
}

pub(crate) fn places_introduction(locale: Locale, news: Became, count: usize) -> String {
    let key = match news {
        Became::Offered => TextKey::MailOfferedIntroduction,
        Became::Lapsed => TextKey::MailLapsedIntroduction,
        Became::Withheld => TextKey::MailWithheldIntroduction,
        Became::Ended => TextKey::MailWaitEndedIntroduction,
    };
    say(locale, key, &[("count", count.into())])
}

/// What is told of one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PlaceLine {
    Offered {
        /// In words.
        until: Option<String>,
    },
    Lapsed,
    Expired,
    Withdrawn,
}

/// One child's place of a day, with what comes along.
pub(crate) fn place(locale: Locale, line: PlaceLine, (child, activities): (&str, &[&str]), day: NaiveDate) -> String {
    let mut args = vec![
        ("child", child.into()),
        ("activities", activities.join(" + ").into()),
        ("date", date(locale, day).into()),
    ];
    let key = match line {
        PlaceLine::Offered { until } => {
            args.push(("instant", until.unwrap_or_default().into()));
            TextKey::MailOfferedLine
        }
        PlaceLine::Lapsed => TextKey::MailLapsedLine,
        PlaceLine::Expired => TextKey::MailWaitExpiredLine,
        PlaceLine::Withdrawn => TextKey::MailWaitWithdrawnLine,
    };
    say(locale, key, &args)
}

pub(crate) fn places_closing(locale: Locale, news: Became) -> String {
    let key = match news {
        Became::Offered => TextKey::MailOfferedClosing,
        Became::Lapsed => TextKey::MailLapsedClosing,
        Became::Withheld => TextKey::MailWithheldClosing,
        Became::Ended => TextKey::MailWaitEndedClosing,
    };
    say(locale, key, &[])
}

/// What staff decided because of what a family owes, and of its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Account {
    Suspended { from: NaiveDate, until: Option<NaiveDate> },
    Lifted { from: NaiveDate, until: Option<NaiveDate> },
    Spared { until: Option<NaiveDate> },
    FileComplete { until: Option<NaiveDate> },
    FileIncomplete,
}

/// Names neither a child nor an amount: subjects show up on locked screens.
pub(crate) fn account_subject(locale: Locale, town: &str, account: Account) -> String {
    let news = match account {
        Account::Suspended { .. } => "suspended",
        Account::Lifted { .. } => "lifted",
        Account::Spared { .. } => "spared",
        Account::FileComplete { .. } => "file-complete",
        Account::FileIncomplete => "file-incomplete",
    };
    let args = [("town", town.into()), ("news", news.into())];
    say(locale, TextKey::MailAccountSubject, &args)
}

/// `child` is whom it concerns, where it is not all of the family; `all`, that nothing is named behind it.
pub(crate) fn account(locale: Locale, account: Account, child: Option<&str>, all: bool) -> String {
    let (key, from, until) = match account {
        Account::Suspended { from, until } => (TextKey::MailSuspended, Some(from), until),
        Account::Lifted { from, until } => (TextKey::MailSuspensionLifted, Some(from), until),
        Account::Spared { until } => (TextKey::MailSpared, None, until),
        Account::FileComplete { until } => (TextKey::MailFileComplete, None, until),
        Account::FileIncomplete => (TextKey::MailFileIncomplete, None, None),
    };
    let yes = |holds: bool| if holds { "yes" } else { "no" };
    let day = |day: Option<NaiveDate>| day.map(|day| date(locale, day)).unwrap_or_default();
    let args = [
        ("one", yes(child.is_some()).into()),
        ("child", child.unwrap_or_default().into()),
        ("from", day(from).into()),
        ("until", day(until).into()),
        ("ends", yes(until.is_some()).into()),
        ("all", yes(all).into()),
    ];
    say(locale, key, &args)
}

/// The part of an order's total that is not left to the month's invoice; `rest` says whether anything is.
pub(crate) fn due_now(locale: Locale, amount: Money, rest: bool) -> String {
    let args = [
        ("amount", money(locale, amount).into()),
        ("rest", if rest { "yes" } else { "no" }.into()),
    ];
    say(locale, TextKey::MailDueNow, &args)
}

/// What the family owes beside the order.
pub(crate) fn debt(locale: Locale, amount: Money) -> String {
    say(locale, TextKey::MailDebt, &[("amount", money(locale, amount).into())])
}
