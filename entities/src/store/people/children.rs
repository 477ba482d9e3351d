//! Children, with all that the rules need to know of them: one statement, however many they are.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use preau_domain::access::Scope;
use preau_domain::classes::FiledClass;
use preau_domain::code::Code;
use preau_domain::family::{Account, Debt, FamilyFile, GivenQuotient, Regime, Residence, Sibling, Suspended};
use preau_domain::ids::{ChildId, CommuneId, FamilyId};
use preau_domain::money::Money;
use preau_domain::rulebook::asks::Asks;
use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult, QueryResult, Value};

use crate::rows::Key;
use crate::store::dialect::{self, Type};
use crate::store::{StoreError, words};

/// A child, with the one consequence of its health file that booking rules look at, and what prices ask of its family.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChildLine {
    pub child_id: Key,
    pub family_id: Key,
    pub first_name: String,
    pub last_name: String,
    pub birth_date: NaiveDate,
    pub school_code: String,
    /// None where the town has none in its files.
    pub class: Option<FiledClass>,
    /// A care plan (PAI) concerning food is in force.
    pub food_care_plan: bool,
    /// The other children of the family, in no order.
    pub siblings: Vec<Sibling>,
    pub residence: Residence,
    pub regime: Regime,
    /// Codes of the activities that the child attends regularly.
    pub regular_in: BTreeSet<Code>,
    /// What the family gave, in the order in which it was.
    pub quotients: Vec<GivenQuotient>,
    /// What the family owes, and what staff decided because of it.
    pub account: Account,
    /// What staff declared of its file last.
    pub file: FamilyFile,
}

/// The line as the statement gives it; what there are several of is gathered.
#[derive(FromQueryResult)]
struct Row {
    child_id: Key,
    family_id: Key,
    first_name: String,
    last_name: String,
    birth_date: NaiveDate,
    school_code: String,
    class: Option<String>,
    class_year: Option<i32>,
    food_care_plan: bool,
    residence: String,
    regime: String,
    siblings: String,
    quotients: String,
    regular_in: String,
    debts: String,
    suspensions: String,
    spared: String,
    file: String,
}

/// The children of a family, eldest first.
pub async fn children_of<C: ConnectionTrait>(
    db: &C,
    scope: Scope,
    family: FamilyId,
) -> Result<Vec<ChildLine>, StoreError> {
    children_whose(db, scope, Whose::Family(family), Asks::ALL).await
}

/// Children that lie in the scope, with as much of their families as is asked for: the rest stays empty.
pub async fn children_whose<C: ConnectionTrait>(
    db: &C,
    scope: Scope,
    whose: Whose,
    asks: Asks,
) -> Result<Vec<ChildLine>, StoreError> {
    let rows = rows(db, scope, whose, asks, ("", [])).await?;
    rows.iter().map(line).collect()
}

/// Whose lines are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// Of all children of a family, eldest first.
    Family(FamilyId),
    Child(ChildId),
}

/// The rows of [`children_whose`], with more columns and their values, which begin at `$3`.
pub(in crate::store) async fn rows<C: ConnectionTrait, const N: usize>(
    db: &C,
    scope: Scope,
    whose: Whose,
    asks: Asks,
    (more, values): (&str, [Value; N]),
) -> Result<Vec<QueryResult>, StoreError> {
    let Some(people) = scope.people() else {
        return Ok(Vec::new());
    };
    let (column, key) = match whose {
        Whose::Family(family) => ("family_id", Key(family.0)),
        Whose::Child(child) => ("child_id", Key(child.0)),
    };
    let only = people.family.map(|family| Value::from(Key(family.0)));
    let of_family = only
        .as_ref()
        .map_or_else(String::new, |_| format!("AND c.family_id = ${}", N + 3));
    let sql = format!(
        "{} WHERE c.commune_id = $1 AND c.{column} = $2 {of_family} ORDER BY c.birth_date, c.child_id",
        select(db.get_database_backend(), "children", asks, more)
    );
    let own = [scope.commune.0.into(), key.into()];
    dialect::query(db, &sql, own.into_iter().chain(values).chain(only)).await
}

/// A child of such a row.
pub(in crate::store) fn line(row: &QueryResult) -> Result<ChildLine, StoreError> {
    Row::from_query_result(row, "")?.line()
}

/// At most `limit` children of the town whose family comes behind one, in the order of families, then of children: for
/// what the program reckons over a whole town. Of the last family, some may be missing.
pub async fn children_behind<C: ConnectionTrait>(
    db: &C,
    commune: CommuneId,
    behind: Option<FamilyId>,
    limit: u64,
) -> Result<Vec<ChildLine>, StoreError> {
    // Every key comes behind the empty text.
    let family = behind.map_or_else(String::new, |family| Key(family.0).to_string());
    let page = format!(
        "(SELECT * FROM children WHERE commune_id = $1 AND family_id > $2
          ORDER BY family_id, child_id LIMIT {limit})"
    );
    let values = [commune.0.into(), family.into()];
    lines_of(db, &page, "ORDER BY c.family_id, c.child_id", values, Asks::ALL).await
}

