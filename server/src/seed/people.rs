//! Families, staff and partner programs from a file.

use std::collections::BTreeSet;
use std::sync::Arc;

use preau_domain::access::Subject;
use preau_domain::classes::FiledClass;
use preau_domain::code::Code;
use preau_domain::family::{self as facts, GivenQuotient};
use preau_domain::ids::{ActivityId, AgentId, ChildId, CommuneId, FamilyId, GuardianId, PartnerId};
use preau_domain::locale::Locale;
use preau_domain::money::Money;
use preau_entities::store::StoreError;
use preau_entities::store::register::{
    self, KnownDebt, KnownFile, KnownQuotient, NewAgent, NewChild, NewFamily, NewGuardian, NewPartner,
};
use preau_services::ports::random::ulid;
use preau_services::sign_in::{Secret, SignIn, give_login};
use preau_services::towns::{Town, publish};
use preau_services::{Fault, Portal};
use ulid::Ulid;

use super::file::{Agent, Child, Debt, Family, FamilyFile, Guardian, Partner, People, Quotient};
use crate::cli::Failure;

/// Publishes a town's rule book and returns the town.
pub async fn town(portal: &Portal, rule_book: &str) -> Result<CommuneId, Failure> {
    match publish(portal, rule_book).await.map_err(|fault| failed(&fault))? {
        Ok((commune, _)) => Ok(commune),
        Err(refusal) => Err(Failure::Failed(format!("the town's rule book is refused: {refusal:?}"))),
    }
}

/// Enters everyone in the file, a TOML text of [`People`].
pub async fn people(portal: &Portal, sign_in: &SignIn, commune: CommuneId, file: &str) -> Result<(), Failure> {
    let people: People = toml::from_str(file).map_err(|error| Failure::Failed(error.to_string()))?;
    let town = portal.towns.get(commune).await.map_err(|fault| failed(&fault))?;
    let enter = Enter {
        portal,
        sign_in,
        commune,
        town,
    };
    for family in people.families {
        enter.family(family).await?;
    }
    for agent in people.agents {
        enter.agent(agent).await?;
    }
    for partner in people.partners {
        enter.partner(partner).await?;
    }
    Ok(())
}

struct Enter<'a> {
    portal: &'a Portal,
    sign_in: &'a SignIn,
    commune: CommuneId,
    town: Arc<Town>,
}

