use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use crate::time::{Time, parse};
use crate::{Answer, Ear, documents};

/// A phone, or any other program in front of the door.
#[derive(Clone)]
pub struct Phone {
    http: reqwest::Client,
    url: String,
    time: Arc<Time>,
    language: Option<&'static str>,
    account: Option<Account>,
    session: Arc<Mutex<Option<Session>>>,
}

#[derive(Clone)]
struct Account {
    town: String,
    login: String,
    password: String,
}

/// An access token, from when until when it holds.
#[derive(Clone)]
struct Session {
    token: String,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
}

impl Phone {
    pub(crate) fn new(url: String, time: Arc<Time>) -> Self {
        let http = reqwest::Client::builder().no_proxy().build().expect("a client");
        Self {
            http,
            url,
            time,
            language: None,
            account: None,
            session: Arc::default(),
        }
    }

    /// The same place, nobody signed in.
    #[must_use]
    pub fn anonymous(&self) -> Self {
        Self {
            account: None,
            session: Arc::default(),
            ..self.clone()
        }
    }

    /// The same caller, who speaks this language.
    #[must_use]
    pub fn speaking(&self, language: &'static str) -> Self {
        Self {
            language: Some(language),
            ..self.clone()
        }
    }

    /// The same place, with this access token and no way to another.
    #[must_use]
    pub fn holding(&self, access_token: &str) -> Self {
        let (from, until) = (DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC);
        let session = Session {
            token: access_token.to_owned(),
            from,
            until,
        };
        Self {
            account: None,
            session: Arc::new(Mutex::new(Some(session))),
            ..self.clone()
        }
    }

    /// A phone of this account, signed in. When the clock leaves the life of the access token, it signs in anew.
    pub async fn sign_in(&self, town: &str, login: &str, password: &str) -> Self {
        let account = Account {
            town: town.to_owned(),
            login: login.to_owned(),
            password: password.to_owned(),
        };
        let phone = Self {
            account: Some(account),
            session: Arc::default(),
            ..self.clone()
        };
        phone.access_token().await;
        phone
    }

    /// As `SessionOpenPayload`.
    pub async fn session_open(&self, town: &str, login: &str, password: &str, device: &str) -> Value {
        let input = json!({ "town": town, "login": login, "password": password, "deviceName": device });
        let answer = self
            .post(documents::SESSION_OPEN, &json!({ "input": input }), None)
            .await;
        answer.field("sessionOpen")
    }

    /// The access token in use; none for the anonymous.
    pub async fn access_token(&self) -> Option<String> {
        let now = self.time.now();
        let held = self.session.lock().expect("no test failed here").clone();
        if let Some(session) = held.filter(|session| (session.from..session.until).contains(&now)) {
            return Some(session.token);
        }
        let Account { town, login, password } = self.account.as_ref()?;
        let opened = self.session_open(town, login, password, "Téléphone").await;
        assert_eq!(opened["errors"], json!([]));
        let text = |name: &str| opened["tokens"][name].as_str().expect("a text").to_owned();
        let session = Session {
            token: text("accessToken"),
            from: now,
            until: parse(&text("accessExpiresAt")),
        };
        let token = session.token.clone();
        *self.session.lock().expect("no test failed here") = Some(session);
        Some(token)
    }

    /// Sends one operation.
    pub async fn ask(&self, document: &str, variables: Value) -> Answer {
        let token = self.access_token().await;
        self.post(document, &variables, token).await
    }

    /// Sends any body to the door.
    pub async fn send(&self, body: impl Into<reqwest::Body>) -> Answer {
        let token = self.access_token().await;
        self.raw(body.into(), token).await
    }

    /// Opens a socket.
    pub async fn listen(&self) -> Ear {
        let token = self.access_token().await;
        Ear::open(&self.url.replacen("http", "ws", 1), token.as_deref()).await
    }

    /// Status and text of a page.
    pub async fn page(&self, path: &str, accept: &str) -> (u16, String) {
        let url = self.url.replace("/graphql", path);
        let response = self
            .http
            .get(url)
            .header("accept", accept)
            .send()
            .await
            .expect("an answer");
        let status = response.status().as_u16();
        (status, response.text().await.expect("a text"))
    }

    /// Status, headers and text of a page for a program that holds a version of it.
    pub async fn fetch(&self, path: &str, etag: Option<&str>) -> (u16, BTreeMap<String, String>, String) {
        let mut request = self.http.get(self.url.replace("/graphql", path));
        if let Some(etag) = etag {
            request = request.header("if-none-match", etag);
        }
        let response = request.send().await.expect("an answer");
        let status = response.status().as_u16();
        let header = |(name, value): (&reqwest::header::HeaderName, &reqwest::header::HeaderValue)| {
            (name.to_string(), value.to_str().expect("a text").to_owned())
        };
        let headers = response.headers().iter().map(header).collect();
        (status, headers, response.text().await.expect("a text"))
    }

    async fn post(&self, document: &str, variables: &Value, token: Option<String>) -> Answer {
        let body = json!({ "query": document, "variables": variables }).to_string();
        self.raw(body.into(), token).await
    }

    async fn raw(&self, body: reqwest::Body, token: Option<String>) -> Answer {
        let mut request = self
            .http
            .post(&self.url)
            .header("content-type", "application/json")
            .body(body);
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        if let Some(language) = self.language {
            request = request.header("accept-language", language);
        }
        let response = request.send().await.expect("an answer");
        let status = response.status().as_u16();
        let body = response.json().await.expect("JSON");
        Answer { status, body }
    }
}
