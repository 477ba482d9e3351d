use async_graphql::{Context, Enum, InputObject, Object, SimpleObject};
use preau_domain::access::{Reach, Scope};
use preau_domain::locale::Locale;
use preau_entities::store::accounts::Source;
use preau_services::Fault;
use preau_services::accounts::debts::{self, DebtWord, DebtsAnswer, DebtsRefusal, DebtsRequest};
use preau_services::texts::errors::{self, ErrorText};

use crate::asking::{asking, caller, portal, scope};
use crate::faults::{Answer, fault};
use crate::scalars::Date;
use crate::types::family::Family;

/// What families owe.
#[derive(InputObject)]
pub(crate) struct DebtsSetInput {
    /// 1 to 5000 lines: all are noted, or none. Families that are not named stay as they are.
    lines: Vec<DebtInput>,
    /// Only say what would happen.
    #[graphql(default)]
    dry_run: bool,
}

/// What a family owes to a cash desk at the end of a day.
#[derive(InputObject)]
pub(crate) struct DebtInput {
    /// The code by which the town knows the family, as invoices print it.
    family_code: String,
    /// The cash desk, by a code: `a`–`z`, `0`–`9` and `-`, at most 40 characters. Each family and cash desk once.
    cash_desk: String,
    /// 0 once all is paid; at most a million euros.
    amount_cents: i32,
    /// The day; today or before, and not before that of what is known of the family and the cash desk.
    as_of: Date,
}

/// What became of the lines.
pub(crate) struct DebtsSetPayload {
    scope: Scope,
    answer: Option<DebtsAnswer>,
    errors: Vec<DebtsSetError>,
}

/// What became of debts to note.
#[Object]
impl DebtsSetPayload {
    /// Lines that changed something.
    async fn changed_count(&self) -> u32 {
        self.count(|answer| answer.changed)
    }

    /// Lines that said what was known already.
    async fn unchanged_count(&self) -> u32 {
        self.count(|answer| answer.unchanged)
    }

    /// The families that the lines name, as they now are; the first 100 of them.
    async fn families(&self) -> Vec<Family> {
        let named = self.answer.iter().flat_map(|answer| &answer.families);
        Family::several(self.scope, named.take(100).copied().collect())
    }

    /// Why nothing was noted, every line at fault; empty when all were.
    async fn errors(&self) -> &[DebtsSetError] {
        &self.errors
    }
}

impl DebtsSetPayload {
    fn count(&self, of: impl Fn(&DebtsAnswer) -> usize) -> u32 {
        let count = self.answer.as_ref().map_or(0, of);
        u32::try_from(count).unwrap_or(u32::MAX)
    }
}

/// Why nothing was noted.
#[derive(Clone, Debug, PartialEq, Eq, SimpleObject)]
pub(crate) struct DebtsSetError {
    /// For programs.
    code: DebtsSetErrorCode,
    /// In the person's language.
    pub(crate) message: String,
    /// The input field concerned, from the input's root; empty when it is the whole input.
    pub(crate) path: Vec<String>,
}

/// Why nothing was noted, for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub(crate) enum DebtsSetErrorCode {
    /// There is no line.
    NothingAsked,
    /// There are too many lines.
    TooManyLines,
    /// The town knows no family by this code.
    UnknownFamily,
    /// The cash desk is no code.
    InvalidCashDesk,
    /// The amount is below nothing, or too large.
    InvalidAmount,
    /// The day has not come.
    FutureDay,
    /// What is known of the family and the cash desk is of a later day.
    OlderStatement,
    /// The family and the cash desk stand in an earlier line.
    Repeated,
}

pub(crate) async fn run(ctx: &Context<'_>, input: DebtsSetInput) -> Answer<DebtsSetPayload> {
    let (portal, caller, scope) = (portal(ctx)?, caller(ctx)?, scope(ctx)?);
    // Before anything that they sent is looked at.
    if scope.reach != Reach::Town {
        return Err(fault(ctx, &Fault::Forbidden));
    }
    let word = |line: DebtInput| DebtWord {
        family: line.family_code,
        cash_desk: line.cash_desk,
        amount_cents: i64::from(line.amount_cents),
        as_of: line.as_of.0,
    };
    let request = DebtsRequest {
        scope,
        actor: caller.subject.actor(),
        actor_name: caller.name.clone(),
        source: Source::Staff,
        lines: input.lines.into_iter().map(word).collect(),
    };
    let reply = if input.dry_run {
        debts::rehearse(portal, &request).await
    } else {
        debts::set(portal, request).await
    };
    let locale = asking(ctx).locale();
    let (answer, refusals) = match reply.map_err(|error| fault(ctx, &error))? {
        Ok(answer) => (Some(answer), Vec::new()),
        Err(refusals) => (None, refusals),
    };
    Ok(DebtsSetPayload {
        scope,
        answer,
        errors: refusals.iter().map(|refusal| told(locale, *refusal)).collect(),
    })
}

fn told(locale: Locale, refusal: DebtsRefusal) -> DebtsSetError {
    use DebtsSetErrorCode as Code;
    let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let (code, text, field) = match refusal {
        DebtsRefusal::NothingAsked => (Code::NothingAsked, ErrorText::NothingAsked, None),
        DebtsRefusal::TooManyLines { most } => {
            let most = number(most);
            (Code::TooManyLines, ErrorText::TooManyEntries { most }, None)
        }
        DebtsRefusal::UnknownFamily { line } => (
            Code::UnknownFamily,
            ErrorText::UnknownFamily,
            Some((line, "familyCode")),
        ),
        DebtsRefusal::InvalidCashDesk { line } => (
            Code::InvalidCashDesk,
            ErrorText::InvalidCashDesk,
            Some((line, "cashDesk")),
        ),
        DebtsRefusal::InvalidAmount { line } => {
            (Code::InvalidAmount, ErrorText::InvalidDebt, Some((line, "amountCents")))
        }
        DebtsRefusal::FutureDay { line, today } => {
            (Code::FutureDay, ErrorText::DebtOfFuture { today }, Some((line, "asOf")))
        }
        DebtsRefusal::OlderStatement { line, known } => {
            let (amount, as_of) = (known.amount, known.as_of);
            let text = ErrorText::DebtOutdated { amount, as_of };
            (Code::OlderStatement, text, Some((line, "asOf")))
        }
        DebtsRefusal::Repeated { line, first: _ } => {
            (Code::Repeated, ErrorText::DebtRepeated, Some((line, "familyCode")))
        }
    };
    let path = match field {
        Some((line, field)) => vec!["lines".to_owned(), line.to_string(), field.to_owned()],
        None => vec!["lines".to_owned()],
    };
    DebtsSetError {
        code,
        message: errors::error(locale, text),
        path,
    }
}
