//! A town as use cases see it: its rule books, each for the days that it governs.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use chrono_tz::Tz;
use preau_domain::booking::SlotKey;
use preau_domain::family::{GivenQuotient, Quotients};
use preau_domain::ids::{ActivityId, CommuneId};
use preau_domain::rulebook::RuleBook;
use preau_domain::rulebook::asks::Asks;
use preau_domain::rulebook::model::Activity;
use preau_domain::rulebook::quotient::{QuotientRule, quotients_under};
use preau_domain::rulebook::subscription::Term;
use preau_entities::store::towns::TownRows;

use super::bundles::{Bundles, bundles};
use super::edition::{Edition, OfferedActivity};
use super::governing::governing;
use super::unreadable::Unreadable;
use crate::Fault;

/// A town on a civil day. Immutable.
///
/// A day of service is governed by the version whose first day came last: next year's rule book can be published, and
/// booked under, while this year's still holds. A place in the rule book ([`SlotKey`]) is meant in the version that governs
/// its day.
#[derive(Debug)]
pub struct Town {
    pub id: CommuneId,
    pub slug: String,
    /// The civil day on which it is so.
    pub today: NaiveDate,
    /// Number of the latest version published.
    pub version: i32,
    /// The latest first, at least one.
    editions: Vec<Edition>,
    unreadable: Vec<Unreadable>,
    /// Where the one that governs today stands; the latest where none does.
    in_force: usize,
    keeps_lists: bool,
    somebody_waits: bool,
    bundles: Bundles,
    holds_carts: bool,
    asks: Asks,
    /// The terms that activities are paid by.
    terms: Vec<(ActivityId, Term)>,
    /// Each from its first day on, in the order of their days.
    quotient_rules: Vec<(NaiveDate, QuotientRule)>,
    /// Names of all activities the town ever had: history speaks of them too.
    names: HashMap<ActivityId, String>,
}

impl Town {
    /// Reads the rows of a town. `today` gives the civil day in a zone.
    pub fn read(rows: TownRows, today: impl FnOnce(Tz) -> NaiveDate) -> Result<Self, Fault> {
        let id = CommuneId(rows.commune.commune_id);
        let by_code: HashMap<&str, ActivityId> = rows
            .activities
            .iter()
            .map(|row| (row.code.as_str(), ActivityId(row.activity_id.0)))
            .collect();
        let (mut editions, mut unreadable) = (Vec::new(), Vec::new());
        for (row, days) in governing(&rows.rule_books) {
            match Edition::read(row, days, &by_code) {
                Ok(edition) => editions.push(edition),
                // Another program's, newer than this one: it is not this one's to close its days.
                Err(why) if row.version == rows.commune.rule_book_version => {
                    let (version, town) = (row.version, row.commune_id);
                    return Err(Fault::Defect(format!("rule book {version} of town {town}: {why:?}")));
                }
                Err(why) => unreadable.push(Unreadable::noted(id, row, days, why)),
            }
        }
        editions.sort_by_key(|edition| std::cmp::Reverse(edition.version));
        let latest = editions
            .first()
            .ok_or_else(|| Fault::Defect(format!("town {} has no rule book", id.0)))?;
        let today = today(latest.rules.town.zone);
        let in_force = editions.iter().position(|edition| edition.governs(today)).unwrap_or(0);
        let bundles = bundles(&rows.rule_books, &by_code);
        let each = editions.iter().map(|edition| edition.rules.asks());
        let asks = each.fold(Asks::default(), Asks::or);
        let terms = terms(&editions);
        let quotient_rules = quotient_rules(&editions);
        let names = rows
            .activities
            .into_iter()
            .map(|row| (ActivityId(row.activity_id.0), row.name))
            .collect();
        Ok(Self {
            id,
            slug: rows.commune.slug,
            today,
            version: rows.commune.rule_book_version,
            holds_carts: rows.keeps_places
                || editions
                    .iter()
                    .any(|edition| edition.rules.cart_holds_minutes.is_some()),
            keeps_lists: editions
                .iter()
                .any(|edition| edition.rules.activities.iter().any(Activity::keeps_list)),
            somebody_waits: rows.somebody_waits,
            editions,
            unreadable,
            in_force,
            bundles,
            asks,
            terms,
            quotient_rules,
            names,
        })
    }

    /// The version that governs today.
    pub fn in_force(&self) -> &Edition {
        &self.editions[self.in_force]
    }

    /// The version that governs a day; where none does, the one of today, which says so.
    pub fn on(&self, day: NaiveDate) -> &Edition {
        let governing = self.editions.iter().find(|edition| edition.governs(day));
        governing.unwrap_or_else(|| self.in_force())
    }

    /// Every version that governs some day, the one of today first, then the latest first.
    pub fn editions(&self) -> impl Iterator<Item = &Edition> {
        let others = self
            .editions
            .iter()
            .filter(|edition| edition.version != self.in_force().version);
        std::iter::once(self.in_force()).chain(others)
    }

    /// Versions that this program cannot read, and whose days it keeps closed.
    pub fn unreadable(&self) -> &[Unreadable] {
        &self.unreadable
    }

    /// The versions that govern some day from one to another.
    pub fn between(&self, from: NaiveDate, to: NaiveDate) -> Vec<&Edition> {
        let mut found: Vec<&Edition> = Vec::new();
        for day in from.iter_days().take_while(|&day| day <= to) {
            let edition = self.on(day);
            if found.last().is_none_or(|last| last.version != edition.version) {
                found.push(edition);
            }
        }
        found
    }

