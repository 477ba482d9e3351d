//! What a calendar reads of children's slots.
//!
//! A calendar reads hundreds of places at once, and asks five tables for them. They travel as one row (or one of each child) with a column
//! for each table: what a row of its own costs on the way would be more than all that is told in it.

use chrono::{DateTime, NaiveDate, Utc};
use preau_domain::access::Scope;
use preau_domain::booking::{Standing, WishKind};
use preau_domain::calendar::day_written;
use preau_domain::ids::{ChildId, CommuneId, FamilyId};
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

impl Place {
    fn of((child_id, activity_id, day): (Key, Key, NaiveDate)) -> Self {
        Self {
            child_id,
            activity_id,
            day,
        }
    }
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
    if children.is_empty() {
        return Ok(Places::default());
    }
    let wanted: Vec<String> = (5..).take(children.len()).map(|at| format!("${at}")).collect();
    let columns = columns(
        db.get_database_backend(),
        &format!("IN ({})", wanted.join(", ")),
        ["$2", "$3", "$4"],
    );
    let ids = children.iter().map(|id| Value::from(Key(id.0)));
    let values = [commune.0.into()].into_iter().chain(span.values()).chain(ids);
    let rows = dialect::query(db, &format!("SELECT {columns}"), values).await?;
    let row = rows
        .first()
        .ok_or_else(|| StoreError::Broken("no row of places".to_owned()))?;
    Places::read(row)
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
    let columns = columns(db.get_database_backend(), "= c.child_id", ["$3", "$4", "$5"]);
    let mut lines = Vec::new();
    let mut all = Places::default();
    for row in rows(db, scope, whose, asks, (&columns, span.values())).await? {
        let line = line(&row)?;
        if scope.sees(FamilyId(line.family_id.0)) {
            lines.push(line);
            all.extend(Places::read(&row)?);
        }
    }
    Ok((lines, all))
}

/// What is read of places, each list as one text. The commune is `$1`; `which` says which children.
fn columns(backend: DbBackend, which: &str, [from, to, now]: [&str; 3]) -> String {
    let theirs = |table: &str| {
        format!("{table}.commune_id = $1 AND {table}.day BETWEEN {from} AND {to} AND {table}.child_id {which}")
    };
    let gathered = |table: &str| {
        let columns = ["child_id", "activity_id", "day"].map(|column| format!("{table}.{column}"));
        dialect::gathered(backend, &columns.each_ref().map(String::as_str))
    };
    // The many are written as plainly as can be, and as both stores do. The few are JSON.
    format!(
        "(SELECT string_agg(concat_ws(' ', b.child_id, b.activity_id, b.day, b.price_cents, b.rule_book_version,
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
                "w.child_id",
                "w.activity_id",
                "w.day",
                "w.state",
                &ahead("w"),
                "CASE WHEN w.state = 'offered' THEN w.offer_ends_at ELSE w.closes_at END",
            ]
        ),
        absent = gathered("a"),
        in_cart = dialect::gathered(backend, &["l.child_id", "l.activity_id", "l.day", "l.action"]),
        kept = gathered("h"),
    )
}

impl Span {
    fn values(self) -> [Value; 3] {
        [self.from.into(), self.to.into(), self.now.into()]
    }
}

impl Places {
    fn read(row: &QueryResult) -> Result<Self, StoreError> {
        let text = |name: &str| row.try_get::<Option<String>>("", name);
        Ok(Self {
            booked: booked(&text("booked")?.unwrap_or_default())?,
            awaited: awaited(text("awaited")?.as_deref())?,
            absent: few(text("absent")?.as_deref())?,
            in_cart: in_cart(text("in_cart")?.as_deref())?,
            kept: few(text("kept")?.as_deref())?,
        })
    }

    fn extend(&mut self, other: Self) {
        self.booked.extend(other.booked);
        self.awaited.extend(other.awaited);
        self.absent.extend(other.absent);
        self.in_cart.extend(other.in_cart);
        self.kept.extend(other.kept);
    }
}

/// The child of an attendance is absent: seen so, or told so of the booking that stands.
const ABSENT: &str = "(a.absent OR (a.arrived_at IS NULL AND a.left_at IS NULL AND a.reported_at >= (
  SELECT b.booked_at FROM bookings b WHERE b.commune_id = a.commune_id AND b.child_id = a.child_id AND b.day = a.day
    AND b.activity_id = a.activity_id AND b.cancelled_at IS NULL)))";

fn booked(text: &str) -> Result<Vec<Booked>, StoreError> {
    let lines = text.split(',').filter(|line| !line.is_empty());
    lines
        .map(|line| Booked::read(line).ok_or_else(|| StoreError::Broken(format!("a booking was told as {line:?}"))))
        .collect()
}

impl Booked {
    fn read(line: &str) -> Option<Self> {
        let mut words = line.split(' ');
        let booked = Self {
            place: Place {
                child_id: words.next()?.parse().ok()?,
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

fn awaited(text: Option<&str>) -> Result<Vec<Awaited>, StoreError> {
    type Line = (Key, Key, NaiveDate, State, i64, Option<DateTime<Utc>>);
    let lines: Vec<Line> = opened(text)?;
    let read = |(child, activity, day, state, ahead, until): Line| Awaited {
        place: Place::of((child, activity, day)),
        ahead,
        offered: state == State::Offered,
        until,
    };
    Ok(lines.into_iter().map(read).collect())
}

fn in_cart(text: Option<&str>) -> Result<Vec<(Place, WishKind)>, StoreError> {
    let lines: Vec<(Key, Key, NaiveDate, WishKind)> = opened(text)?;
    let line = |(child, activity, day, kind)| (Place::of((child, activity, day)), kind);
    Ok(lines.into_iter().map(line).collect())
}

fn few(text: Option<&str>) -> Result<Vec<Place>, StoreError> {
    let lines: Vec<(Key, Key, NaiveDate)> = opened(text)?;
    Ok(lines.into_iter().map(Place::of).collect())
}

/// Nothing was gathered where there was nothing.
fn opened<T: DeserializeOwned + Default>(text: Option<&str>) -> Result<T, StoreError> {
    text.map_or_else(|| Ok(T::default()), dialect::opened)
}
