use preau_tests::{Server, Store, both_stores};

both_stores!(smoke);

async fn smoke(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    let month = camille.calendar("Léa", "2026-11-23", "2026-12-06").await;
    println!("{:#?} {:#?} {:#?}", month.days(), month.of("midi"), month.takes("midi"));
    println!("{:#?}", camille.book("k1", "Léa", "midi", &["2026-11-30", "2026-12-01", "2026-12-02"]).await);
    println!("{:#?}", camille.history().await);
    println!("{}", server.work().await);
    println!("{:#?}", server.mails());
}
