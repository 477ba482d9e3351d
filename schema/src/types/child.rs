use std::sync::Arc;

use async_graphql::{Context, ID, Object, ScalarType};
use chrono::NaiveDate;
use preau_domain::access::{Reach, Scope};
use preau_domain::calendar::zone::civil_day;
use preau_domain::ids::{ActivityId, ChildId};
use preau_domain::rulebook::asks::Asks;
use preau_domain::rulebook::model::Code;
use preau_entities::store::attendance::PlaceLine;
use preau_entities::store::feeds::FeedLine;
use preau_entities::store::people::{self, ChildLine, Whose};
use preau_services::attendance::{due, history};
use preau_services::calendar::{self, Ahead, DaysAhead, Foreseen, check_range};
use preau_services::explanation::{Scenery, scenery};
use preau_services::feeds::manage::feeds_of;
use preau_services::towns::Town;
use preau_services::{Fault, Portal};

use super::attendance::Attendance;
use super::calendar_feed::CalendarFeed;
use super::child_calendar::{ChildCalendar, range_refused};
use super::due::Due;
use super::school::School;
use super::school_class::SchoolClass;
use super::slot_explanation::SlotExplanation;
use crate::asking::portal;
use crate::faults::{Answer, fault};
use crate::scalars::id::{id, parse};
use crate::scalars::{Date, DateTime};
use crate::shared::Shared;

/// First and last day, both included.
pub(crate) type Range = (NaiveDate, NaiveDate);

/// Children that a request met together. What their calendars show is loaded together too.
pub(crate) struct Children {
    pub scope: Scope,
    pub town: Arc<Town>,
    pub lines: Vec<ChildLine>,
    foreseen: Option<Foreseen>,
    calendars: Shared<Range, Vec<calendar::ChildCalendar>>,
    days_ahead: Shared<Range, Vec<DaysAhead>>,
    attendances: Shared<Range, Vec<Vec<PlaceLine>>>,
    dues: Shared<Range, Vec<due::Due>>,
    feeds: Shared<(), Vec<Vec<FeedLine>>>,
    sceneries: Shared<NaiveDate, Scenery>,
}

/// What is to be known of children's families: staff are told of all that an explanation shows, and others what their
/// town's rules look at.
pub(crate) fn asked(town: &Town, scope: Scope) -> Asks {
    match scope.reach {
        Reach::Town => Asks::ALL,
        _ => town.asks(),
    }
}

/// The days of the calendar that the document asks of the children whose field this is: of several, the first.
fn days_ahead(ctx: &Context<'_>) -> Option<Range> {
    let calendars = ctx.look_ahead().field("calendar").selection_fields();
    let arguments = calendars.first()?.arguments().ok()?;
    let day = |wanted: &str| {
        let (_, day) = arguments.iter().find(|(name, _)| name == wanted)?;
        Some(Date::parse(day.clone()).ok()?.0)
    };
    let (from, to) = (day("from")?, day("to")?);
    // What cannot be shown is refused where it stands.
    check_range(from, to).is_ok().then_some((from, to))
}

impl Children {
    pub(crate) fn new(scope: Scope, town: Arc<Town>, lines: Vec<ChildLine>) -> Arc<Self> {
        Self::with(scope, town, lines, None)
    }

    /// Reads children for a field that gives them out: in the same statement what their calendars will ask, where the
    /// document asks for calendars.
    pub(crate) async fn read(ctx: &Context<'_>, scope: Scope, town: Arc<Town>, whose: Whose) -> Answer<Arc<Self>> {
        let portal = portal(ctx)?;
        let asks = asked(&town, scope);
        let found = if let Some(days) = days_ahead(ctx) {
            let found = calendar::children_foreseen(portal, scope, whose, asks, days).await;
            found.map(|(lines, foreseen)| (lines, Some(foreseen)))
        } else {
            let found = people::children_whose(&portal.db, scope, whose, asks).await;
            found.map(|lines| (lines, None)).map_err(Fault::from)
        };
        let (lines, foreseen) = found.map_err(|error| fault(ctx, &error))?;
        Ok(Self::with(scope, town, lines, foreseen))
    }

    fn with(scope: Scope, town: Arc<Town>, lines: Vec<ChildLine>, foreseen: Option<Foreseen>) -> Arc<Self> {
        Arc::new(Self {
            scope,
            town,
            lines,
            foreseen,
            calendars: Shared::default(),
            days_ahead: Shared::default(),
            attendances: Shared::default(),
            dues: Shared::default(),
            feeds: Shared::default(),
            sceneries: Shared::default(),
        })
    }

    pub(crate) fn each(self: Arc<Self>) -> Vec<Child> {
        (0..self.lines.len())
            .map(|at| Child {
                children: Arc::clone(&self),
                at,
            })
            .collect()
    }

    /// Those of all children, in their order.
    async fn calendars(&self, portal: &Portal, range: Range) -> Result<Arc<Vec<calendar::ChildCalendar>>, Fault> {
        let (from, to) = range;
        let load = || async {
            match self.foreseen.as_ref().filter(|foreseen| foreseen.is_of(from, to)) {
                Some(foreseen) => foreseen.calendars(portal, self.scope, &self.lines).await,
                None => calendar::calendars(portal, self.scope, &self.lines, from, to).await,
            }
        };
        self.calendars.get(range, load).await
    }

    async fn scenery(&self, portal: &Portal, day: NaiveDate) -> Result<Arc<Scenery>, Fault> {
        let load = || scenery(portal, self.scope, &self.lines, day);
        self.sceneries.get(day, load).await
    }

    async fn days_ahead(&self, portal: &Portal, range: Range) -> Result<Arc<Vec<DaysAhead>>, Fault> {
        let load = || calendar::days_ahead(portal, self.scope, &self.lines, range.0, range.1);
        self.days_ahead.get(range, load).await
    }
}

