use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use async_graphql::{Context, ID, Object};
use chrono::NaiveDate;
use preau_domain::access::Scope;
use preau_domain::ids::ChildId;
use preau_domain::rulebook::model::Code;
use preau_entities::store::people::ChildLine;
use preau_services::calendar::{self, check_range};
use preau_services::towns::Town;
use preau_services::{Fault, Portal};
use tokio::sync::OnceCell;

use super::child_calendar::{ChildCalendar, range_refused};
use crate::asking::portal;
use crate::faults::{Answer, fault};
use crate::scalars::Date;
use crate::scalars::id::id;

/// Children that a request met together. Their calendars are loaded together too: the first to ask for a range loads
/// it for all, so that a screen costs the same number of statements for one child and for twenty.
pub(crate) struct Children {
    pub scope: Scope,
    pub town: Arc<Town>,
    pub lines: Vec<ChildLine>,
    calendars: Mutex<HashMap<(NaiveDate, NaiveDate), Arc<OnceCell<Vec<calendar::ChildCalendar>>>>>,
}

impl Children {
    pub(crate) fn new(scope: Scope, town: Arc<Town>, lines: Vec<ChildLine>) -> Arc<Self> {
        Arc::new(Self {
            scope,
            town,
            lines,
            calendars: Mutex::default(),
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

    async fn calendar(
        &self,
        portal: &Portal,
        at: usize,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Result<calendar::ChildCalendar, Fault> {
        let cell = {
            let mut calendars = self.calendars.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(calendars.entry((from, to)).or_default())
        };
        let load = || calendar::calendars(portal, self.scope, &self.lines, from, to);
        let all = cell.get_or_try_init(load).await?;
        all.get(at).cloned().ok_or(Fault::NotFound)
    }
}

/// One of [`Children`].
#[derive(Clone)]
pub(crate) struct Child {
    pub children: Arc<Children>,
    at: usize,
}

impl Child {
    pub(crate) fn line(&self) -> &ChildLine {
        &self.children.lines[self.at]
    }
}

/// A child of a family.
#[Object]
impl Child {
    /// Stable id.
    async fn id(&self) -> ID {
        id(ChildId(self.line().child_id.0))
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

    /// Day by day, on at most 62 days.
    async fn calendar(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "First day.")] from: Date,
        #[graphql(desc = "Last day, included.")] to: Date,
    ) -> Answer<ChildCalendar> {
        check_range(from.0, to.0).map_err(range_refused)?;
        let calendar = self.children.calendar(portal(ctx)?, self.at, from.0, to.0).await;
        Ok(ChildCalendar::new(
            self.clone(),
            calendar.map_err(|error| fault(ctx, &error))?,
        ))
    }
}

struct School {
    town: Arc<Town>,
    code: Code,
}

/// A school of the town.
#[Object]
impl School {
    /// Stable id.
    async fn id(&self) -> ID {
        id(format!("school:{}", self.code.0))
    }

    /// Its name; its code when the rule book in force no longer has it.
    async fn name(&self) -> &str {
        self.town
            .rules
            .school(&self.code)
            .map_or(self.code.0.as_str(), |school| school.name.as_str())
    }
}
