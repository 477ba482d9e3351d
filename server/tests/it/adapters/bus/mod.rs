mod in_process;
mod redis;

use std::time::Duration;

use futures_util::FutureExt;
use futures_util::stream::{BoxStream, StreamExt};
use preau_domain::ids::CommuneId;
use preau_services::ports::Bus;

const HERE: CommuneId = CommuneId(1);
const ELSEWHERE: CommuneId = CommuneId(2);

/// Fails rather than hangs.
const PATIENCE: Duration = Duration::from_secs(30);

async fn woken(ear: &mut BoxStream<'static, ()>) {
    tokio::time::timeout(PATIENCE, ear.next())
        .await
        .expect("a wake-up")
        .expect("a bus that lives");
}

fn asleep(ear: &mut BoxStream<'static, ()>) -> bool {
    ear.next().now_or_never().is_none()
}

async fn holds_to_its_promises(bus: &dyn Bus) {
    bus.announce(HERE).await;
    let (mut first, mut second, mut stranger) = (bus.listen(HERE), bus.listen(HERE), bus.listen(ELSEWHERE));
    assert!(asleep(&mut first), "what was announced before is not told");

    bus.announce(HERE).await;
    woken(&mut first).await;
    assert!(asleep(&mut first), "one wake-up for one announcement");

    bus.announce(HERE).await;
    bus.announce(HERE).await;
    woken(&mut second).await;
    assert!(asleep(&mut second), "several are joined into one");

    assert!(asleep(&mut stranger), "a town hears of itself alone");
    drop(first);
    bus.announce(HERE).await;
    woken(&mut second).await;
}
