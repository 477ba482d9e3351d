//! A rule book that the town's staff ask about: what is wrong with a draft, and what it, or what is published, says of a
//! child. Nothing is written.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use preau_domain::access::{Reach, Scope};
use preau_domain::booking::SlotKey;
use preau_domain::calendar::Calendar;
use preau_domain::explain::{self, Explanation, Happening, Question, Words};
use preau_domain::family::ChildFacts;
use preau_domain::ids::ChildId;
use preau_domain::rulebook::asks::Asks;
use preau_domain::rulebook::{Diagnostic, RuleBook, parse};
use preau_entities::store::people::{self, Whose};
use preau_entities::store::places::Span;
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

use crate::booking::known::facts;
use crate::calendar::Scene;
use crate::towns::Town;
use crate::{Fault, Portal};

/// A question about one place of a child.
#[derive(Clone, Debug)]
pub struct Asked {
    /// A draft; what is published for the day without it.
    pub source: Option<String>,
    pub child: Whom,
    /// The activity's code.
    pub activity: String,
    pub day: NaiveDate,
    /// Now, without it.
    pub at: Option<DateTime<Utc>>,
    /// By their codes, what the child has that day; what it has in the store without it.
    pub booked: Option<Vec<String>>,
    /// Places that are taken, by anyone; so many as in the store, for a child of the store, without it.
    pub taken: Option<u32>,
    pub happening: Happening,
}

#[derive(Clone, Debug)]
pub enum Whom {
    /// `KEY=VALUE` each, as on the command line.
    Supposed(Vec<String>),
    Stored(ChildId),
}

#[derive(Clone, Debug)]
pub enum Answer {
    /// The draft is no rule book.
    Mistakes(Vec<Diagnostic>),
    /// The draft is of another town, of this name in addresses.
    OtherTown(String),
    /// A word of the question cannot be understood.
    Misunderstood(explain::Fault),
    Told(Told),
}

#[derive(Clone, Debug)]
pub struct Told {
    book: Book,
    pub explanation: Explanation,
}

#[derive(Clone, Debug)]
enum Book {
    Draft(Arc<(RuleBook, Calendar)>),
    Published(Arc<Town>, NaiveDate),
}

impl Book {
    fn parts(&self) -> (&RuleBook, &Calendar) {
        match self {
            Self::Draft(draft) => (&draft.0, &draft.1),
            Self::Published(town, day) => {
                let edition = town.on(*day);
                (&edition.rules, &edition.calendar)
            }
        }
    }
}

impl Told {
    /// The rule book that was explained.
    #[must_use]
    pub fn rules(&self) -> &RuleBook {
        self.book.parts().0
    }

    /// Its version, where it is published.
    #[must_use]
    pub fn version(&self) -> Option<i32> {
        match &self.book {
            Book::Draft(_) => None,
            Book::Published(town, day) => Some(town.on(*day).version),
        }
    }
}

/// Every mistake of a draft, in the order in which they stand; none where it can be published.
pub async fn check(scope: Scope, source: String) -> Result<Vec<Diagnostic>, Fault> {
    staff(scope)?;
    Ok(read(source).await?.err().unwrap_or_default())
}

