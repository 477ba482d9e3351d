//! Families tell that a child will not come, and so do staff for them.

use chrono::Days;
use preau_domain::access::{Reach, Scope};
use preau_domain::ids::ChildId;
use preau_services::attendance::report::{ReportLine, ReportOutcome, ReportRefusal, ReportRequest, Told as Asked};
use preau_services::attendance::tell;
use preau_services::booking::answer::PlanAnswer;
use preau_services::booking::request::PlanRequest;

use super::model::Walk;
use super::reference::{Told, ToldLine};
use super::tablet::{some_note, some_reason, staff};
use super::telling::{children, code};
use super::town::{ACTIVITIES, Place};
use crate::booking::world::{CHILDREN, FAMILIES, child, family};

/// What families asked last, and were answered.
#[derive(Default)]
pub struct Families {
    pub planned: Option<(PlanRequest, PlanAnswer)>,
    told: Option<(ReportRequest, Vec<ReportLine>)>,
}

impl Walk {
    pub async fn tell(&mut self) {
        if self.families.told.is_some() && self.chance.below(5) == 0 {
            return self.tell_again().await;
        }
        let of = self.chance.below(FAMILIES);
        let by_staff = self.chance.below(4) == 0;
        let (child, from) = self.some_absence(of);
        let days = (0..=self.chance.below(4)).map(|nth| from.2 + Days::new(u64::try_from(nth).unwrap()));
        let told = Told {
            child,
            days: days.collect(),
            activities: match self.chance.below(4) {
                0 => vec![from.1],
                1 => vec![ACTIVITIES[1], ACTIVITIES[0], ACTIVITIES[1]],
                _ => Vec::new(),
            },
            reason: some_reason(&mut self.chance),
            note: some_note(&mut self.chance),
            by_staff,
            at: self.some_time_ago(),
        };
        let own = Scope {
            commune: self.world.commune,
            reach: Reach::Family(family(of)),
        };
        let scope = if by_staff { staff(&self.world) } else { own };
        let request = ReportRequest {
            scope,
            actor: format!("guardian {of} {by_staff}"),
            actor_name: "Camille".to_owned(),
            told: Asked {
                child: told.child,
                days: told.days.clone(),
                activities: told.activities.iter().map(|code| self.world.activity(code)).collect(),
                reason: told.reason,
                note: told.note.clone(),
            },
            key: self.step.to_string(),
            received_at: told.at,
        };
        if !by_staff && self.chance.below(8) == 0 {
            return self.tell_of_another(request, of).await;
        }
        let lines = tell(&self.world.portal, &request).await.unwrap().unwrap();
        let expected = self.reference.tell(&told);
        let answer: Vec<ToldLine> = lines
            .iter()
            .map(|line| {
                let activity = line.activity.map(|id| code(&self.world, id));
                (activity, line.day, word(line.outcome), line.reported_at)
            })
            .collect();
        assert_eq!(answer, expected, "step {}: {request:?}", self.step);
        for (activity, on, word, _) in expected {
            self.count(&format!("told {word}"), 1);
            self.touched.extend(activity.map(|activity| (told.child, activity, on)));
        }
        self.families.told = Some((request, lines));
    }

    /// Mostly of places that are booked, and often of the one that was booked last.
    fn some_absence(&mut self, of: usize) -> (ChildId, Place) {
        let (today, own) = (self.today(), children(of));
        let near = (today - Days::new(4))..(today + Days::new(6));
        let booked = self.reference.booked.iter();
        let booked = booked.filter(|(place, _)| own.contains(&place.0) && near.contains(&place.2));
        let mut booked: Vec<_> = booked.map(|(place, booked)| (booked.at, *place)).collect();
        booked.sort_unstable();
        match self.chance.below(4) {
            0 => None,
            1 => booked.last().map(|(_, place)| (place.0, *place)),
            _ if booked.is_empty() => None,
            _ => {
                let (_, place) = *self.chance.one_of(&booked);
                Some((place.0, place))
            }
        }
        .unwrap_or_else(|| (child(of, self.chance.below(CHILDREN)), self.some_place()))
    }

    /// The phone never heard the answer; or its key is used for something else.
    async fn tell_again(&mut self) {
        let (mut request, lines) = self.families.told.clone().unwrap();
        request.received_at = self.now();
        let expected = if self.chance.below(2) == 0 {
            self.count("told again", 1);
            Ok(lines)
        } else {
            self.count("told otherwise", 1);
            request.told.note = Some("Autre chose".to_owned());
            Err(ReportRefusal::KeyMismatch)
        };
        assert_eq!(tell(&self.world.portal, &request).await.unwrap(), expected);
        let place = (request.told.child, ACTIVITIES[0], request.told.days[0]);
        self.touched.insert(place);
    }

    /// A family tells nothing of the children of others.
    async fn tell_of_another(&mut self, mut request: ReportRequest, of: usize) {
        let other = child((of + 1) % FAMILIES, 0);
        request.told.child = other;
        let answer = tell(&self.world.portal, &request).await.unwrap();
        assert_eq!(answer, Err(ReportRefusal::UnknownChild));
        self.touched.insert((other, ACTIVITIES[0], request.told.days[0]));
    }
}

fn word(outcome: ReportOutcome) -> &'static str {
    match outcome {
        ReportOutcome::Reported => "Reported",
        ReportOutcome::ReportedBefore => "ReportedBefore",
        ReportOutcome::NotBooked => "NotBooked",
        ReportOutcome::CameAlready => "CameAlready",
        ReportOutcome::DayOver => "DayOver",
    }
}
