//! Noting what families owe, many at once.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use futures_util::FutureExt;
use preau_domain::access::{Reach, Scope};
use preau_domain::calendar::zone::civil_day;
use preau_domain::code::Code;
use preau_domain::family::Debt;
use preau_domain::ids::FamilyId;
use preau_domain::money::Money;
use preau_entities::rows::Key;
use preau_entities::store::accounts::{self, DebtLine, Source};
use preau_entities::store::turn::{NewDebt, Turn};
use preau_entities::store::{ConnectionTrait, StoreError};

use crate::booking::batch::Rows;
use crate::booking::known::KnownChild;
use crate::booking::turn::{Lost, conclude, in_turn};
use crate::ports::random::ulid;
use crate::towns::Town;
use crate::waiting::review;
use crate::waiting::withheld::hold_against;
use crate::{Fault, Portal};

/// Lines of one request.
pub const MAX_LINES: usize = 5_000;

/// What some families owe, each to a cash desk.
#[derive(Clone, Debug)]
pub struct DebtsRequest {
    pub scope: Scope,
    pub actor: String,
    pub actor_name: String,
    pub source: Source,
    pub lines: Vec<DebtWord>,
}

/// What a family owes to a cash desk at the end of a day; nothing, where it has paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DebtWord {
    /// The code that the town knows the family by.
    pub family: String,
    pub cash_desk: String,
    pub amount_cents: i64,
    pub as_of: NaiveDate,
}

/// Why nothing was noted. `line` is the entry at fault, counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DebtsRefusal {
    NothingAsked,
    TooManyLines {
        most: usize,
    },
    UnknownFamily {
        line: usize,
    },
    InvalidCashDesk {
        line: usize,
    },
    /// Below nothing, or beyond what anybody owes.
    InvalidAmount {
        line: usize,
    },
    /// Nobody knows yet what is owed at the end of this day.
    FutureDay {
        line: usize,
        today: NaiveDate,
    },
    /// What is known of the family and the cash desk is of a later day.
    OlderStatement {
        line: usize,
        known: Statement,
    },
    /// The family and the cash desk stand in an earlier line.
    Repeated {
        line: usize,
        first: usize,
    },
}

/// What is known to be owed at the end of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Statement {
    pub amount: Money,
    pub as_of: NaiveDate,
}

/// What became of the lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DebtsAnswer {
    /// Those that changed something; all others were so already.
    pub changed: usize,
    pub unchanged: usize,
    /// The families that the lines name, in their order.
    pub families: Vec<FamilyId>,
}

type Reply = Result<DebtsAnswer, Vec<DebtsRefusal>>;

/// Notes all lines, in the town's turn, or nothing where any is refused; every refusal is told. What is so already is not
/// written again, so that the same request twice is one.
pub async fn set(portal: &Portal, request: DebtsRequest) -> Result<Reply, Fault> {
    if let Err(refusal) = admit(&request)? {
        return Ok(Err(vec![refusal]));
    }
    let commune = request.scope.commune;
    in_turn(portal, commune, request, |own, request| attempt(own, request).boxed()).await
}

/// Says what [`set`] would do now. Nothing is written, and no turn is waited for.
pub async fn rehearse(portal: &Portal, request: &DebtsRequest) -> Result<Reply, Fault> {
    if let Err(refusal) = admit(request)? {
        return Ok(Err(vec![refusal]));
    }
    let town = portal.towns.get(request.scope.commune).await?;
    let considered = consider(&portal.db, &town, request, portal.clock.now()).await?;
    Ok(considered.map(|considered| considered.answer))
}

/// Only staff, and programs of the town, say what families owe.
fn admit(request: &DebtsRequest) -> Result<Result<(), DebtsRefusal>, Fault> {
    match request.scope.reach {
        Reach::Town => {}
        Reach::Family(_) | Reach::Counts => return Err(Fault::Forbidden),
    }
    Ok(match request.lines.len() {
        0 => Err(DebtsRefusal::NothingAsked),
        many if many > MAX_LINES => Err(DebtsRefusal::TooManyLines { most: MAX_LINES }),
        _ => Ok(()),
    })
}

async fn attempt(portal: &Portal, request: &DebtsRequest) -> Result<Reply, Lost> {
    let commune = request.scope.commune;
    let turn = Turn::begin(&portal.db, commune).await?.ok_or(Fault::NotFound)?;
    let town = portal.towns.at_version(commune, turn.start.rule_book_version).await?;
    let now = portal.clock.now();
    let considered = match consider(turn.reads(), &town, request, now).await? {
        Ok(considered) => considered,
        Err(refusals) => return Ok(Err(refusals)),
    };
    if considered.changes.is_empty() {
        return Ok(Ok(considered.answer));
    }
    let changes = &considered.changes;
    let more = changes
        .iter()
        .filter(|(_, word, before)| before.unwrap_or(0) < word.amount_cents);
    let owe_more: BTreeSet<FamilyId> = more.map(|(family, ..)| *family).collect();
    let owe_more: Vec<FamilyId> = owe_more.into_iter().collect();
    let bring = |child: &mut KnownChild| note(child, changes);
    let known = hold_against(turn.reads(), &town, &owe_more, bring, now).await?;
    let mut rows = Rows::new(&town, portal.random.as_ref(), now, turn.start);
    rows.batch.accounts.debts = considered
        .changes
        .into_iter()
        .map(|(family, word, before_cents)| NewDebt {
            event_id: Key(ulid(portal.random.as_ref(), now)),
            family_id: Key(family.0),
            cash_desk: word.cash_desk,
            before_cents,
            amount_cents: word.amount_cents,
            as_of: word.as_of,
            source: request.source,
            recorded_at: now,
            actor: request.actor.clone(),
            actor_name: request.actor_name.clone(),
        })
        .collect();
    // Whoever was passed over for what it owed may be served now.
    let review = review::again(&town, portal.random.as_ref(), now);
    rows.batch.tasks.extend(review);
    conclude(portal, &town, turn, rows, &known).await?;
    Ok(Ok(considered.answer))
}

