//! The confirmation of an order, or what staff decided about it, as plain text: child by child, activity by activity,
//! what was booked, cancelled, asked for and answered, and what else costs something else now.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use preau_domain::ids::ActivityId;
use preau_domain::locale::Locale;
use preau_domain::money::Money;
use preau_entities::rows::booking_event::Change;
use preau_entities::rows::{Key, order};
use preau_entities::store::events::EventLine;
use preau_entities::store::people::ChildLine;

use super::closing::closing;
use crate::booking::terms::{TermEffect, TermLine};
use crate::texts::mails::{self, OrderKind, TotalOf};
use crate::towns::Town;

/// Longer lists are told month by month: a year's bookings still fit a page.
const DAYS_TOLD_ONE_BY_ONE: usize = 7;

/// What a letter tells, and to whom.
pub(super) struct Letter<'a> {
    pub town: &'a Town,
    pub order: &'a order::Model,
    /// What the order, or what staff decided, made of prices by the term.
    pub terms: &'a [TermLine],
    /// Of the family, where there are terms.
    pub children: &'a [ChildLine],
    /// All of the order, in any order.
    pub events: &'a [EventLine],
    /// They are what staff decided, not what the order changed.
    pub decided: bool,
    pub locale: Locale,
    pub reader_name: &'a str,
    /// Whether the reader placed the order.
    pub by_reader: bool,
}

/// Days with their prices, in order.
type Days = BTreeMap<NaiveDate, Money>;

/// By what happened, in the order told.
const TOLD: [Change; 13] = [
    Change::Booked,
    Change::BookingAsked,
    Change::BookingAccepted,
    Change::BookingRefused,
    Change::Cancelled,
    Change::CancellationAsked,
    Change::CancellationAccepted,
    Change::CancellationRefused,
    Change::ChangeAsked,
    Change::ChangeAccepted,
    Change::ChangeRefused,
    Change::Kept,
    Change::Repriced,
];

/// By what was told the family, in words.
type ByReason<'a> = BTreeMap<Option<&'a str>, Days>;

#[derive(Default)]
struct Changes<'a>([ByReason<'a>; TOLD.len()]);

/// Children by first name, their activities in the order of the rule book. Activities that left it come last.
type ByChild<'a> = BTreeMap<(&'a str, Key), BTreeMap<(Option<usize>, ActivityId), Changes<'a>>>;

