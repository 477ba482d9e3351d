//! A rule book, published.

use chrono::{DateTime, NaiveDate, Utc};
use preau_domain::ids::CommuneId;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, FromQueryResult, TransactionTrait};
use serde_json::Value as Json;

use super::validity::{Days, Validity, validity};
use crate::rows::{Key, activity, commune, lane, rule_book};
use crate::store::dialect::{self, Type};
use crate::store::turn::NewTask;
use crate::store::waiting::OPEN;
use crate::store::{Db, StoreError};

/// A rule book to publish.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRuleBook {
    pub slug: String,
    pub name: String,
    pub time_zone: String,
    pub language: String,
    pub title: String,
    pub source: String,
    pub document: Json,
    pub valid_from: NaiveDate,
    pub valid_to: Option<NaiveDate>,
    /// The civil day in the town.
    pub today: NaiveDate,
    /// Fresh ids for activities, used where the code is new to the town.
    pub activities: Vec<NewActivity>,
    /// Looks at what is kept and waited for by the rules before; written where there is anything of the kind.
    pub review: NewTask,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewActivity {
    pub id: Key,
    pub code: String,
    pub name: String,
}

/// What became of a rule book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Publication {
    InForce(CommuneId, i32),
    /// It lacks activities, named by their codes, in which places are booked today or later on days that it governs, or
    /// it closes those days: nobody could see them any more, nor give them back. Places that are only kept, for who
    /// waited or by carts, give way. Nothing was published.
    StillBooked(Vec<String>),
    /// Others govern some day from today on beside it, in this time zone. Nothing was published.
    OtherZone(String),
}

/// Publishes a new version for the town of that slug, which begins to exist with its first. The latest file published
/// again stays the version it is.
pub async fn publish(db: &Db, book: NewRuleBook, now: DateTime<Utc>) -> Result<Publication, StoreError> {
    let tx = db.begin().await?;
    let mut town = take(&tx, &book.slug).await?;
    if town.is_none() {
        // Another one may have founded it meanwhile.
        dialect::alone_in_founding(&tx).await?;
        town = take(&tx, &book.slug).await?;
    }
    let (id, version) = match town {
        None => found(&tx, &book).await?,
        Some(town) => {
            let latest = rule_book::Entity::find_by_id((town.commune_id, town.rule_book_version))
                .one(&tx)
                .await?;
            if latest.is_some_and(|row| row.source == book.source) {
                return Ok(Publication::InForce(CommuneId(town.commune_id), town.rule_book_version));
            }
            let validity = validity(&tx, town.commune_id, &book).await?;
            if validity.has_fellows && town.time_zone != book.time_zone {
                return Ok(Publication::OtherZone(town.time_zone));
            }
            let orphans = still_booked(&tx, town.commune_id, &book, validity).await?;
            if !orphans.is_empty() {
                return Ok(Publication::StillBooked(orphans));
            }
            follow(&tx, &town, &book).await?
        }
    };
    rule_book::Entity::insert(rule_book::ActiveModel {
        commune_id: Set(id),
        version: Set(version),
        title: Set(book.title),
        source: Set(book.source),
        document: Set(book.document),
        published_at: Set(now),
        valid_from: Set(book.valid_from),
        valid_to: Set(book.valid_to),
    })
    .exec_without_returning(&tx)
    .await?;
    name_activities(&tx, id, book.activities).await?;
    review(&tx, id, &book.review).await?;
    tx.commit().await?;
    Ok(Publication::InForce(CommuneId(id), version))
}

/// Codes of the activities that the book lacks although places in them are booked on its days, and of those that are
/// booked on days that it closes, from today on.
async fn still_booked<C: ConnectionTrait>(
    db: &C,
    commune: i32,
    book: &NewRuleBook,
    validity: Validity,
) -> Result<Vec<String>, StoreError> {
    let mut codes = booked_between(db, commune, book.today, validity.governed).await?;
    codes.retain(|code| book.activities.iter().all(|activity| activity.code != *code));
    if let Some(closed) = validity.closed {
        codes.extend(booked_between(db, commune, book.today, closed).await?);
        codes.sort_unstable();
        codes.dedup();
    }
    Ok(codes)
}

