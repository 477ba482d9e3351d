//! Until when something is possible.

use super::voice::Voice;
use crate::explain::limit::{Limit, When};
use crate::rulebook::deadline::DeadlineForm;

impl Voice<'_> {
    /// "Réservation : avant le …", with what the deadline says.
    pub fn limit(self, what: &str, limit: &Limit) -> String {
        let Some(window) = self.window(limit) else {
            return self.never(what, limit);
        };
        let moved = self.moved(limit);
        self.either(
            format!("{what} : {window}.{moved}"),
            format!("{what}: {window}.{moved}"),
        )
    }

    /// The same, and where the present stands.
    pub fn limit_now(self, what: &str, limit: &Limit) -> String {
        let said = self.limit(what, limit);
        let (now, stands) = (self.instant(limit.now), self.stands(limit.when));
        match limit.when {
            When::Never => said,
            _ => self.either(
                format!("{said} Nous sommes le {now} : il est {stands}."),
                format!("{said} It is {now}: {stands}."),
            ),
        }
    }

    fn never(self, what: &str, limit: &Limit) -> String {
        let deadline = self.quoted(&limit.deadline.0);
        if let Some(rule @ DeadlineForm::Never) = &limit.rule {
            let firm = self.deadline(rule);
            return self.either(
                format!("{what} : {firm} (délai {deadline})."),
                format!("{what}: {firm} (deadline {deadline})."),
            );
        }
        self.either(
            format!("{what} : le délai {deadline} ne prévoit rien pour ce jour."),
            format!("{what}: the deadline {deadline} gives no closing for this day."),
        )
    }

    /// "avant le jeudi 19 novembre 2026 à 10:00 (délai « jeudi » : …)"; none where it never opens.
    pub fn window(self, limit: &Limit) -> Option<String> {
        let closes_at = self.instant(limit.closes_at?);
        let opening = limit.opens_at.map(|at| self.instant(at));
        let rule = limit.rule.as_ref().map(|rule| self.deadline(rule)).unwrap_or_default();
        let deadline = self.quoted(&limit.deadline.0);
        let open = match opening {
            Some(opens_at) => self.either(
                format!("à partir du {opens_at} et avant le {closes_at}"),
                format!("from {opens_at} on and before {closes_at}"),
            ),
            None => self.either(format!("avant le {closes_at}"), format!("before {closes_at}")),
        };
        Some(self.either(
            format!("{open} (délai {deadline} : {rule})"),
            format!("{open} (deadline {deadline}: {rule})"),
        ))
    }

    /// The same, and where the present stands if that is outside.
    pub fn limit_missed(self, what: &str, limit: &Limit) -> String {
        let said = self.limit(what, limit);
        let stands = self.stands(limit.when);
        match limit.when {
            When::Within | When::Never => said,
            When::Before | When::After => {
                self.either(format!("{said} Il est {stands}."), format!("{said} It is {stands}."))
            }
        }
    }

    fn stands(self, when: When) -> String {
        match when {
            When::Before => self.either("trop tôt", "too early"),
            When::Within => self.either("encore temps", "still in time"),
            When::After | When::Never => self.either("trop tard", "too late"),
        }
    }

    fn moved(self, limit: &Limit) -> String {
        let Some(from) = limit.moved_from else {
            return String::new();
        };
        let day = self
            .day_that_ends(from)
            .filter(|_| lasts_to_its_end(limit.rule.as_ref()));
        let from = match day.map(|day| self.date(day)) {
            Some(day) => self.either(format!("{day} au soir"), format!("The end of {day}")),
            None => self.instant(from),
        };
        let holidays = limit.rule.as_ref().and_then(DeadlineForm::holidays);
        if holidays.is_some_and(|holidays| !holidays.weekend.keeps()) {
            return self.either(
                format!(" Le {from} tombe un week-end ou un jour férié : la clôture est avancée."),
                format!(" {from} is on a weekend or a public holiday: it closes earlier."),
            );
        }
        self.either(
            format!(" Le {from} tombe un jour férié : la clôture est avancée."),
            format!(" {from} is a public holiday: it closes earlier."),
        )
    }
}

/// Whether the last day of a deadline is the one whose end it closes with, and not the one that begins then.
fn lasts_to_its_end(rule: Option<&DeadlineForm>) -> bool {
    matches!(rule, Some(DeadlineForm::MonthWindow { at: None, .. }))
}
