use preau_tests::{Parent, Server};

use super::days::DAY;

/// Nobody has a booking, nothing waits to be sent, and the server still serves.
pub async fn untouched(server: &Server, parent: &Parent) {
    assert_eq!(parent.history().await, [""; 0]);
    let calendar = parent.calendar("Léa", DAY, DAY).await;
    assert_eq!(
        calendar.on("matin", DAY),
        "2026-11-30 AVAILABLE - 2026-11-26T09:00:00Z 195 60"
    );
    assert_eq!((server.work().await, server.mails()), (0, vec![]));
}
