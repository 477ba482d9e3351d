//! Two towns with a few people who have logins.

use std::net::IpAddr;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use preau_domain::access::Subject;
use preau_domain::ids::CommuneId;
use preau_entities::rows::{device, refresh_token};
use preau_entities::store::ConnectionTrait;
use preau_services::Portal;
use preau_services::sign_in::{
    Caller, OpenRefusal, OpenRequest, Opened, PasswordCost, RefreshRefusal, Secret, SignIn, Tokens, authenticate,
    give_login, open, refresh,
};
use preau_services::towns::publish;
use sea_orm::{EntityTrait, QueryOrder};

use crate::doubles::{FrozenClock, NotedCounts, SeededRandom, SilentBus};
use crate::stores::Store;

pub const TOWN: &str = "milly-la-foret";
pub const OTHER_TOWN: &str = "autre-ville";

pub const KEY: &str = "a key for tests, of thirty-two bytes or more";

const CAMILLE: &str = "01K6F0000000000000000CAMEA";
const NOE: &str = "01K6F0000000000000000N0EAA";
const INES: &str = "01K6F0000000000000000NESAA";
const AGENT: &str = "01K6F0000000000000000AGENT";
const PARTNER: &str = "01K6F0000000000000000PARTN";
const DURAND: &str = "01K6F0000000000000000DVRAN";
const MARTIN: &str = "01K6F0000000000000000MARTN";

pub struct House {
    pub portal: Portal,
    pub sign_in: Arc<SignIn>,
    pub clock: Arc<FrozenClock>,
    pub town: CommuneId,
    pub other_town: CommuneId,
    _store: Store,
}

pub fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

pub fn camille() -> Subject {
    guardian(CAMILLE, DURAND)
}

pub fn noe() -> Subject {
    guardian(NOE, DURAND)
}

pub fn ines() -> Subject {
    guardian(INES, MARTIN)
}

pub fn agent() -> Subject {
    Subject::Agent {
        id: format!("agent:{AGENT}").parse().unwrap(),
    }
}

pub fn partner() -> Subject {
    Subject::Partner {
        id: format!("partner:{PARTNER}").parse().unwrap(),
    }
}

fn guardian(id: &str, family: &str) -> Subject {
    Subject::Guardian {
        id: format!("guardian:{id}").parse().unwrap(),
        family: format!("family:{family}").parse().unwrap(),
    }
}

impl House {
    /// It is 8 o'clock UTC on 1 October 2025.
    pub async fn build(store: Store) -> Self {
        let clock = Arc::new(FrozenClock::new(at("2025-10-01T08:00:00Z")));
        let random = Arc::new(SeededRandom::new(7));
        let counts = Arc::new(NotedCounts::default());
        let portal = Portal::new(store.db.clone(), clock.clone(), random, counts, Arc::new(SilentBus), 2);
        let sign_in = Arc::new(signer(&[KEY]));
        let book = include_str!("../../../../demo/milly-la-foret.toml");
        let (town, _) = publish(&portal, book).await.unwrap().unwrap();
        let book = book.replace("slug = \"milly-la-foret\"", "slug = \"autre-ville\"");
        let (other_town, _) = publish(&portal, &book).await.unwrap().unwrap();
        let house = Self {
            portal,
            sign_in,
            clock,
            town,
            other_town,
            _store: store,
        };
        house.settle(town, "").await;
        house.settle(other_town, " ailleurs").await;
        house
    }

