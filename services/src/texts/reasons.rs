//! Why a day is refused, in words: what happened, until when, what to do.

use chrono::NaiveDate;
use chrono_tz::Tz;
use fluent_bundle::FluentValue;
use preau_domain::ids::ActivityId;
use preau_domain::locale::Locale;
use preau_domain::rulebook::condition::{Condition, Span};
use preau_domain::rulebook::model::Contact;

use super::bundles::say;
use super::dates;
use super::key::TextKey;
use crate::booking::reason::{Reason, ReasonCode};

/// The reason why `day` is refused, with instants as clocks of the zone show them. `names` say what the rule book calls
/// things; `whom` is whom to turn to, where the town names anyone.
pub fn reason(
    locale: Locale,
    zone: Tz,
    day: NaiveDate,
    reason: &Reason,
    names: Names<'_, '_>,
    whom: Option<&Contact>,
) -> String {
    worded(
        &Asked {
            locale,
            zone,
            day,
            names,
            whom,
        },
        reason,
        None,
    )
}

/// What is said of what reasons name alone.
#[derive(Clone, Copy)]
pub struct Names<'a, 'n> {
    /// The name of another activity.
    pub activity: &'a dyn Fn(ActivityId) -> &'n str,
    /// Whom an activity is kept for.
    pub only: &'a dyn Fn(&Condition) -> String,
}

struct Asked<'a, 'n> {
    locale: Locale,
    zone: Tz,
    day: NaiveDate,
    names: Names<'a, 'n>,
    whom: Option<&'a Contact>,
}

/// `subject` is the activity spoken of, where it is not the one that was asked for.
fn worded(asked: &Asked<'_, '_>, reason: &Reason, subject: Option<&str>) -> String {
    let locale = asked.locale;
    let instant = reason.opens_at.or(reason.closed_at);
    let other = reason.activity.map_or("", asked.names.activity);
    let because = reason
        .because
        .as_ref()
        .map(|because| worded(asked, because, Some(other)));
    let only = reason.only.as_deref().map(asked.names.only).unwrap_or_default();
    let only = only.replace('\'', "’");
    let day = |day: Option<NaiveDate>| day.map(|day| dates::date(locale, day)).unwrap_or_default();
    let args: [(&'static str, FluentValue<'_>); 25] = [
        ("other-activity", if subject.is_some() { "yes" } else { "no" }.into()),
        ("activity", subject.unwrap_or_default().into()),
        ("date", dates::date(locale, asked.day).into()),
        ("weekday", dates::weekday(locale, asked.day).into()),
        (
            "instant",
            instant
                .map(|at| dates::instant(locale, asked.zone, at))
                .unwrap_or_default()
                .into(),
        ),
        ("label", reason.label.as_deref().unwrap_or_default().into()),
        ("bounds", bounds(reason.ages).into()),
        ("youngest", reason.ages.and_then(|ages| ages.from).unwrap_or(0).into()),
        ("oldest", reason.ages.and_then(|ages| ages.to).unwrap_or(0).into()),
        ("classes", classes(locale, reason).into()),
        ("only", only.into()),
        ("with", other.into()),
        ("because", because.unwrap_or_default().into()),
        (
            "amount",
            reason
                .amount
                .map(|amount| dates::money(locale, amount))
                .unwrap_or_default()
                .into(),
        ),
        ("as-of", day(reason.as_of).into()),
        ("from", day(reason.from).into()),
        ("until", day(reason.until).into()),
        ("ends", if reason.until.is_some() { "yes" } else { "no" }.into()),
        ("file", known_of_file(reason).into()),
        ("missing", reason.missing.join(", ").into()),
        ("needs", if reason.documents.is_empty() { "no" } else { "yes" }.into()),
        ("documents", reason.documents.join(", ").into()),
        ("known", if asked.whom.is_some() { "yes" } else { "no" }.into()),
        ("whom", asked.whom.map_or("", |whom| &whom.name).into()),
        ("email", asked.whom.map_or("", |whom| &whom.email).into()),
    ];
    say(locale, key(reason.code), &args)
}

/// What is said of a file that is not complete.
fn known_of_file(reason: &Reason) -> &'static str {
    match (reason.until, reason.missing.is_empty()) {
        (Some(_), _) => "until",
        (None, false) => "missing",
        (None, true) => "unknown",
    }
}

/// The classes of which it speaks, with the apostrophe of the texts here.
fn classes(locale: Locale, reason: &Reason) -> String {
    let said = reason.classes.map(|classes| classes.say(locale));
    said.unwrap_or_default().replace('\'', "’")
}

/// Which bounds of an age are given.
fn bounds(ages: Option<Span>) -> &'static str {
    match ages {
        Some(Span {
            from: Some(_),
            to: Some(_),
        }) => "both",
        Some(Span {
            from: None,
            to: Some(_),
        }) => "oldest",
        Some(Span { .. }) | None => "youngest",
    }
}

fn key(code: ReasonCode) -> TextKey {
    match code {
        ReasonCode::NotOffered => TextKey::ReasonNotOffered,
        ReasonCode::Weekday => TextKey::ReasonWeekday,
        ReasonCode::SchoolHoliday => TextKey::ReasonSchoolHoliday,
        ReasonCode::SchoolTime => TextKey::ReasonSchoolTime,
        ReasonCode::PublicHoliday => TextKey::ReasonPublicHoliday,
        ReasonCode::TownClosure => TextKey::ReasonTownClosure,
        ReasonCode::Unpublished => TextKey::ReasonUnpublished,
        ReasonCode::OutsideRuleBook => TextKey::ReasonOutsideRuleBook,
        ReasonCode::OutsidePeriod => TextKey::ReasonOutsidePeriod,
        ReasonCode::WrongAge => TextKey::ReasonWrongAge,
        ReasonCode::WrongClass => TextKey::ReasonWrongClass,
        ReasonCode::ClassUnknown => TextKey::ReasonClassUnknown,
        ReasonCode::NotForChild => TextKey::ReasonNotForChild,
        ReasonCode::NotOpenYet => TextKey::ReasonNotOpenYet,
        ReasonCode::TooLate => TextKey::ReasonTooLate,
        ReasonCode::NoDeadline => TextKey::ReasonNoDeadline,
        ReasonCode::Firm => TextKey::ReasonFirm,
        ReasonCode::Full => TextKey::ReasonFull,
        ReasonCode::Owes => TextKey::ReasonOwes,
        ReasonCode::FileIncomplete => TextKey::ReasonFileIncomplete,
        ReasonCode::Suspended => TextKey::ReasonSuspended,
        ReasonCode::Excluded => TextKey::ReasonExcluded,
        ReasonCode::Linked => TextKey::ReasonLinked,
        ReasonCode::ChangeRefused => TextKey::ReasonChangeRefused,
        ReasonCode::Undecided => TextKey::ReasonUndecided,
        ReasonCode::Contradictory => TextKey::ReasonContradictory,
        ReasonCode::AlreadyBooked => TextKey::ReasonAlreadyBooked,
        ReasonCode::AlreadyWaiting => TextKey::ReasonAlreadyWaiting,
        ReasonCode::PlaceFree => TextKey::ReasonPlaceFree,
        ReasonCode::NoWaitingList => TextKey::ReasonNoWaitingList,
        ReasonCode::NoOffer => TextKey::ReasonNoOffer,
        ReasonCode::CartBooks => TextKey::ReasonCartBooks,
        ReasonCode::CartCancels => TextKey::ReasonCartCancels,
    }
}