/// Notes of a child's family what the changes say of it.
fn note(child: &mut KnownChild, changes: &[Noted]) {
    let family = child.family;
    let debts = &mut child.facts.account.debts;
    for (_, word, _) in changes.iter().filter(|(of, ..)| *of == family) {
        debts.retain(|debt| debt.cash_desk.0 != word.cash_desk);
        if word.amount_cents > 0 {
            debts.push(Debt {
                cash_desk: Code(word.cash_desk.clone()),
                amount: Money::from_cents(word.amount_cents),
                as_of: word.as_of,
            });
        }
    }
}

/// A line that changes something, with what was owed before, where that is known.
type Noted = (FamilyId, DebtWord, Option<i64>);

struct Considered {
    answer: DebtsAnswer,
    changes: Vec<Noted>,
}

async fn consider<C: ConnectionTrait>(
    db: &C,
    town: &Town,
    request: &DebtsRequest,
    now: DateTime<Utc>,
) -> Result<Result<Considered, Vec<DebtsRefusal>>, StoreError> {
    let named: BTreeSet<&String> = request.lines.iter().map(|line| &line.family).collect();
    let named: Vec<String> = named.into_iter().cloned().collect();
    let known = accounts::families_by_code(db, town.id, &named).await?;
    let known: HashMap<String, FamilyId> = known.into_iter().collect();
    let today = civil_day(town.zone(), now);
    let families: Vec<FamilyId> = known.values().copied().collect();
    let stored = accounts::debts_of_several(db, town.id, &families).await?;
    let stored: HashMap<(FamilyId, &str), &DebtLine> = stored
        .iter()
        .map(|line| ((FamilyId(line.family_id.0), line.cash_desk.as_str()), line))
        .collect();
    let refusals = refusals(&request.lines, &known, &stored, today);
    if !refusals.is_empty() {
        return Ok(Err(refusals));
    }
    let (mut changes, mut families, mut seen) = (Vec::new(), Vec::new(), BTreeSet::new());
    for word in &request.lines {
        let Some(&family) = known.get(&word.family) else {
            continue;
        };
        let before = stored.get(&(family, word.cash_desk.as_str()));
        if before.is_none_or(|line| (line.amount_cents, line.as_of) != (word.amount_cents, word.as_of)) {
            changes.push((family, word.clone(), before.map(|line| line.amount_cents)));
        }
        if seen.insert(family) {
            families.push(family);
        }
    }
    let answer = DebtsAnswer {
        changed: changes.len(),
        unchanged: request.lines.len() - changes.len(),
        families,
    };
    Ok(Ok(Considered { answer, changes }))
}

fn refusals(
    lines: &[DebtWord],
    known: &HashMap<String, FamilyId>,
    stored: &HashMap<(FamilyId, &str), &DebtLine>,
    today: NaiveDate,
) -> Vec<DebtsRefusal> {
    let mut first_of: HashMap<(&str, &str), usize> = HashMap::new();
    let mut refusals = Vec::new();
    for (line, word) in lines.iter().enumerate() {
        if !known.contains_key(&word.family) {
            refusals.push(DebtsRefusal::UnknownFamily { line });
        }
        if Code::read(&word.cash_desk).is_none() {
            refusals.push(DebtsRefusal::InvalidCashDesk { line });
        }
        if !Debt::may_be(word.amount_cents) {
            refusals.push(DebtsRefusal::InvalidAmount { line });
        }
        if today < word.as_of {
            refusals.push(DebtsRefusal::FutureDay { line, today });
        }
        let family = known.get(&word.family);
        let latest = family.and_then(|&family| stored.get(&(family, word.cash_desk.as_str())));
        // Another amount of the same day corrects it; an older statement would bring back what is settled since.
        if let Some(latest) = latest.filter(|latest| word.as_of < latest.as_of) {
            let known = Statement {
                amount: Money::from_cents(latest.amount_cents),
                as_of: latest.as_of,
            };
            refusals.push(DebtsRefusal::OlderStatement { line, known });
        }
        if let Some(&first) = first_of.get(&(word.family.as_str(), word.cash_desk.as_str())) {
            refusals.push(DebtsRefusal::Repeated { line, first });
        } else {
            first_of.insert((&word.family, &word.cash_desk), line);
        }
    }
    refusals
}

/// What a family owes in all.
pub fn total(lines: &[DebtLine]) -> Money {
    lines.iter().map(|line| Money::from_cents(line.amount_cents)).sum()
}