    /// The same people live in both towns, under the same ids and logins, each time with a password of that town.
    async fn settle(&self, town: CommuneId, suffix: &str) {
        let id = town.0;
        for sql in [
            format!(
                "INSERT INTO families (commune_id, family_id, code, name) VALUES
                 ({id}, '{DURAND}', 'DUR4712', 'Durand'), ({id}, '{MARTIN}', 'MAR0815', 'Martin')"
            ),
            format!(
                "INSERT INTO guardians (commune_id, guardian_id, family_id, first_name, last_name, email, locale) VALUES
                 ({id}, '{CAMILLE}', '{DURAND}', 'Camille', 'Durand', 'camille@example.org', 'fr'),
                 ({id}, '{NOE}', '{DURAND}', 'Noé', 'Durand', 'noe@example.org', 'en'),
                 ({id}, '{INES}', '{MARTIN}', 'Inès', 'Martin', 'ines@example.org', 'fr')"
            ),
            format!(
                "INSERT INTO agents (commune_id, agent_id, name, email, locale) VALUES
                 ({id}, '{AGENT}', 'Paul Lemaire', 'paul@mairie.example', 'fr')"
            ),
            format!(
                "INSERT INTO partners (commune_id, partner_id, name, locale, scopes) VALUES
                 ({id}, '{PARTNER}', 'Traiteur du Nord', 'en', 'headcount:read')"
            ),
        ] {
            self.portal.db.execute_unprepared(&sql).await.unwrap();
        }
        for (subject, login) in [
            (camille(), "Camille@example.org"),
            (noe(), "noe@example.org"),
            (ines(), "ines@example.org"),
            (agent(), "paul@mairie.example"),
            (partner(), "Traiteur-Nord"),
        ] {
            let password = Secret::from(format!("{}{suffix}", password(login)));
            give_login(&self.portal, &self.sign_in, town, subject, login, &password)
                .await
                .unwrap()
                .unwrap();
        }
    }

    pub async fn open(&self, request: OpenRequest) -> Result<Opened, OpenRefusal> {
        open(&self.portal, &self.sign_in, request).await.unwrap()
    }

    /// Signs in with the right password of the first town.
    pub async fn enter(&self, login: &str, device: &str) -> Opened {
        self.open(OpenRequest {
            device_name: device.to_owned(),
            ..request(login)
        })
        .await
        .unwrap()
    }

    pub async fn refresh(&self, tokens: &Tokens) -> Result<Tokens, RefreshRefusal> {
        refresh(&self.portal, &self.sign_in, tokens.refresh.expose())
            .await
            .unwrap()
    }

    /// Who holds the access token, if it is good.
    pub fn caller(&self, tokens: &Tokens) -> Option<Caller> {
        authenticate(&self.portal, &self.sign_in, tokens.access.expose()).ok()
    }

    /// All devices of the store, in order of sign-in.
    pub async fn devices(&self) -> Vec<device::Model> {
        let devices = device::Entity::find().order_by_asc(device::Column::SignedInAt);
        devices
            .order_by_asc(device::Column::DeviceId)
            .all(&self.portal.db)
            .await
            .unwrap()
    }

    /// Step, whether used, and whether revoked, of all refresh tokens of the store.
    pub async fn chain(&self) -> Vec<(i32, bool, bool)> {
        let tokens = refresh_token::Entity::find().order_by_asc(refresh_token::Column::Step);
        let tokens = tokens.all(&self.portal.db).await.unwrap();
        tokens
            .iter()
            .map(|token| (token.step, token.used_at.is_some(), token.revoked_at.is_some()))
            .collect()
    }
}

pub fn signer(keys: &[&str]) -> SignIn {
    let keys: Vec<Secret> = keys.iter().map(|&key| Secret::from(key)).collect();
    SignIn::new(&keys, PasswordCost::FOR_TESTS).unwrap()
}

/// The password in the first town.
pub fn password(login: &str) -> String {
    format!("le mot de passe de {}", login.trim().to_lowercase())
}

/// A sign-in to the first town that works.
pub fn request(login: &str) -> OpenRequest {
    OpenRequest {
        town: TOWN.to_owned(),
        login: login.to_owned(),
        password: Secret::from(password(login)),
        device_name: "Téléphone".to_owned(),
        remember: false,
        client_address: Some(IpAddr::from([192, 0, 2, 1])),
    }
}

pub fn wrong(login: &str) -> OpenRequest {
    OpenRequest {
        password: Secret::from("un autre mot de passe"),
        ..request(login)
    }
}
