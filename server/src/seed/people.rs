//! Families, staff and partner programs from a file.

use chrono::NaiveDate;
use preau_domain::access::Subject;
use preau_domain::ids::{AgentId, ChildId, CommuneId, FamilyId, GuardianId, PartnerId};
use preau_domain::locale::Locale;
use preau_entities::store::StoreError;
use preau_entities::store::register::{self, NewAgent, NewChild, NewFamily, NewGuardian, NewPartner};
use preau_services::ports::random::ulid;
use preau_services::sign_in::{Secret, SignIn, give_login};
use preau_services::towns::publish;
use preau_services::{Fault, Portal};
use serde::Deserialize;
use ulid::Ulid;

use crate::cli::Failure;

/// The file: everyone a town knows. Passwords stand in it in clear, so it is for demos and tests.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct People {
    pub families: Vec<Family>,
    pub agents: Vec<Agent>,
    pub partners: Vec<Partner>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Family {
    code: String,
    name: String,
    #[serde(default)]
    guardians: Vec<Guardian>,
    #[serde(default)]
    children: Vec<Child>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Guardian {
    first_name: String,
    last_name: String,
    email: String,
    password: String,
    #[serde(default)]
    locale: Locale,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Child {
    first_name: String,
    last_name: String,
    birth_date: NaiveDate,
    school: String,
    #[serde(default)]
    food_care_plan: bool,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agent {
    name: String,
    email: String,
    password: String,
    #[serde(default)]
    locale: Locale,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Partner {
    name: String,
    client_id: String,
    secret: String,
    #[serde(default)]
    scopes: Vec<String>,
}

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
    let enter = Enter {
        portal,
        sign_in,
        commune,
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
        let child = |child: Child| NewChild {
            id: ChildId(self.id()),
            first_name: child.first_name,
            last_name: child.last_name,
            birth_date: child.birth_date,
            school_code: child.school,
            food_care_plan: child.food_care_plan,
        };
        let new = NewFamily {
            id,
            code: family.code,
            name: family.name,
            guardians: adults.iter().map(guardian).collect(),
            children: family.children.into_iter().map(child).collect(),
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

fn stored(outcome: Result<(), StoreError>) -> Result<(), Failure> {
    outcome.map_err(|error| Failure::Failed(format!("the store refused: {error:?}")))
}

fn failed(fault: &Fault) -> Failure {
    Failure::Failed(format!("the portal failed: {fault:?}"))
}
