//! Everyone at once, from the morning to the night.

use std::sync::Arc;

use futures_util::future::join_all;
use tokio::task::JoinHandle;
use tokio::time::Instant;

use super::played::Played;
use super::stage::Stage;
use super::walk::Walk;

/// The families of a town, with their phones.
pub struct Crowd {
    stage: Arc<Stage>,
    walks: Vec<Walk>,
}

impl Crowd {
    /// Lets all families come and book. Those who come early wait at the gate, which opens when `opening` is over.
    pub async fn come(stage: &Arc<Stage>, opening: impl Future<Output = ()>) -> Self {
        let began = Instant::now();
        stage.log.begin();
        let walks = (0..stage.families.len()).map(|nth| Walk::new(stage, nth));
        let mut crowd = Self {
            stage: Arc::clone(stage),
            walks: walks.collect(),
        };
        let opened = async {
            opening.await;
            stage.gate.open();
        };
        let mornings = crowd.start(|mut walk| {
            tokio::spawn(async move {
                walk.morning(began).await;
                walk
            })
        });
        let ((), walks) = tokio::join!(opened, crowd.gather(mornings));
        crowd.walks = walks;
        crowd
    }

    /// Lets families give days back, and those who wait answer what is offered to them.
    pub async fn afternoon(&mut self) {
        let afternoons = self.start(|mut walk| {
            tokio::spawn(async move {
                walk.afternoon().await;
                walk
            })
        });
        self.walks = self.gather(afternoons).await;
    }

    /// Lets those who still wait answer what is offered to them by then.
    pub async fn evening(&mut self) {
        let evenings = self.start(|mut walk| {
            tokio::spawn(async move {
                walk.evening().await;
                walk
            })
        });
        self.walks = self.gather(evenings).await;
    }

    /// Lets those who wait look how it stands, and tells how everyone fared.
    pub async fn night(mut self) -> Vec<Played> {
        let nights = self.start(|mut walk| {
            tokio::spawn(async move {
                walk.night().await;
                walk
            })
        });
        let walks = self.gather(nights).await;
        walks.into_iter().map(|walk| walk.played).collect()
    }

    fn start(&mut self, play: impl Fn(Walk) -> JoinHandle<Walk>) -> Vec<JoinHandle<Walk>> {
        std::mem::take(&mut self.walks).into_iter().map(play).collect()
    }

    async fn gather(&self, started: Vec<JoinHandle<Walk>>) -> Vec<Walk> {
        let ended = join_all(started).await.into_iter().enumerate();
        let walk = |(nth, walk): (usize, Result<Walk, _>)| match walk {
            Ok(walk) => walk,
            Err(error) => {
                self.stage.log.wrong(format!("family {nth} broke off: {error}"));
                Walk::new(&self.stage, nth)
            }
        };
        ended.map(walk).collect()
    }
}