impl Letter<'_> {
    pub fn subject(&self) -> String {
        let kind = match (self.order.booked_count, self.order.cancelled_count) {
            _ if self.decided => self.decision(),
            _ if self.order.asked_count > 0 => OrderKind::Waits,
            (0, 0) if self.events.iter().all(|event| event.change == Change::Repriced) => OrderKind::Repriced,
            (_, 0) => OrderKind::Booked,
            (0, _) => OrderKind::Cancelled,
            _ => OrderKind::Changed,
        };
        mails::subject(self.locale, &self.town.rules().town.name, kind, self.order.number)
    }

    fn decision(&self) -> OrderKind {
        let any = |wanted: &[Change]| self.events.iter().any(|event| wanted.contains(&event.change));
        let accepted = any(&[Change::BookingAccepted, Change::ChangeAccepted]);
        let refused = any(&[Change::BookingRefused, Change::ChangeRefused]);
        let released = any(&[Change::CancellationAccepted]);
        let retained = any(&[Change::CancellationRefused]);
        match (accepted || released, refused || retained) {
            (true, true) => OrderKind::AcceptedInPart,
            (true, false) if accepted => OrderKind::Accepted,
            (true, false) => OrderKind::CancellationAccepted,
            (false, _) if refused => OrderKind::Refused,
            (false, _) => OrderKind::CancellationRefused,
        }
    }

    /// What the letter is about.
    fn opening(&self) -> Vec<String> {
        let (locale, order, zone) = (self.locale, self.order, self.town.zone());
        if self.decided {
            let at = self.events.iter().map(|event| event.at).max();
            let rest = order.waiting_count > 0;
            return vec![mails::decided(
                locale,
                zone,
                order.number,
                at.unwrap_or(order.placed_at),
                rest,
            )];
        }
        let by = (!self.by_reader).then_some(order.actor_name.as_str());
        let waits = order.asked_count > 0;
        let placed = mails::placed(locale, zone, (order.number, order.placed_at), by, waits);
        let waits = waits.then(|| mails::waits(locale));
        std::iter::once(placed).chain(waits).collect()
    }

    /// Lines ended by `\n`.
    pub fn text(&self) -> String {
        let (locale, order) = (self.locale, self.order);
        let mut lines = vec![mails::greeting(locale, self.reader_name), String::new()];
        lines.extend(self.opening());
        lines.push(String::new());
        for ((first_name, _), activities) in &self.by_child() {
            lines.extend([(*first_name).to_owned(), String::new()]);
            for ((_, activity), changes) in activities {
                lines.push(format!("  {}", self.town.activity_name(*activity)));
                for (change, told) in TOLD.into_iter().zip(&changes.0) {
                    for (reason, days) in told {
                        self.tell(change, days, &mut lines);
                        let reason = reason.map(|reason| mails::reason(locale, reason));
                        lines.extend(reason.map(|reason| format!("    {reason}")));
                    }
                }
                lines.push(String::new());
            }
        }
        lines.extend(self.by_the_term());
        if let Some(of) = self.total_of() {
            lines.extend([
                mails::total(locale, of, Money::from_cents(order.total_cents)),
                String::new(),
            ]);
        }
        lines.extend(self.to_pay());
        lines.extend(closing(self.town, locale));
        lines.join("\n")
    }

    /// What became of prices by the term.
    fn by_the_term(&self) -> Vec<String> {
        if self.terms.is_empty() {
            return Vec::new();
        }
        let name = |term: &TermLine| {
            let of_child = self.children.iter().find(|child| child.child_id.0 == term.child.0);
            of_child.map_or("", |child| child.first_name.as_str())
        };
        let line = |term: &TermLine| {
            let activity = self.town.activity_name(term.activity);
            format!("  {}", mails::term(self.locale, name(term), activity, term))
        };
        let lines = self.terms.iter().map(line);
        std::iter::once(mails::terms(self.locale))
            .chain(lines)
            .chain([String::new()])
            .collect()
    }

    /// What is not left to the month's invoice, as it was when the order was placed.
    fn to_pay(&self) -> Vec<String> {
        let order = self.order;
        if self.decided {
            return Vec::new();
        }
        let due_now = Some(Money::from_cents(order.due_now_cents)).filter(|amount| *amount > Money::ZERO);
        let rest = order.due_now_cents < order.total_cents;
        let due_now = due_now.map(|amount| mails::due_now(self.locale, amount, rest));
        let debt = Some(Money::from_cents(order.debt_cents)).filter(|amount| *amount > Money::ZERO);
        let debt = debt.map(|amount| mails::debt(self.locale, amount));
        let told = due_now.into_iter().chain(debt);
        told.flat_map(|line| [line, String::new()]).collect()
    }

    fn by_child(&self) -> ByChild<'_> {
        let mut children = ByChild::new();
        for event in self.events {
            let activity = ActivityId(event.activity_id.0);
            let changes = children
                .entry((event.child_first_name.as_str(), event.child_id))
                .or_default()
                .entry((self.place(activity), activity))
                .or_default();
            for (change, told) in TOLD.into_iter().zip(&mut changes.0) {
                if event.change == change {
                    let days = told.entry(event.reason.as_deref()).or_default();
                    days.insert(event.day, Money::from_cents(event.price_cents));
                }
            }
        }
        children
    }

    fn place(&self, activity: ActivityId) -> Option<usize> {
        self.town.place(activity)
    }

    /// None where the order only gives back, or was placed before.
    fn total_of(&self) -> Option<TotalOf> {
        if self.decided {
            return None;
        }
        if self.events.iter().any(|event| event.change == Change::BookingAsked) {
            return Some(TotalOf::Asked);
        }
        let repriced = self.events.iter().any(|event| event.change == Change::Repriced);
        let due = |term: &TermLine| term.effect != TermEffect::Ended;
        if self.terms.iter().any(due) {
            return Some(TotalOf::WithTerms);
        }
        match (self.order.booked_count > 0, repriced) {
            (true, false) => Some(TotalOf::Booked),
            (true, true) => Some(TotalOf::Both),
            (false, true) => Some(TotalOf::Repriced),
            (false, false) => None,
        }
    }

    fn tell(&self, change: Change, days: &Days, lines: &mut Vec<String>) {
        if days.is_empty() {
            return;
        }
        let locale = self.locale;
        let heading = mails::heading(locale, change, days.len(), days.values().copied().sum());
        lines.push(format!("  {heading}"));
        if days.len() <= DAYS_TOLD_ONE_BY_ONE {
            let day = |(&day, &price)| format!("    {}", mails::day(locale, change, day, price));
            lines.extend(days.iter().map(day));
            return;
        }
        let mut months: BTreeMap<(i32, u32), Vec<(NaiveDate, Money)>> = BTreeMap::new();
        for (&day, &price) in days {
            months.entry((day.year(), day.month())).or_default().push((day, price));
        }
        for month in months.values() {
            let dates: Vec<NaiveDate> = month.iter().map(|(day, _)| *day).collect();
            let price = month.iter().map(|(_, price)| *price).sum();
            lines.push(format!("    {}", mails::days_of_month(locale, change, &dates, price)));
        }
    }
}
