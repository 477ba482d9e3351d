//! What a calendar reads of children's slots.
//!
//! A calendar reads hundreds of places at once, and asks five tables for them. They travel as one row for each child, with
//! a column for each table: what a row of its own costs on the way would be more than all that is told in it.

use chrono::{DateTime, NaiveDate, Utc};
use preau_domain::access::Scope;
use preau_domain::booking::{Standing, WishKind};
use preau_domain::calendar::day_written;
use preau_domain::ids::{ChildId, CommuneId};
use preau_domain::rulebook::asks::Asks;
use sea_orm::{ConnectionTrait, DbBackend, QueryResult, Value};
use serde::de::DeserializeOwned;

use super::people::children::{line, rows};
use super::people::{ChildLine, Whose};
use super::waiting::{OPEN, ahead};
use super::{StoreError, dialect, words};
use crate::rows::Key;
use crate::rows::waiting_place::State;

/// What there is to tell of children's slots, each list in no order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    pub booked: Vec<Booked>,
    pub awaited: Vec<Awaited>,
    /// Where the child did not come, or is announced not to. Also where nothing is booked.
    pub absent: Vec<Place>,
    /// Where a line of the family's cart is about it, and what it asks for.
    pub in_cart: Vec<(Place, WishKind)>,
    /// Where the family's cart keeps it a place.
    pub kept: Vec<Place>,
}

/// A child's slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub child_id: Key,
    pub activity_id: Key,
    pub day: NaiveDate,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Booked {
    pub place: Place,
    /// The price that was agreed on.
    pub price_cents: i64,
    /// The version that decided it.
    pub rule_book_version: i32,
    pub late: bool,
    pub standing: Standing,
}

/// Where a child waits, or is offered what it waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Awaited {
    pub place: Place,
    /// How many wait before it.
    pub ahead: i64,
    pub offered: bool,
    /// Until when the place is kept for it, or for how long its waiting can come to something.
    pub until: Option<DateTime<Utc>>,
}

/// The days that are asked for, and the instant as of which carts keep what they keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    pub from: NaiveDate,
    /// The last day, included.
    pub to: NaiveDate,
    pub now: DateTime<Utc>,
}

/// The places of `children` over some days.
pub async fn places<C: ConnectionTrait>(
    db: &C,
    commune: CommuneId,
    children: &[ChildId],
    span: Span,
) -> Result<Places, StoreError> {
    let mut all = Places::default();
    if children.is_empty() {
        return Ok(all);
    }
    let columns = columns(db.get_database_backend(), ["$2", "$3", "$4"]);
    let wanted: Vec<String> = (5..).take(children.len()).map(|at| format!("${at}")).collect();
    let sql = format!(
        "SELECT c.child_id, {columns} FROM children c WHERE c.commune_id = $1 AND c.child_id IN ({})",
        wanted.join(", ")
    );
    let ids = children.iter().map(|id| Value::from(Key(id.0)));
    let values = [commune.0.into()].into_iter().chain(span.values()).chain(ids);
    for row in dialect::query(db, &sql, values).await? {
        all.read(row.try_get("", "child_id")?, &row)?;
    }
    Ok(all)
}

/// Children that lie in the scope, with as much of their families as is asked for, and in the same statement their places
/// over some days.
pub async fn children_with_places<C: ConnectionTrait>(
    db: &C,
    scope: Scope,
    whose: Whose,
    asks: Asks,
    span: Span,
) -> Result<(Vec<ChildLine>, Places), StoreError> {
    let columns = columns(db.get_database_backend(), ["$3", "$4", "$5"]);
    let mut lines = Vec::new();
    let mut all = Places::default();
    for row in rows(db, scope, whose, asks, (&columns, span.values())).await? {
        let line = line(&row)?;
        all.read(line.child_id, &row)?;
        lines.push(line);
    }
    Ok((lines, all))
}

