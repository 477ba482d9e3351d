//! Families book and give back.

use std::collections::BTreeMap;

use chrono::Days;
use preau_services::booking::answer::{LineOutcome, PlanAnswer};
use preau_services::booking::plan::commit;
use preau_services::booking::reason::ReasonCode;
use preau_services::booking::request::{Change, PlanRequest};

use super::model::Walk;
use super::telling::{children, code};
use super::town::{Place, runs};
use crate::booking::world::{CHILDREN, FAMILIES, child};

impl Walk {
    /// A family books and gives back, now or some time ago; or asks the same once more.
    pub async fn plan(&mut self) {
        if let Some((request, answer)) = &self.families.planned
            && self.chance.below(6) == 0
        {
            let request = PlanRequest {
                received_at: self.now(),
                ..request.clone()
            };
            let again = commit(&self.world.portal, request).await.unwrap().unwrap();
            assert_eq!(again, *answer);
            self.count("plan again", 1);
            return;
        }
        let of = self.chance.below(FAMILIES);
        let mut asked: BTreeMap<Place, bool> = BTreeMap::new();
        for _ in 0..=self.chance.below(6) {
            let mut place = self.some_place();
            place.0 = child(of, self.chance.below(CHILDREN));
            if self.chance.below(3) > 0 {
                place.2 = self.today() + Days::new(u64::try_from(self.chance.below(9)).unwrap());
                while !runs(place.2) && self.chance.below(8) > 0 {
                    place.2 = place.2 + Days::new(1);
                }
            } else if let Some(known) = self.some_known(of) {
                place = known;
            }
            let book = !self.reference.booked.contains_key(&place) || self.chance.below(12) == 0;
            asked.insert(place, book);
        }
        let at = self.some_time_ago();
        // Of a report that was written down before its place was booked, and is dated behind that, the portal says nothing
        // until something more is written of the place.
        asked.retain(|&place, _| !self.reference.log(place).reported_since(at));
        if asked.is_empty() {
            return;
        }
        let changes = asked.iter().map(|(&(child, activity, on), &book)| Change {
            child,
            activity: self.world.activity(activity),
            book: Vec::from_iter(book.then_some(on)),
            cancel: Vec::from_iter((!book).then_some(on)),
        });
        let mut request = self.world.request(of, &self.step.to_string(), changes.collect());
        request.received_at = at;
        let answer = commit(&self.world.portal, request.clone()).await.unwrap().unwrap();
        let told = self.outcomes(&answer);
        let mut expected = BTreeMap::new();
        for (place, book) in asked {
            let outcome = self.reference.plan(place, book, at);
            self.count(&format!("plan {}", outcome.0), 1);
            let late = self.reference.booked.get(&place).is_some_and(|booked| booked.extra > 0);
            self.count("booked late", usize::from(late && outcome.0 == "Booked"));
            expected.insert(place, outcome);
            self.touched.insert(place);
        }
        assert_eq!(told, expected, "step {}: {request:?}", self.step);
        self.families.planned = Some((request, answer));
    }

    fn outcomes(&self, answer: &PlanAnswer) -> BTreeMap<Place, (&'static str, i64)> {
        let outcome = |outcome: &LineOutcome| match outcome {
            LineOutcome::Booked { price } => ("Booked", price.cents()),
            LineOutcome::Cancelled => ("Cancelled", 0),
            LineOutcome::Unchanged => ("Unchanged", 0),
            LineOutcome::Refused { reason, .. } => match reason.code {
                ReasonCode::TooLate => ("TooLate", 0),
                ReasonCode::Weekday
                | ReasonCode::PublicHoliday
                | ReasonCode::SchoolHoliday
                | ReasonCode::OutsideRuleBook => ("Closed", 0),
                other => panic!("no rule of this town gives {other:?}"),
            },
            other => panic!("no rule of this town gives {other:?}"),
        };
        let lines = answer.outcomes.iter();
        lines
            .map(|line| {
                let place = (line.child, code(&self.world, line.activity), line.day);
                (place, outcome(&line.outcome))
            })
            .collect()
    }

    /// Of a family, from today on, and written about.
    fn some_known(&mut self, of: usize) -> Option<Place> {
        let (today, own) = (self.today(), children(of));
        let known = self.reference.written.keys();
        let known: Vec<Place> = known
            .filter(|place| own.contains(&place.0) && place.2 >= today)
            .copied()
            .collect();
        (!known.is_empty()).then(|| *self.chance.one_of(&known))
    }
}
