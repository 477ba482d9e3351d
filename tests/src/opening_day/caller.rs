//! A phone that asks until it is answered.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;
use std::time::Duration;

use serde::Deserialize;
use serde::de::IgnoredAny;
use tokio::time::{Instant, sleep, timeout};

use super::chance::Chance;
use super::learn::sign_in_body;
use super::log::Step;
use super::people::login;
use super::stage::Stage;
use crate::Wire;

/// A little more than the server gives itself for an answer.
const PATIENCE: Duration = Duration::from_secs(35);

/// Before the second try; then twice as long each time, up to the longest.
const FIRST_PAUSE: Duration = Duration::from_millis(100);
const DOUBLINGS: u32 = 5;

pub(super) struct Caller {
    stage: Arc<Stage>,
    nth: usize,
    /// The server spoken to, by its place in the list.
    server: usize,
    wire: Option<Wire>,
    token: Option<String>,
    chance: Chance,
}

/// What one try gave.
enum Tried {
    Answered(String),
    /// Again, on the same server.
    Later(String),
    /// The access token has ended.
    SignedOut,
    /// No answer: it may have been done or not.
    Lost,
    Broken(String),
}

#[derive(Deserialize)]
struct Head {
    #[serde(default, rename = "data")]
    _data: Option<IgnoredAny>,
    errors: Option<Vec<TopError>>,
}

#[derive(Deserialize)]
struct TopError {
    extensions: Option<Extensions>,
}

#[derive(Deserialize)]
struct Extensions {
    code: Option<String>,
}

impl Caller {
    pub fn new(stage: &Arc<Stage>, nth: usize) -> Self {
        Self {
            stage: Arc::clone(stage),
            nth,
            server: nth % stage.servers.len(),
            wire: None,
            token: None,
            chance: Chance::new(!stage.cast.seed, nth),
        }
    }

    /// Another connection of the same person, to the next server.
    pub fn other(&self) -> Self {
        Self {
            stage: Arc::clone(&self.stage),
            nth: self.nth,
            server: (self.server + 1) % self.stage.servers.len(),
            wire: None,
            token: self.token.clone(),
            chance: self.chance.clone(),
        }
    }

    /// Signs in; false when there was no time left.
    pub async fn sign_in(&mut self) -> bool {
        self.token = None;
        let body = sign_in_body(&self.stage.town, &login(self.nth));
        let asked = Instant::now();
        for tries in 0.. {
            let Some(answer) = self.tried(&body, tries).await else {
                return false;
            };
            let payload: serde_json::Value = serde_json::from_str(&answer).unwrap_or_default();
            let payload = &payload["data"]["sessionOpen"];
            if let Some(token) = payload["tokens"]["accessToken"].as_str() {
                self.token = Some(token.to_owned());
                self.stage.log.answered(Step::SignIn, asked);
                return true;
            }
            let code = payload["errors"][0]["code"].as_str().unwrap_or("NO_TOKEN");
            self.stage.log.fault(code);
            self.pause(tries).await;
        }
        false
    }

    /// The answer to a body, sent as often as it takes; none when there was no time left.
    pub async fn ask(&mut self, step: Step, body: &str) -> Option<String> {
        let asked = Instant::now();
        let answer = self.tried(body, 0).await?;
        self.stage.log.answered(step, asked);
        Some(answer)
    }

    /// Sends a body and hangs up at once.
    pub async fn send_and_hang_up(&mut self, body: &str) {
        let token = self.token.clone();
        if let Some(wire) = self.wire().await {
            // Whether it arrives is what nobody knows.
            let _ = wire.send(token.as_deref(), body).await;
        }
        self.wire = None;
    }

    async fn tried(&mut self, body: &str, before: u32) -> Option<String> {
        for tries in before.. {
            match self.once(body).await {
                Tried::Answered(answer) => return Some(answer),
                Tried::Later(code) => self.stage.log.fault(&code),
                Tried::Lost => {
                    self.stage.log.fault("no answer");
                    self.wire = None;
                    self.server = (self.server + 1) % self.stage.servers.len();
                }
                Tried::SignedOut => {
                    self.stage.log.fault("UNAUTHENTICATED");
                    if !Box::pin(self.sign_in()).await {
                        return None;
                    }
                }
                Tried::Broken(what) => {
                    self.stage.log.wrong(what);
                    return None;
                }
            }
            if self.stage.out_of_time() {
                break;
            }
            self.pause(tries).await;
        }
        None
    }

    async fn once(&mut self, body: &str) -> Tried {
        let token = self.token.clone();
        let Some(wire) = self.wire().await else {
            return Tried::Lost;
        };
        let (status, text) = match timeout(PATIENCE, wire.exchange(token.as_deref(), body)).await {
            Ok(Ok((status, text))) => (status, text.to_owned()),
            Ok(Err(_)) | Err(_) => return Tried::Lost,
        };
        let Ok(head) = serde_json::from_str::<Head>(&text) else {
            return Tried::Broken(format!("status {status}, not JSON: {text}"));
        };
        let Some(errors) = head.errors else {
            return Tried::Answered(text);
        };
        let code = errors.into_iter().find_map(|error| error.extensions?.code);
        match code.as_deref() {
            Some("UNAUTHENTICATED") => Tried::SignedOut,
            Some("SERVICE_UNAVAILABLE" | "RATE_LIMITED" | "REQUEST_TIMEOUT") => Tried::Later(code.unwrap_or_default()),
            _ => Tried::Broken(format!("status {status}: {text}")),
        }
    }

    async fn wire(&mut self) -> Option<&mut Wire> {
        if self.wire.is_none() {
            let server = *self.stage.servers.get(self.server)?;
            // The server counts guesses by address: each family has its own.
            let [_, _, high, low] = (u32::try_from(self.nth).unwrap_or(0) + 1).to_be_bytes();
            let own = IpAddr::V4(Ipv4Addr::new(127, 77, high, low));
            self.wire = Wire::open_from(own, server).await.ok();
        }
        self.wire.as_mut()
    }

    async fn pause(&mut self, tries: u32) {
        let longest = FIRST_PAUSE * 2_u32.pow(tries.min(DOUBLINGS));
        sleep(longest / 2 + self.chance.within(longest / 2)).await;
    }
}
