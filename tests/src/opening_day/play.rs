//! Everyone at once.

use std::sync::Arc;

use futures_util::future::join_all;
use tokio::time::Instant;

use super::stage::Stage;
use super::walk::{Played, walk};

/// Lets all families come. Those who come early wait at the gate, which opens when `opening` is over.
pub async fn play(stage: &Arc<Stage>, opening: impl Future<Output = ()>) -> Vec<Played> {
    let began = Instant::now();
    stage.log.begin();
    let families = (0..stage.families.len()).map(|nth| tokio::spawn(walk(Arc::clone(stage), nth, began)));
    let families: Vec<_> = families.collect();
    let opened = async {
        opening.await;
        stage.gate.open();
    };
    let ((), played) = tokio::join!(opened, join_all(families));
    let came = played.into_iter().enumerate().map(|(nth, family)| match family {
        Ok(family) => family,
        Err(error) => {
            stage.log.wrong(format!("family {nth} broke off: {error}"));
            Played {
                family: nth,
                children: Vec::new(),
                keys: Vec::new(),
                told: None,
            }
        }
    });
    came.collect()
}
