//! Everyone at once, from the morning to the night.

use std::sync::Arc;

use futures_util::FutureExt;
use futures_util::future::{BoxFuture, join_all};
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
        tokio::join!(opened, crowd.each(move |walk| walk.morning(began).boxed()));
        crowd
    }

    /// Lets families give days back, and those who wait answer what is offered to them.
    pub async fn afternoon(&mut self) {
        self.each(|walk| walk.afternoon().boxed()).await;
    }

    /// Lets those who still wait answer what is offered to them by then.
    pub async fn evening(&mut self) {
        self.each(|walk| walk.evening().boxed()).await;
    }

    /// Lets those who wait look how it stands, and tells how everyone fared.
    pub async fn night(mut self) -> Vec<Played> {
        self.each(|walk| walk.night().boxed()).await;
        self.walks.into_iter().map(|walk| walk.played).collect()
    }

    /// Lets all families play a part of the day, side by side.
    async fn each<P>(&mut self, part: P)
    where
        P: for<'a> Fn(&'a mut Walk) -> BoxFuture<'a, ()> + Clone + Send + 'static,
    {
        let play = |mut walk: Walk| {
            let part = part.clone();
            tokio::spawn(async move {
                part(&mut walk).await;
                walk
            })
        };
        let played = std::mem::take(&mut self.walks).into_iter().map(play);
        let ended = join_all(played).await.into_iter().enumerate();
        let walk = |(nth, walk): (usize, Result<Walk, _>)| match walk {
            Ok(walk) => walk,
            Err(error) => {
                self.stage.log.wrong(format!("family {nth} broke off: {error}"));
                Walk::new(&self.stage, nth)
            }
        };
        self.walks = ended.map(walk).collect();
    }
}
