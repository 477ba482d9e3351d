use preau_server::adapters::bus::InProcessBus;
use preau_services::ports::Bus;

use super::{HERE, asleep};

#[tokio::test]
async fn holds_to_its_promises() {
    super::holds_to_its_promises(&InProcessBus::default()).await;
}

#[tokio::test]
async fn a_listener_outlives_the_bus() {
    let bus = InProcessBus::default();
    let mut ear = bus.listen(HERE);
    drop(bus);
    assert!(asleep(&mut ear));
}