/// One of [`Children`].
#[derive(Clone)]
pub(crate) struct Child {
    pub children: Arc<Children>,
    at: usize,
}

impl Child {
    fn line(&self) -> &ChildLine {
        &self.children.lines[self.at]
    }

    pub(crate) fn child_id(&self) -> ChildId {
        ChildId(self.line().child_id.0)
    }

    /// Its own among the calendars that were loaded for all children.
    pub(crate) fn among<'a>(&self, calendars: &'a [calendar::ChildCalendar]) -> &'a calendar::ChildCalendar {
        &calendars[self.at]
    }

    /// What comes behind the day at place `day` of the range, for the child in the activity.
    pub(crate) async fn ahead(
        &self,
        portal: &Portal,
        activity: ActivityId,
        range: Range,
        day: usize,
    ) -> Result<Ahead, Fault> {
        let ahead = self.children.days_ahead(portal, range).await?;
        let days = ahead.get(self.at).and_then(|activities| activities.get(&activity));
        Ok(days.and_then(|days| days.get(day).copied()).unwrap_or_default())
    }
}

/// A child of a family.
#[Object]
impl Child {
    /// Stable id.
    async fn id(&self) -> ID {
        id(&ChildId(self.line().child_id.0))
    }

    /// First name.
    async fn first_name(&self) -> &str {
        &self.line().first_name
    }

    /// Last name.
    async fn last_name(&self) -> &str {
        &self.line().last_name
    }

    /// Day of birth.
    async fn birth_date(&self) -> Date {
        Date(self.line().birth_date)
    }

    /// The child's school.
    async fn school(&self) -> School {
        School {
            town: Arc::clone(&self.children.town),
            code: Code(self.line().school_code.clone()),
        }
    }

    /// Its class on a day, as far as the town has it in its files; null where it has not, and where the child is in none of
    /// these classes yet, or no more.
    async fn class(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Today, without it.")] on: Option<Date>,
    ) -> Answer<Option<SchoolClass>> {
        let now = portal(ctx)?.clock.now();
        let day = on.map_or_else(|| civil_day(self.children.town.zone(), now), |on| on.0);
        let filed = self.line().class;
        Ok(filed.and_then(|filed| filed.on(day)).map(Into::into))
    }

    /// Day by day, on at most 62 days.
    async fn calendar(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "First day.")] from: Date,
        #[graphql(desc = "Last day, included.")] to: Date,
    ) -> Answer<Option<ChildCalendar>> {
        let range = (from.0, to.0);
        check_range(from.0, to.0).map_err(range_refused)?;
        let calendars = self.children.calendars(portal(ctx)?, range).await;
        let calendars = calendars.map_err(|error| fault(ctx, &error))?;
        Ok(Some(ChildCalendar::new(self.clone(), range, calendars)))
    }

    /// Why a slot of the child is offered, refused, and costs what it costs; null where the rule book of the day lacks the
    /// activity. For staff.
    async fn explanation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The activity.")] activity_id: ID,
        #[graphql(desc = "The day.")] date: Date,
        #[graphql(desc = "As if it were asked at this instant; now, without it.")] at: Option<DateTime>,
    ) -> Answer<Option<SlotExplanation>> {
        let activity: ActivityId = parse(ctx, &activity_id)?;
        let scenery = self.children.scenery(portal(ctx)?, date.0).await;
        let scenery = scenery.map_err(|error| fault(ctx, &error))?;
        let found = scenery.explain(self.at, activity, at.map(|at| at.0));
        Ok(found.map(SlotExplanation))
    }

    /// What is written down of the child's days, on at most 62 days, in order.
    async fn attendance(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "First day.")] from: Date,
        #[graphql(desc = "Last day, included.")] to: Date,
    ) -> Answer<Option<Vec<Attendance>>> {
        let (range, portal, children) = ((from.0, to.0), portal(ctx)?, &self.children);
        check_range(from.0, to.0).map_err(range_refused)?;
        let load = || history::histories(portal, children.scope, &children.lines, range.0, range.1);
        let all = children.attendances.get(range, load).await;
        let all = all.map_err(|error| fault(ctx, &error))?;
        let attendance = |line: &PlaceLine| Attendance {
            town: Arc::clone(&children.town),
            line: line.clone(),
        };
        Ok(all.get(self.at).map(|lines| lines.iter().map(attendance).collect()))
    }

    /// What is due for the child's days, on at most 62 days, as they came to pass.
    async fn due(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "First day.")] from: Date,
        #[graphql(desc = "Last day, included.")] to: Date,
    ) -> Answer<Option<Due>> {
        let (range, portal, children) = ((from.0, to.0), portal(ctx)?, &self.children);
        check_range(from.0, to.0).map_err(range_refused)?;
        let load = || due::dues(portal, children.scope, &children.lines, range.0, range.1);
        let all = children.dues.get(range, load).await;
        let all = all.map_err(|error| fault(ctx, &error))?;
        Ok(all.get(self.at).map(|due| Due {
            town: Arc::clone(&children.town),
            due: due.clone(),
        }))
    }

    /// The secret addresses of the child's calendar that are not revoked, oldest first.
    async fn calendar_feeds(&self, ctx: &Context<'_>) -> Answer<Option<Vec<CalendarFeed>>> {
        let (portal, children) = (portal(ctx)?, &self.children);
        let load = || feeds_of(portal, children.scope, &children.lines);
        let all = children.feeds.get((), load).await;
        let all = all.map_err(|error| fault(ctx, &error))?;
        let feeds = all.get(self.at);
        Ok(feeds.map(|feeds| feeds.iter().map(CalendarFeed::from).collect()))
    }
}