/// The children of `ids` that lie in the scope, in no order.
pub async fn children<C: ConnectionTrait>(db: &C, scope: Scope, ids: &[ChildId]) -> Result<Vec<ChildLine>, StoreError> {
    children_asking(db, scope, ids, Asks::ALL).await
}

/// [`children`], with as much of their families as is asked for: the rest stays empty.
pub async fn children_asking<C: ConnectionTrait>(
    db: &C,
    scope: Scope,
    ids: &[ChildId],
    asks: Asks,
) -> Result<Vec<ChildLine>, StoreError> {
    let Some(people) = scope.people() else {
        return Ok(Vec::new());
    };
    let mut lines = children_in_town_asking(db, scope.commune, ids, asks).await?;
    if let Some(family) = people.family {
        lines.retain(|child| child.family_id == Key(family.0));
    }
    Ok(lines)
}

/// The children of `ids` in the whole town: for a turn that decides the requests of several families and checks each
/// against its own scope.
pub async fn children_in_town<C: ConnectionTrait>(
    db: &C,
    commune: CommuneId,
    ids: &[ChildId],
) -> Result<Vec<ChildLine>, StoreError> {
    children_in_town_asking(db, commune, ids, Asks::ALL).await
}

/// [`children_in_town`], with as much of their families as is asked for: the rest stays empty.
pub async fn children_in_town_asking<C: ConnectionTrait>(
    db: &C,
    commune: CommuneId,
    ids: &[ChildId],
    asks: Asks,
) -> Result<Vec<ChildLine>, StoreError> {
    #[derive(serde::Serialize)]
    struct Wanted {
        child_id: Key,
    }
    let wanted: Vec<Wanted> = ids.iter().map(|id| Wanted { child_id: Key(id.0) }).collect();
    let source = dialect::recordset(db.get_database_backend(), &[("child_id", Type::Text)]);
    // Joined instead, SQLite would walk through all children of the town.
    let which = format!("WHERE c.commune_id = $2 AND c.child_id IN (SELECT r.child_id FROM {source})");
    lines(db, &which, [dialect::rows(&wanted)?, commune.0.into()], asks).await
}

async fn lines<C: ConnectionTrait, const N: usize>(
    db: &C,
    which: &str,
    values: [Value; N],
    asks: Asks,
) -> Result<Vec<ChildLine>, StoreError> {
    lines_of(db, "children", which, values, asks).await
}

/// `children` names the table, or some rows of it.
async fn lines_of<C: ConnectionTrait, const N: usize>(
    db: &C,
    children: &str,
    which: &str,
    values: [Value; N],
    asks: Asks,
) -> Result<Vec<ChildLine>, StoreError> {
    let sql = format!("{} {which}", select(db.get_database_backend(), children, asks, ""));
    let rows = dialect::query(db, &sql, values).await?;
    rows.iter().map(line).collect()
}

/// Each sub-select looks into one index: siblings by family, quotients and attendances by their keys. What is not asked
/// for is not looked up. `more` columns come behind.
fn select(backend: DbBackend, children: &str, asks: Asks, more: &str) -> String {
    let comma = if more.is_empty() { "" } else { ", " };
    let elder = "CASE WHEN (s.birth_date, s.child_id) < (c.birth_date, c.child_id) THEN 1 ELSE 0 END";
    let gathered = |asked: bool, columns: &[&str], from: &str| {
        if asked {
            let gathered = dialect::gathered(backend, columns);
            format!("(SELECT {gathered} FROM {from})")
        } else {
            "'[]'".to_owned()
        }
    };
    let siblings = gathered(
        asks.siblings,
        &["s.school_code", elder],
        "children s WHERE s.commune_id = c.commune_id AND s.family_id = c.family_id AND s.child_id <> c.child_id",
    );
    let quotients = gathered(
        asks.quotients,
        &[
            "q.given_on",
            "q.nth",
            "q.value",
            "CASE WHEN q.settled THEN 1 ELSE 0 END",
        ],
        "quotients q WHERE q.commune_id = c.commune_id AND q.family_id = c.family_id",
    );
    let regular_in = gathered(
        asks.regular_in,
        &["a.code"],
        "regular_attendances g JOIN activities a ON a.commune_id = g.commune_id AND a.activity_id = g.activity_id
         WHERE g.commune_id = c.commune_id AND g.child_id = c.child_id",
    );
    let debts = gathered(
        asks.account,
        &["d.cash_desk", "d.amount_cents", "d.as_of"],
        "debts d WHERE d.commune_id = c.commune_id AND d.family_id = c.family_id AND d.amount_cents > 0",
    );
    let suspensions = gathered(
        asks.account,
        &["u.from_day", "u.until_day", "u.activities", "u.decided_at"],
        "suspensions u WHERE u.commune_id = c.commune_id AND u.family_id = c.family_id AND u.lifted_at IS NULL
           AND (u.child_id IS NULL OR u.child_id = c.child_id)",
    );
    let spared = gathered(
        asks.account,
        &["e.until_day"],
        "(SELECT until_day FROM reprieves WHERE commune_id = c.commune_id AND family_id = c.family_id
           ORDER BY reprieve_id DESC LIMIT 1) e",
    );
    let file = gathered(
        asks.file,
        &["o.complete", "o.until_day", "o.missing"],
        "(SELECT CASE WHEN complete THEN 1 ELSE 0 END AS complete, until_day, missing FROM family_files
           WHERE commune_id = c.commune_id AND family_id = c.family_id ORDER BY file_id DESC LIMIT 1) o",
    );
    format!(
        "SELECT c.child_id, c.family_id, c.first_name, c.last_name, c.birth_date, c.school_code, c.class, c.class_year,
           COALESCE(p.food, false) AS food_care_plan, f.residence, f.regime, {siblings} AS siblings,
           {quotients} AS quotients, {regular_in} AS regular_in, {debts} AS debts, {suspensions} AS suspensions,
           {spared} AS spared, {file} AS file{comma}{more}
         FROM {children} c
         JOIN families f ON f.commune_id = c.commune_id AND f.family_id = c.family_id
         LEFT JOIN care_plans p ON p.commune_id = c.commune_id AND p.child_id = c.child_id"
    )
}

