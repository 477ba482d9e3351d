//! What staff are told of a rule book.

use async_graphql::{Context, Object, SimpleObject};
use preau_domain::explain::{self, CameToPass, Explanation};
use preau_domain::locale::Locale;
use preau_domain::rulebook::Diagnostic;
use preau_services::drafts::{Answer as Said, Told};

use super::due::{DueKind, DuePer};
use super::slot_explanation::{ExplanationStep, ExplanationVerdict};
use crate::asking::asking;
use crate::faults::{Answer, bad_input};
use crate::scalars::{DateTime, Money};

/// What is wrong with a draft.
#[derive(SimpleObject)]
pub(crate) struct RuleBookCheck {
    /// Whether it is a rule book.
    sound: bool,
    /// Every mistake, in the order in which they stand, up to some hundreds.
    diagnostics: Vec<RuleBookDiagnostic>,
}

/// One mistake, as `preau rulebook check` tells it.
#[derive(SimpleObject)]
pub(crate) struct RuleBookDiagnostic {
    /// From 1.
    line: usize,
    /// From 1, in characters.
    column: usize,
    /// Where in the rule book: `activities[2].price.amount`, counted from 0; empty for the file itself.
    path: String,
    /// What is wrong, for programs: `unknown_key`, `missing_key`, …
    kind: String,
    /// The mistake in the person's language.
    message: String,
    /// The text as it stands in the file, shortened; empty where something is missing.
    found: String,
    /// What may stand there, in a notation without words; empty where nothing may.
    allowed: String,
}

impl RuleBookCheck {
    pub(crate) fn of(diagnostics: &[Diagnostic], locale: Locale) -> Self {
        Self {
            sound: diagnostics.is_empty(),
            diagnostics: RuleBookDiagnostic::all(diagnostics, locale),
        }
    }
}

impl RuleBookDiagnostic {
    fn all(diagnostics: &[Diagnostic], locale: Locale) -> Vec<Self> {
        let told = |diagnostic: &Diagnostic| {
            let facts = serde_json::to_value(diagnostic).unwrap_or_default();
            Self {
                line: diagnostic.line,
                column: diagnostic.column,
                path: diagnostic.path.clone(),
                kind: facts["kind"].as_str().unwrap_or_default().to_owned(),
                message: diagnostic.message(locale),
                found: diagnostic.found.clone(),
                allowed: diagnostic.allowed.clone(),
            }
        };
        diagnostics.iter().map(told).collect()
    }
}

/// What a rule book says of a place: an explanation, unless the draft has mistakes or the question cannot be understood.
#[derive(Default, SimpleObject)]
pub(crate) struct RuleBookAnswer {
    /// What is wrong with the draft.
    diagnostics: Vec<RuleBookDiagnostic>,
    /// What is wrong with the question.
    faults: Vec<RuleBookQuestionFault>,
    /// What the rule book says.
    explanation: Option<RuleBookExplanation>,
}

/// A word of a question that cannot be understood.
#[derive(SimpleObject)]
pub(crate) struct RuleBookQuestionFault {
    /// Which part of the question, as on the command line: `activity`, `booked`, `school`, `absent`, …
    key: String,
    /// What is wrong, in the person's language.
    message: String,
}

impl RuleBookAnswer {
    pub(crate) fn of(said: Said, locale: Locale) -> Answer<Self> {
        Ok(match said {
            Said::Mistakes(mistakes) => Self {
                diagnostics: RuleBookDiagnostic::all(&mistakes, locale),
                ..Self::default()
            },
            Said::OtherTown(slug) => return Err(bad_input(format!("`source` is a rule book of another town, {slug}"))),
            Said::Misunderstood(fault) => Self {
                faults: vec![RuleBookQuestionFault::of(&fault, locale)],
                ..Self::default()
            },
            Said::Told(told) => Self {
                explanation: Some(RuleBookExplanation(told)),
                ..Self::default()
            },
        })
    }
}

impl RuleBookQuestionFault {
    fn of(fault: &explain::Fault, locale: Locale) -> Self {
        Self {
            key: fault.key.clone(),
            message: fault.message(locale),
        }
    }
}

pub(crate) struct RuleBookExplanation(Told);

/// The steps, verdict and amounts that `preau rulebook explain` tells of the same question.
#[Object]
impl RuleBookExplanation {
    /// The version that was explained; null for a draft.
    async fn version(&self) -> Option<i32> {
        self.0.version()
    }

    /// The instant as of which it is explained.
    async fn as_of(&self) -> DateTime {
        DateTime(self.0.explanation.now)
    }

    /// What is looked at, in the order of the decision.
    async fn steps(&self, ctx: &Context<'_>) -> Vec<ExplanationStep> {
        let Explanation { steps, .. } = &self.0.explanation;
        ExplanationStep::all(steps, asking(ctx).locale(), self.0.rules())
    }

    /// What becomes of a request for the slot.
    async fn verdict(&self, ctx: &Context<'_>) -> ExplanationVerdict {
        ExplanationVerdict::of(&self.0.explanation.verdict, asking(ctx).locale(), self.0.rules())
    }

    /// What is due for the place, where something is supposed to come to pass and the activity runs.
    async fn due(&self, ctx: &Context<'_>) -> Option<SupposedDue> {
        let CameToPass {
            supposes_place,
            steps,
            lines,
            total,
        } = self.0.explanation.due.as_ref()?;
        Some(SupposedDue {
            supposes_place: *supposes_place,
            steps: ExplanationStep::all(steps, asking(ctx).locale(), self.0.rules()),
            lines: lines
                .iter()
                .map(|line| SupposedDueLine {
                    kind: line.kind.into(),
                    amount: line.amount.into(),
                    per: line.per.into(),
                })
                .collect(),
            total: (*total).into(),
        })
    }

    /// The same with all its facts, as JSON: what `preau rulebook explain --format json` prints.
    async fn facts(&self) -> String {
        serde_json::to_string(&self.0.explanation).unwrap_or_default()
    }
}

/// What is due for a place, if that comes to pass.
#[derive(SimpleObject)]
pub(crate) struct SupposedDue {
    /// Whether it is reckoned as of a booked place, also where the request for it is refused.
    supposes_place: bool,
    /// How it comes about.
    steps: Vec<ExplanationStep>,
    /// Each amount.
    lines: Vec<SupposedDueLine>,
    /// Their sum.
    total: Money,
}

/// One amount, and for what.
#[derive(SimpleObject)]
pub(crate) struct SupposedDueLine {
    /// What it is for.
    kind: DueKind,
    /// How much.
    amount: Money,
    /// What it is due once for.
    per: DuePer,
}
