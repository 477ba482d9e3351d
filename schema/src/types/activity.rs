use std::collections::BTreeSet;
use std::sync::Arc;

use async_graphql::{Context, Enum, ID, Object, SimpleObject};
use chrono::{NaiveTime, Timelike};
use preau_domain::access::Reach;
use preau_domain::explain::Rule;
use preau_domain::ids::ActivityId;
use preau_domain::rulebook::condition::Span;
use preau_domain::rulebook::model::Paid;
use preau_services::attendance::roll;
use preau_services::calendar::check_range;
use preau_services::counting::occupancies;
use preau_services::towns::{OfferedActivity, Town};
use preau_services::{Fault, sign_in};

use crate::asking::{asking, caller, portal};
use crate::connection::Arguments;
use crate::faults::{Answer, fault};
use crate::scalars::Date;
use crate::scalars::id::id;
use crate::types::child_calendar::range_refused;
use crate::types::roll::Roll;
use crate::types::school_class::Classes;
use crate::types::waiting_line::WaitingLineConnection;

pub(crate) struct Activity {
    town: Arc<Town>,
    id: ActivityId,
}

impl Activity {
    pub(crate) fn new(town: &Arc<Town>, id: ActivityId) -> Self {
        Self {
            town: Arc::clone(town),
            id,
        }
    }

    fn offer(&self) -> Option<OfferedActivity<'_>> {
        self.town.activity(self.id)
    }
}

/// Something a child can be booked into, one place a day.
// A calendar shows many, and nearly all that is asked of one is at hand: one field after the other costs least.
#[Object(serial)]
impl Activity {
    /// Stable id, the same in every version of the rule book.
    async fn id(&self) -> ID {
        id(&self.id)
    }

    /// The rule book's short name for it; none once it has left the rule book.
    async fn code(&self) -> Option<&str> {
        Some(self.offer()?.activity.code.0.as_str())
    }

    /// Its name.
    async fn name(&self) -> &str {
        self.town.activity_name(self.id)
    }

    /// Where it takes place; none where the rule book does not say, and once it has left the rule book.
    async fn place(&self) -> Option<&str> {
        self.offer()?.activity.place.as_deref()
    }

    /// First and last day on which it runs, where it has dates of its own.
    async fn period(&self) -> Option<Period> {
        let (from, to) = self.offer()?.activity.period?;
        Some(Period {
            from: Date(from),
            to: Date(to),
        })
    }

    /// The ages, on the day itself, that it is for; none where it is for all.
    async fn ages(&self) -> Option<Ages> {
        let Span { from, to } = self.offer()?.activity.ages?;
        Some(Ages { from, to })
    }

    /// The classes, in the school year of the day, that it is for; none where it is for all.
    async fn classes(&self) -> Option<Classes> {
        self.offer()?.activity.classes.map(Into::into)
    }

    /// Whom it is kept for, in the person's language, such as "réservé : famille de la commune"; none where it is for all.
    async fn only(&self, ctx: &Context<'_>) -> Option<String> {
        let offer = self.offer()?;
        let only = Rule::Only(offer.activity.only.clone()?);
        Some(only.say(asking(ctx).locale(), self.town.rules()))
    }

    /// Only families whose file is declared complete may book it; none once it has left the rule book.
    async fn needs_complete_file(&self) -> Option<bool> {
        Some(self.offer()?.activity.needs_complete_file)
    }

    /// What that file has to hold, in words for families: at most 20 texts, and empty where the rule book names nothing; none
    /// once it has left the rule book.
    async fn documents(&self) -> Option<&[String]> {
        Some(&self.offer()?.activity.documents)
    }

    /// When families pay for its places; none once it has left the rule book.
    async fn paid(&self) -> Option<PaidWhen> {
        Some(self.offer()?.activity.paid.into())
    }

    /// Local time HH:MM at which the session starts; none once it has left the rule book.
    async fn starts_at(&self) -> Option<String> {
        Some(clock_time(self.offer()?.activity.starts_at))
    }