    /// The last day of which anything can be said: behind it no version governs, or no school calendar is published.
    pub fn known_until(&self) -> NaiveDate {
        let last = |edition: &Edition| {
            let published = edition.calendar.published().1;
            edition.rules.valid_to.map_or(published, |last| last.min(published))
        };
        self.editions.iter().map(last).max().unwrap_or(self.today)
    }

    /// Whether a version keeps a waiting list for any activity.
    pub fn keeps_lists(&self) -> bool {
        self.keeps_lists
    }

    /// Whether anybody can be waiting. They outlast the rules that had them wait: where no version keeps a list any more,
    /// only those are left who waited when it was read, and nobody has joined since.
    pub fn may_have_waits(&self) -> bool {
        self.keeps_lists || self.somebody_waits
    }

    /// Whether it can be said here what is so on a day: not where it is governed by a version that cannot be read.
    pub fn reads(&self, day: NaiveDate) -> bool {
        self.unreadable.iter().all(|version| !version.governs(day))
    }

    /// Whether a version keeps places for what stands in families' carts, or places are still kept by one that no longer
    /// governs: none comes to those.
    pub fn holds_carts(&self) -> bool {
        self.holds_carts
    }

    /// Whether any activity is paid by the term.
    pub fn has_terms(&self) -> bool {
        !self.terms.is_empty()
    }

    /// Days from the first to the last, and the whole of every term that some activities are paid by on these two.
    pub fn with_terms(
        &self,
        activities: impl Fn(ActivityId) -> bool,
        (from, to): (NaiveDate, NaiveDate),
    ) -> (NaiveDate, NaiveDate) {
        let terms = || {
            self.terms
                .iter()
                .filter(|(id, _)| activities(*id))
                .map(|(_, term)| term)
        };
        let starts = terms().filter_map(|term| term.start_around(from));
        let ends = terms().filter_map(|term| term.last_day(term.start_around(to)?));
        (starts.fold(from, NaiveDate::min), ends.fold(to, NaiveDate::max))
    }

    /// The rules of today.
    pub fn rules(&self) -> &RuleBook {
        &self.in_force().rules
    }

    pub fn zone(&self) -> Tz {
        self.rules().town.zone
    }

    /// The activities of today's rule book in its order, and behind them those of other versions only.
    pub fn activities(&self) -> impl Iterator<Item = OfferedActivity<'_>> {
        let mut seen = std::collections::HashSet::new();
        let all = self.editions().flat_map(Edition::activities);
        all.filter(move |offer| seen.insert(offer.id))
    }

    /// The activity, as today's rule book or else the latest one has it.
    pub fn activity(&self, id: ActivityId) -> Option<OfferedActivity<'_>> {
        self.editions().find_map(|edition| edition.activity(id))
    }

    /// The activity as the version that governs a day has it.
    pub fn activity_on(&self, id: ActivityId, day: NaiveDate) -> Option<OfferedActivity<'_>> {
        self.on(day).activity(id)
    }

    /// An activity's place on a day, when the version that governs the day has it.
    pub fn slot(&self, id: ActivityId, day: NaiveDate) -> Option<SlotKey> {
        let activity = self.on(day).ix(id)?;
        Some(SlotKey { activity, day })
    }

    /// The lasting id of a slot's activity.
    ///
    /// # Panics
    /// When the slot was made under other rule books.
    pub fn activity_id(&self, slot: SlotKey) -> ActivityId {
        self.on(slot.day).id(slot.activity)
    }

    /// Whether any version ever had prices together.
    pub(crate) fn has_bundles(&self) -> bool {
        !self.bundles.is_empty()
    }

    /// The activities that a version, also an older one, has prices together for.
    pub(crate) fn bundles(&self, version: i32) -> &[BTreeSet<ActivityId>] {
        self.bundles.get(&version).map_or(&[], Vec::as_slice)
    }

    /// What its rule books ask of a child's family.
    pub fn asks(&self) -> Asks {
        self.asks
    }

    /// Which quotient counts on which day, of all that a family gave.
    pub fn quotients(&self, given: &[GivenQuotient]) -> Quotients {
        quotients_under(&self.quotient_rules, given)
    }

    /// Where the activity stands among those that families read.
    pub fn place(&self, id: ActivityId) -> Option<usize> {
        self.activities().position(|offer| offer.id == id)
    }

    /// The name of an activity, also of one that no rule book has any more.
    pub fn activity_name(&self, id: ActivityId) -> &str {
        self.names.get(&id).map_or("", String::as_str)
    }
}

/// The terms that activities are paid by in any version, whatever they cost: each once.
fn terms(editions: &[Edition]) -> Vec<(ActivityId, Term)> {
    let mut terms: Vec<(ActivityId, Term)> = Vec::new();
    for offer in editions.iter().flat_map(Edition::activities) {
        for term in offer.activity.price.all_terms() {
            let months = (term.first_month, term.last_month);
            let same =
                |(id, known): &(ActivityId, Term)| *id == offer.id && (known.first_month, known.last_month) == months;
            if !terms.iter().any(same) {
                terms.push((offer.id, term.clone()));
            }
        }
    }
    terms
}

/// What each version says of quotients, from its first day on. One that says the same as the one before it is the same.
fn quotient_rules(editions: &[Edition]) -> Vec<(NaiveDate, QuotientRule)> {
    let each = editions.iter().map(|edition| &edition.rules);
    let mut rules: Vec<_> = each.map(|rules| (rules.valid_from, rules.quotient)).collect();
    rules.sort_by_key(|(from, _)| *from);
    rules.dedup_by_key(|(_, rule)| *rule);
    rules
}