/// Codes of the activities in which places are booked on these days, from today on.
async fn booked_between<C: ConnectionTrait>(
    db: &C,
    commune: i32,
    today: NaiveDate,
    (first, last): Days,
) -> Result<Vec<String>, StoreError> {
    let sql = format!(
        "SELECT a.code FROM activities a WHERE a.commune_id = $1 AND EXISTS
                 (SELECT 1 FROM slots s WHERE s.commune_id = a.commune_id AND s.activity_id = a.activity_id
                  AND s.day BETWEEN $2 AND $3 AND s.taken >
                    (SELECT count(*) FROM waiting_places w WHERE w.commune_id = s.commune_id
                     AND w.activity_id = s.activity_id AND w.day = s.day AND w.{OPEN} AND w.state = 'offered') +
                    (SELECT count(*) FROM cart_holds h WHERE h.commune_id = s.commune_id
                     AND h.activity_id = s.activity_id AND h.day = s.day))
               ORDER BY a.code"
    );
    let rows = dialect::query(db, &sql, [commune.into(), first.max(today).into(), last.into()]).await?;
    let codes = rows.iter().map(|row| row.try_get("", "code"));
    Ok(codes.collect::<Result<Vec<String>, _>>()?)
}

/// Leaves a task behind for what is kept and waited for.
async fn review<C: ConnectionTrait>(db: &C, commune: i32, task: &NewTask) -> Result<(), StoreError> {
    let sql = format!(
        "INSERT INTO tasks (commune_id, task_id, kind, payload, due_at, attempts)
         SELECT $2, r.task_id, r.kind, r.payload, r.due_at, 0 FROM {}
         WHERE EXISTS (SELECT 1 FROM waiting_places w WHERE w.commune_id = $2 AND w.{OPEN})
           OR EXISTS (SELECT 1 FROM cart_holds h WHERE h.commune_id = $2)",
        dialect::recordset(
            db.get_database_backend(),
            &[
                ("task_id", Type::Text),
                ("kind", Type::Text),
                ("payload", Type::Json),
                ("due_at", Type::Instant),
            ]
        )
    );
    let values = [dialect::rows(std::slice::from_ref(task))?, commune.into()];
    dialect::execute(db, &sql, values).await.map(drop)
}

/// The town of that slug, taken: other publications and the town's turns wait, and what is read now stays true. A
/// transaction that began by reading could not go on to write on SQLite once another one has written.
async fn take<C: ConnectionTrait>(db: &C, slug: &str) -> Result<Option<commune::Model>, StoreError> {
    let sql = "UPDATE communes SET name = name WHERE slug = $1 RETURNING *";
    let rows = dialect::query(db, sql, [slug.into()]).await?;
    match rows.first() {
        Some(row) => Ok(Some(commune::Model::from_query_result(row, "")?)),
        None => Ok(None),
    }
}

/// A town's first version.
async fn found<C: ConnectionTrait>(db: &C, book: &NewRuleBook) -> Result<(i32, i32), StoreError> {
    let id = next_commune(db).await?;
    let town = commune::ActiveModel {
        commune_id: Set(id),
        slug: Set(book.slug.clone()),
        name: Set(book.name.clone()),
        time_zone: Set(book.time_zone.clone()),
        language: Set(book.language.clone()),
        rule_book_version: Set(1),
    };
    commune::Entity::insert(town).exec_without_returning(db).await?;
    let lane = lane::ActiveModel {
        commune_id: Set(id),
        last_position: Set(0),
        last_order_number: Set(0),
    };
    lane::Entity::insert(lane).exec_without_returning(db).await?;
    Ok((id, 1))
}

/// The version that follows the one in force.
async fn follow<C: ConnectionTrait>(
    db: &C,
    town: &commune::Model,
    book: &NewRuleBook,
) -> Result<(i32, i32), StoreError> {
    let version = town.rule_book_version + 1;
    let changed = commune::ActiveModel {
        commune_id: Set(town.commune_id),
        name: Set(book.name.clone()),
        time_zone: Set(book.time_zone.clone()),
        language: Set(book.language.clone()),
        rule_book_version: Set(version),
        ..Default::default()
    };
    commune::Entity::update(changed).exec(db).await?;
    Ok((town.commune_id, version))
}

/// An activity keeps its id for as long as its code lives; only its name follows the rule book.
async fn name_activities<C: ConnectionTrait>(
    db: &C,
    commune: i32,
    activities: Vec<NewActivity>,
) -> Result<(), StoreError> {
    let rows = activities.into_iter().map(|new| activity::ActiveModel {
        commune_id: Set(commune),
        activity_id: Set(new.id),
        code: Set(new.code),
        name: Set(new.name),
    });
    let same_code = OnConflict::columns([activity::Column::CommuneId, activity::Column::Code])
        .update_column(activity::Column::Name)
        .to_owned();
    activity::Entity::insert_many(rows)
        .on_conflict(same_code)
        .exec_without_returning(db)
        .await?;
    Ok(())
}

async fn next_commune<C: ConnectionTrait>(db: &C) -> Result<i32, StoreError> {
    let rows = dialect::query(db, "SELECT COALESCE(max(commune_id), 0) + 1 AS id FROM communes", []).await?;
    match rows.first() {
        Some(row) => Ok(row.try_get("", "id")?),
        None => Ok(1),
    }
}