/// What is read of the places of a child `c`, each list as one text. The commune is `$1`.
fn columns(backend: DbBackend, [from, to, now]: [&str; 3]) -> String {
    let theirs = |table: &str| {
        format!("{table}.commune_id = $1 AND {table}.child_id = c.child_id AND {table}.day BETWEEN {from} AND {to}")
    };
    let gathered = |table: &str| {
        let columns = ["activity_id", "day"].map(|column| format!("{table}.{column}"));
        dialect::gathered(backend, &columns.each_ref().map(String::as_str))
    };
    // The many are written as plainly as can be, and as both stores do. The few are JSON.
    format!(
        "(SELECT string_agg(concat_ws(' ', b.activity_id, b.day, b.price_cents, b.rule_book_version,
              CAST(b.late AS integer), b.standing), ',')
            FROM bookings b WHERE {b} AND b.cancelled_at IS NULL) AS booked,
         (SELECT {awaited} FROM waiting_places w WHERE {w} AND w.{OPEN}) AS awaited,
         (SELECT {absent} FROM attendances a WHERE {a} AND {ABSENT}) AS absent,
         (SELECT {in_cart} FROM cart_lines l WHERE {l}) AS in_cart,
         (SELECT {kept} FROM cart_holds h WHERE {h} AND h.held_until > {now}) AS kept",
        b = theirs("b"),
        w = theirs("w"),
        a = theirs("a"),
        l = theirs("l"),
        h = theirs("h"),
        awaited = dialect::gathered(
            backend,
            &[
                "w.activity_id",
                "w.day",
                "w.state",
                &ahead("w"),
                "CASE WHEN w.state = 'offered' THEN w.offer_ends_at ELSE w.closes_at END",
            ]
        ),
        absent = gathered("a"),
        in_cart = dialect::gathered(backend, &["l.activity_id", "l.day", "l.action"]),
        kept = gathered("h"),
    )
}

impl Span {
    fn values(self) -> [Value; 3] {
        [self.from.into(), self.to.into(), self.now.into()]
    }
}

impl Places {
    /// Adds those of a child.
    fn read(&mut self, child: Key, row: &QueryResult) -> Result<(), StoreError> {
        let text = |name: &str| row.try_get::<Option<String>>("", name);
        let booked = text("booked")?.unwrap_or_default();
        for line in booked.split(',').filter(|line| !line.is_empty()) {
            let found = Booked::read(child, line);
            let found = found.ok_or_else(|| StoreError::Broken(format!("a booking was told as {line:?}")))?;
            self.booked.push(found);
        }
        let place = |(activity_id, day)| Place {
            child_id: child,
            activity_id,
            day,
        };
        let awaited: Vec<Waiting> = opened(text("awaited")?.as_deref())?;
        self.awaited
            .extend(awaited.into_iter().map(|(activity, day, state, ahead, until)| Awaited {
                place: place((activity, day)),
                ahead,
                offered: state == State::Offered,
                until,
            }));
        let absent: Vec<(Key, NaiveDate)> = opened(text("absent")?.as_deref())?;
        self.absent.extend(absent.into_iter().map(place));
        let in_cart: Vec<(Key, NaiveDate, WishKind)> = opened(text("in_cart")?.as_deref())?;
        let in_cart = in_cart.into_iter();
        self.in_cart
            .extend(in_cart.map(|(activity, day, kind)| (place((activity, day)), kind)));
        let kept: Vec<(Key, NaiveDate)> = opened(text("kept")?.as_deref())?;
        self.kept.extend(kept.into_iter().map(place));
        Ok(())
    }
}

type Waiting = (Key, NaiveDate, State, i64, Option<DateTime<Utc>>);

/// The child of an attendance is absent: seen so, or told so of the booking that stands.
const ABSENT: &str = "(a.absent OR (a.arrived_at IS NULL AND a.left_at IS NULL AND a.reported_at >= (
  SELECT b.booked_at FROM bookings b WHERE b.commune_id = a.commune_id AND b.child_id = a.child_id AND b.day = a.day
    AND b.activity_id = a.activity_id AND b.cancelled_at IS NULL)))";

impl Booked {
    fn read(child_id: Key, line: &str) -> Option<Self> {
        let mut words = line.split(' ');
        let booked = Self {
            place: Place {
                child_id,
                activity_id: words.next()?.parse().ok()?,
                day: day_written(words.next()?)?,
            },
            price_cents: words.next()?.parse().ok()?,
            rule_book_version: words.next()?.parse().ok()?,
            late: words.next()? == "1",
            standing: words::read(words.next()?).ok()?,
        };
        words.next().is_none().then_some(booked)
    }
}

/// Nothing was gathered where there was nothing.
fn opened<T: DeserializeOwned + Default>(text: Option<&str>) -> Result<T, StoreError> {
    text.map_or_else(|| Ok(T::default()), dialect::opened)
}
