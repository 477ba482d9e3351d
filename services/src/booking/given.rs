//! Answers already given: to retries of earlier turns, and to requests that came twice within one.

use std::collections::{BTreeSet, HashMap};

use preau_domain::cart::{Cart, LineKey};
use preau_domain::ids::{CommuneId, FamilyId};
use preau_entities::store::StoreError;
use preau_entities::store::turn::{self, AnswerRef, NewAnswer, Turn};
use serde_json::Value;

use super::answer::{LineOutcome, PlanAnswer};
use super::cart::change::key_of_line;
use super::known::Known;
use super::request::{Aim, PlanRefusal, PlanRequest};
use super::token::PlanToken;
use super::turn::{Reply, kept, read_again};
use crate::Fault;
use crate::towns::Town;

/// What was asked and what came of it, by who asked and how they called it.
pub(super) struct Given {
    /// Each with the name of what was asked; its form is known to who asks the same again.
    answers: HashMap<AnswerRef, (String, Value)>,
}

impl Given {
    pub async fn load(turn: &Turn, commune: CommuneId, requests: &[&PlanRequest]) -> Result<Self, StoreError> {
        let keyed = requests.iter().filter(|request| request.has_key());
        let wanted: Vec<AnswerRef> = keyed.map(|request| answer_ref(request)).collect();
        let mut answers = HashMap::new();
        for stored in turn::answers(turn.reads(), commune, &wanted).await? {
            let key = AnswerRef {
                actor: stored.actor,
                key: stored.key,
            };
            answers.insert(key, (stored.request_hash, stored.answer));
        }
        Ok(Self { answers })
    }

    pub fn knows(&self, request: &PlanRequest) -> bool {
        request.has_key() && self.answers.contains_key(&answer_ref(request))
    }

    /// Whether it knows the request, and needs to look at nothing else to tell whether it is the same.
    pub fn settles(&self, request: &PlanRequest) -> bool {
        let looks = matches!(request.aim, Aim::OrderCart(_)) && request.expects.is_none();
        self.knows(request) && !looks
    }

    /// The requests that it does not settle.
    pub fn leaves<'r>(&self, requests: &[&'r PlanRequest]) -> Vec<&'r PlanRequest> {
        let open = requests.iter().filter(|request| !self.settles(request));
        open.copied().collect()
    }

    /// The answer given before, if the request is the same.
    ///
    /// An order of a cart does not say what is in it. Where it tells what the person agreed to, that names it; where it does
    /// not, it is the same for as long as nothing else stands in the cart than what that order left there.
    pub fn reply(&self, request: &PlanRequest, known: &Known) -> Result<Reply, Fault> {
        let Some((asked, answer)) = self.answers.get(&answer_ref(request)) else {
            return Ok(Err(PlanRefusal::KeyMismatch));
        };
        let same = match (request.aim, &request.expects) {
            (Aim::Order | Aim::Cart(..), _) => *asked == request.fingerprint(),
            (Aim::OrderCart(_), Some(expects)) => *asked == of_cart(expects),
            (Aim::OrderCart(family), None) => {
                asked.starts_with(OF_CART) && is_what_was_left(&read_again(answer)?, known, family)
            }
        };
        if same {
            return read_again(answer).map(Ok);
        }
        Ok(Err(PlanRefusal::KeyMismatch))
    }

    pub fn keep(&mut self, town: &Town, request: &PlanRequest, answer: &PlanAnswer) -> Result<NewAnswer, Fault> {
        let AnswerRef { actor, key } = answer_ref(request);
        let asked = match request.aim {
            Aim::Order | Aim::Cart(..) => request.fingerprint(),
            Aim::OrderCart(_) => of_cart(&PlanToken::of(town, answer)),
        };
        let kept = kept(actor, key, asked, answer)?;
        let told = (kept.request_hash.clone(), kept.answer.clone());
        self.answers.insert(answer_ref(request), told);
        Ok(kept)
    }
}

/// Before the name of what a cart's order asked, so that it is nothing else's.
const OF_CART: &str = "cart:";

/// What a cart's order asked: what stood in it, as the family was shown it or would have been.
fn of_cart(token: &PlanToken) -> String {
    format!("{OF_CART}{}", token.name())
}

/// Whether nothing stands in the family's cart that the order has not refused: a line of a child that has left the family
/// is passed over by every order.
fn is_what_was_left(answer: &PlanAnswer, known: &Known, family: FamilyId) -> bool {
    let own = answer.outcomes.iter().filter(|line| line.taken_with.is_none());
    let refused = own.filter(|line| matches!(line.outcome, LineOutcome::Refused { .. }));
    let refused: BTreeSet<LineKey> = refused.map(key_of_line).collect();
    let gone = |key: &LineKey| {
        let child = known.children.get(&key.child);
        child.is_none_or(|child| child.family != family)
    };
    let mut lines = known.carts.of(family).into_iter().flat_map(Cart::lines);
    lines.all(|(key, _)| refused.contains(key) || gone(key))
}

fn answer_ref(request: &PlanRequest) -> AnswerRef {
    AnswerRef {
        actor: request.actor.clone(),
        key: request.key.clone(),
    }
}