    /// Local time HH:MM at which the session ends; none once it has left the rule book.
    async fn ends_at(&self) -> Option<String> {
        Some(clock_time(self.offer()?.activity.ends_at))
    }

    /// Places a day; none once it has left the rule book.
    async fn capacity(&self) -> Option<u32> {
        Some(self.offer()?.activity.capacity)
    }

    /// Places taken, day by day, on at most 62 days; without the days whose rule book lacks it. For staff, and for partners
    /// with the scope `headcount:read`.
    async fn occupancy(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "First day.")] from: Date,
        #[graphql(desc = "Last day, included.")] to: Date,
    ) -> Answer<Option<Vec<SlotOccupancy>>> {
        let caller = caller(ctx)?;
        if !sign_in::may_read_headcounts(caller) {
            return Err(fault(ctx, &Fault::Forbidden));
        }
        // A town is public, its headcounts are its own.
        if caller.commune != self.town.id {
            return Err(fault(ctx, &Fault::NotFound));
        }
        check_range(from.0, to.0).map_err(range_refused)?;
        let found = occupancies(portal(ctx)?, &self.town, &BTreeSet::from([self.id]), from.0, to.0).await;
        let found = found.map_err(|error| fault(ctx, &error))?;
        let days = from.0.iter_days().take_while(|&day| day <= to.0);
        let occupancy = days.filter_map(|day| {
            let activity = self.town.activity_on(self.id, day)?.activity;
            let taken = self.town.slot(self.id, day).and_then(|slot| found.get(&slot));
            Some(SlotOccupancy {
                date: Date(day),
                taken: taken.map_or(0, |occupancy| occupancy.taken),
                capacity: activity.capacity,
            })
        });
        Ok(Some(occupancy.collect()))
    }

    /// The roll of a day. For staff.
    async fn roll(&self, ctx: &Context<'_>, #[graphql(desc = "The day.")] date: Date) -> Answer<Option<Roll>> {
        let (portal, caller) = (portal(ctx)?, caller(ctx)?);
        let scope = caller.scope();
        if scope.reach == Reach::Town && caller.commune != self.town.id {
            return Err(fault(ctx, &Fault::NotFound));
        }
        let roll = roll::roll(portal, scope, self.id, date.0).await;
        Ok(Some(Roll {
            town: Arc::clone(&self.town),
            activity: self.id,
            held: roll.map_err(|error| fault(ctx, &error))?,
        }))
    }

    /// Who waits for a place of a day, and for whom one is kept, first come first. For staff.
    async fn waiting_list(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The day.")] date: Date,
        #[graphql(desc = "So many rows from the beginning, 1 to 100; 20 unless said.")] first: Option<i32>,
        #[graphql(desc = "Behind this cursor.")] after: Option<String>,
        #[graphql(desc = "So many rows from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
    ) -> Answer<Option<WaitingLineConnection>> {
        let arguments = Arguments {
            first,
            after,
            last,
            before,
        };
        let line = WaitingLineConnection::of_slot(ctx, self.town.id, self.id, date.0, &arguments).await;
        line.map(Some)
    }
}

/// Days from the first to the last, both included.
#[derive(SimpleObject)]
pub(crate) struct Period {
    /// First day.
    from: Date,
    /// Last day.
    to: Date,
}

/// Whole years; both bounds are included.
#[derive(SimpleObject)]
pub(crate) struct Ages {
    /// The youngest; none where there is none.
    from: Option<u32>,
    /// The oldest; none where there is none.
    to: Option<u32>,
}

/// When families pay for the places that they book.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "Paid")]
pub(crate) enum PaidWhen {
    /// At once, with the order.
    AtOrder,
    /// On the invoice of the month.
    MonthEnd,
}

/// How full an activity is on a day.
#[derive(SimpleObject)]
pub(crate) struct SlotOccupancy {
    /// The day.
    date: Date,
    /// Places taken.
    taken: u32,
    /// Places in all.
    capacity: u32,
}

fn clock_time(time: NaiveTime) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}