/// Answers a question. Two statements at most, and one for the child, where it is one of the store.
pub async fn explain(portal: &Portal, scope: Scope, asked: Asked) -> Result<Answer, Fault> {
    staff(scope)?;
    let town = portal.towns.get(scope.commune).await?;
    let book = match asked.source {
        None => Book::Published(Arc::clone(&town), asked.day),
        Some(source) => match read(source).await? {
            Err(mistakes) => return Ok(Answer::Mistakes(mistakes)),
            Ok(rules) if rules.town.slug.0 != town.slug => return Ok(Answer::OtherTown(rules.town.slug.0)),
            Ok(rules) => {
                let calendar = Calendar::new(&rules.calendar);
                let calendar = calendar.map_err(|error| Fault::Defect(error.to_string()))?;
                Book::Draft(Arc::new((rules, calendar)))
            }
        },
    };
    let mut words = Words {
        child: Vec::new(),
        activity: asked.activity,
        day: asked.day,
        now: asked.at.unwrap_or_else(|| portal.clock.now()),
        booked: asked.booked.clone().unwrap_or_default(),
        taken: asked.taken,
        happening: asked.happening,
    };
    let (rules, calendar) = book.parts();
    let question = match asked.child {
        Whom::Supposed(said) => {
            words.child = said;
            Question::read(&words, rules)
        }
        Whom::Stored(child) => {
            let stored = Stored::load(portal, scope, &town, child, asked.day).await?;
            if asked.booked.is_none() {
                words.booked = stored.booked(rules);
            }
            words.taken = words.taken.or_else(|| stored.taken(&words.activity));
            Question::about(stored.child, &words, rules)
        }
    };
    let question = match question {
        Ok(question) => question,
        Err(fault) => return Ok(Answer::Misunderstood(fault)),
    };
    let explanation = question.explain(rules, calendar);
    Ok(Answer::Told(Told { book, explanation }))
}

fn staff(scope: Scope) -> Result<(), Fault> {
    match scope.reach {
        Reach::Town => Ok(()),
        Reach::Family(_) | Reach::Counts => Err(Fault::Forbidden),
    }
}

/// Drafts that this process looks through at the same time. Who goes away makes no room: the thread works on.
static READERS: Semaphore = Semaphore::const_new(2);

/// Looks through the days of a draft, which takes longer than other requests should wait for on the same thread.
async fn read(source: String) -> Result<Result<RuleBook, Vec<Diagnostic>>, Fault> {
    let reader = READERS.acquire().await;
    let reader = reader.map_err(|error| Fault::Defect(error.to_string()))?;
    let work = spawn_blocking(move || {
        let read = parse(&source);
        drop(reader);
        read
    });
    work.await.map_err(|error| Fault::Defect(error.to_string()))
}

/// A child of the store on a day, under what is published.
struct Stored<'a> {
    town: &'a Town,
    day: NaiveDate,
    child: ChildFacts,
    scene: Scene,
    now: DateTime<Utc>,
}

impl<'a> Stored<'a> {
    async fn load(
        portal: &Portal,
        scope: Scope,
        town: &'a Town,
        child: ChildId,
        day: NaiveDate,
    ) -> Result<Stored<'a>, Fault> {
        let lines = people::children_whose(&portal.db, scope, Whose::Child(child), Asks::ALL).await?;
        let child = facts(town, lines.first().ok_or(Fault::NotFound)?);
        let now = portal.clock.now();
        let (from, to) = (day, day);
        let span = Span { from, to, now };
        let scene = Scene::load(portal, town, std::slice::from_ref(&child), span).await?;
        Ok(Self {
            town,
            day,
            child,
            scene,
            now,
        })
    }

    /// Codes of its places that day, as far as these rules have them.
    fn booked(&self, rules: &RuleBook) -> Vec<String> {
        let edition = self.town.on(self.day);
        let situation = self.scene.situation(edition, &self.child, self.now);
        let that_day = situation.booked.iter().filter(|slot| slot.day == self.day);
        let codes = that_day.map(|slot| &edition.rules.activity(slot.activity).code);
        let known = codes.filter(|code| rules.activity_ix(code).is_some());
        known.map(|code| code.0.clone()).collect()
    }

    /// How many places of an activity are taken that day.
    fn taken(&self, activity: &str) -> Option<u32> {
        let edition = self.town.on(self.day);
        let mut offers = edition.activities();
        let ix = offers.find(|offer| offer.activity.code.0 == activity)?.ix;
        let slot = SlotKey {
            activity: ix,
            day: self.day,
        };
        let situation = self.scene.situation(edition, &self.child, self.now);
        situation.occupancy.get(&slot).map(|occupancy| occupancy.taken)
    }
}