impl Enter<'_> {
    async fn family(&self, family: Family) -> Result<(), Failure> {
        let id = FamilyId(self.id());
        let adults: Vec<(GuardianId, Guardian)> = family
            .guardians
            .into_iter()
            .map(|adult| (GuardianId(self.id()), adult))
            .collect();
        let guardian = |(id, adult): &(GuardianId, Guardian)| NewGuardian {
            id: *id,
            first_name: adult.first_name.clone(),
            last_name: adult.last_name.clone(),
            email: adult.email.clone(),
            locale: adult.locale.code().to_owned(),
        };
        let children = family.children.into_iter().map(|child| self.child(child));
        let new = NewFamily {
            id,
            quotients: self.quotients(&family.code, family.quotients)?,
            debts: self.debts(&family.code, family.debts)?,
            file: family
                .file
                .as_ref()
                .map(|file| self.file(&family.code, file))
                .transpose()?,
            code: family.code,
            name: family.name,
            residence: family.residence,
            regime: family.regime,
            guardians: adults.iter().map(guardian).collect(),
            children: children.collect::<Result<_, _>>()?,
        };
        stored(register::family(&self.portal.db, self.commune, new).await)?;
        for (guardian, adult) in adults {
            self.login(
                Subject::Guardian {
                    id: guardian,
                    family: id,
                },
                &adult.email,
                adult.password,
            )
            .await?;
        }
        Ok(())
    }

    fn quotients(&self, family: &str, quotients: Vec<Quotient>) -> Result<Vec<KnownQuotient>, Failure> {
        let mut days = BTreeSet::new();
        let known = |quotient: Quotient| {
            let wrong = |what: String| Failure::Failed(format!("family {family}: {what}"));
            let (on, settled) = match (quotient.from, quotient.given) {
                (Some(from), None) => (from, true),
                (None, Some(given)) => (given, false),
                (Some(_), Some(_)) | (None, None) => {
                    return Err(wrong("a quotient has either `from` or `given`".to_owned()));
                }
            };
            if !days.insert(on) {
                return Err(wrong(format!("two quotients of {on}; keep one of them")));
            }
            let value = quotient.value;
            Ok(KnownQuotient {
                given: GivenQuotient { on, value, settled },
                recorded_at: self.portal.clock.now(),
            })
        };
        quotients.into_iter().map(known).collect()
    }

    fn debts(&self, family: &str, debts: Vec<Debt>) -> Result<Vec<KnownDebt>, Failure> {
        let mut desks = BTreeSet::new();
        let known = |debt: Debt| {
            let wrong = |what: &str| Failure::Failed(format!("family {family}: {what}"));
            let desk = Code::read(&debt.cash_desk).ok_or_else(|| wrong("a cash desk is named by a code"))?;
            let amount = Money::read(&debt.amount).ok_or_else(|| wrong("an amount is written like 12.40"))?;
            if !desks.insert(desk.clone()) {
                return Err(wrong("two debts to one cash desk; keep one of them"));
            }
            Ok(KnownDebt {
                cash_desk: desk.0,
                amount_cents: amount.cents(),
                as_of: debt.as_of,
                recorded_at: self.portal.clock.now(),
            })
        };
        debts.into_iter().map(known).collect()
    }

    fn file(&self, family: &str, declared: &FamilyFile) -> Result<KnownFile, Failure> {
        let file = facts::FamilyFile::declared(declared.complete, declared.until, &declared.missing);
        let file = file.map_err(|mistake| {
            Failure::Failed(format!(
                "family {family}: nothing can be declared so of its file: {mistake:?}"
            ))
        })?;
        let now = self.portal.clock.now();
        let millis = u64::try_from(now.timestamp_millis()).unwrap_or(0);
        Ok(KnownFile {
            // Before whatever is declared from then on, be it within the same millisecond.
            id: Ulid::from_parts(millis, 0),
            file,
            decided_at: now,
        })
    }

    fn child(&self, child: Child) -> Result<NewChild, Failure> {
        let class = class(&child)?;
        let activity = |code: &String| {
            let mut activities = self.town.activities();
            let found = activities.find(|offered| offered.activity.code.0 == *code);
            found.map(|offered| offered.id).ok_or_else(|| {
                let name = &child.first_name;
                Failure::Failed(format!("{name}: the town has no activity `{code}` to attend regularly"))
            })
        };
        // A code written twice says no more than once.
        let regular: BTreeSet<ActivityId> = child.regular.iter().map(activity).collect::<Result<_, _>>()?;
        Ok(NewChild {
            id: ChildId(self.id()),
            first_name: child.first_name,
            last_name: child.last_name,
            birth_date: child.birth_date,
            school_code: child.school,
            class,
            food_care_plan: child.food_care_plan,
            regular_in: regular.into_iter().collect(),
        })
    }

    async fn agent(&self, agent: Agent) -> Result<(), Failure> {
        let id = AgentId(self.id());
        let new = NewAgent {
            id,
            name: agent.name,
            email: agent.email.clone(),
            locale: agent.locale.code().to_owned(),
        };
        stored(register::agent(&self.portal.db, self.commune, new).await)?;
        self.login(Subject::Agent { id }, &agent.email, agent.password).await
    }

    async fn partner(&self, partner: Partner) -> Result<(), Failure> {
        let id = PartnerId(self.id());
        let locale = Locale::default().code().to_owned();
        let new = NewPartner {
            id,
            name: partner.name,
            locale,
            scopes: partner.scopes.join(" "),
        };
        stored(register::partner(&self.portal.db, self.commune, new).await)?;
        self.login(Subject::Partner { id }, &partner.client_id, partner.secret)
            .await
    }

    async fn login(&self, subject: Subject, login: &str, password: String) -> Result<(), Failure> {
        let given = give_login(
            self.portal,
            self.sign_in,
            self.commune,
            subject,
            login,
            &Secret::from(password),
        )
        .await;
        given
            .map_err(|fault| failed(&fault))?
            .map_err(|refusal| Failure::Failed(format!("a login cannot be given: {refusal:?}")))
    }

    fn id(&self) -> Ulid {
        ulid(self.portal.random.as_ref(), self.portal.clock.now())
    }
}

/// What the file says of a child's class, where it does.
fn class(child: &Child) -> Result<Option<FiledClass>, Failure> {
    let wrong = |what: &str| Failure::Failed(format!("{}: {what}", child.first_name));
    match (child.class, child.class_year) {
        (None, None) => Ok(None),
        (Some(class), Some(year)) if FiledClass::YEARS.contains(&year) => Ok(Some(FiledClass { class, year })),
        (Some(_), Some(_)) => Err(wrong(
            "`class_year` is the year in which the school year begins, such as 2026",
        )),
        (Some(_), None) | (None, Some(_)) => Err(wrong("`class` and `class_year` stand together, or neither does")),
    }
}

fn stored(outcome: Result<(), StoreError>) -> Result<(), Failure> {
    outcome.map_err(|error| Failure::Failed(format!("the store refused: {error:?}")))
}

fn failed(fault: &Fault) -> Failure {
    Failure::Failed(format!("the portal failed: {fault:?}"))
}