impl Row {
    fn line(self) -> Result<ChildLine, StoreError> {
        let siblings: Vec<(Code, u8)> = dialect::opened(&self.siblings)?;
        let mut quotients: Vec<Gift> = dialect::opened(&self.quotients)?;
        quotients.sort_unstable_by_key(|gift| (gift.0, gift.1));
        let regular_in: Vec<(Code,)> = dialect::opened(&self.regular_in)?;
        let account = self.account()?;
        let file = self.file()?;
        let class = self.class()?;
        Ok(ChildLine {
            child_id: self.child_id,
            family_id: self.family_id,
            first_name: self.first_name,
            last_name: self.last_name,
            birth_date: self.birth_date,
            school_code: self.school_code,
            class,
            food_care_plan: self.food_care_plan,
            siblings: siblings.into_iter().map(sibling).collect(),
            residence: words::read(&self.residence)?,
            regime: words::read(&self.regime)?,
            regular_in: regular_in.into_iter().map(|(code,)| code).collect(),
            quotients: quotients.into_iter().map(gift).collect(),
            account,
            file,
        })
    }

    fn class(&self) -> Result<Option<FiledClass>, StoreError> {
        let filed = self.class.as_deref().zip(self.class_year);
        let filed = filed.map(|(class, year)| {
            let class = words::read(class)?;
            Ok(FiledClass { class, year })
        });
        filed.transpose()
    }

    fn file(&self) -> Result<FamilyFile, StoreError> {
        let declared: Vec<(u8, Option<NaiveDate>, String)> = dialect::opened(&self.file)?;
        let declared = declared.into_iter().next().map(|(complete, until, missing)| {
            Ok(FamilyFile {
                complete: complete == 1,
                until,
                missing: dialect::opened(&missing)?,
            })
        });
        declared.transpose().map(Option::unwrap_or_default)
    }

    fn account(&self) -> Result<Account, StoreError> {
        let debts: Vec<(Code, i64, NaiveDate)> = dialect::opened(&self.debts)?;
        let mut debts: Vec<Debt> = debts.into_iter().map(debt).collect();
        debts.sort();
        let suspensions: Vec<Withheld> = dialect::opened(&self.suspensions)?;
        let spared: Vec<(Option<NaiveDate>,)> = dialect::opened(&self.spared)?;
        Ok(Account {
            debts,
            suspensions: suspensions.into_iter().map(suspended).collect::<Result<_, _>>()?,
            spared_until: spared.into_iter().find_map(|(until,)| until),
        })
    }
}

/// Given on, which of that day's, its value, and whether its first day is settled.
type Gift = (NaiveDate, u32, Option<u32>, u8);

fn gift((on, _, value, settled): Gift) -> GivenQuotient {
    GivenQuotient {
        on,
        value,
        settled: settled == 1,
    }
}

/// From, until, activities as a JSON array, and when it was decided.
type Withheld = (NaiveDate, Option<NaiveDate>, Option<String>, DateTime<Utc>);

fn suspended((from, until, activities, decided_at): Withheld) -> Result<Suspended, StoreError> {
    Ok(Suspended {
        from,
        until,
        activities: activities.map(|codes| dialect::opened(&codes)).transpose()?,
        decided_at,
    })
}

fn debt((cash_desk, cents, as_of): (Code, i64, NaiveDate)) -> Debt {
    Debt {
        cash_desk,
        amount: Money::from_cents(cents),
        as_of,
    }
}

fn sibling((school, elder): (Code, u8)) -> Sibling {
    Sibling {
        school,
        elder: elder == 1,
    }
}
