//! "Un courriel de confirmation vous sera adressé une fois la réservation traitée."

use preau_tests::towns::{PEOPLE, RULES};
use preau_tests::{House, Server, Store, both_stores};
use serde_json::{Value, json};

both_stores!(
    each_treated_booking_is_confirmed,
    mails_are_read_in_the_demo,
    production_tells_nobody_of_mails,
    staff_book_for_a_family_and_everyone_is_told,
);

/// D11, in the language of whoever placed the order; what was refused or was so already sends nothing.
async fn each_treated_booking_is_confirmed(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    let changes = [
        camille.booking("Léa", "midi", &["2026-11-30", "2026-12-01"]),
        camille.booking("Noé", "matin-mater", &["2026-11-30"]),
    ];
    camille.plan("1", &changes).await.data();
    assert_eq!(server.mails(), [], "nothing is sent from inside a request");
    server.work().await;
    camille.book("2", "Léa", "midi", &["2026-11-30"]).await;
    camille.book("3", "Léa", "midi", &["2026-11-24"]).await;
    server.work().await;
    let dominique = server.parent("dominique@example.org").await;
    dominique.cancel("1", "Léa", "midi", &["2026-12-01"]).await;
    server.work().await;

    let mails = server.mails();
    let [first, second] = mails.as_slice() else {
        panic!("{mails:#?}")
    };
    assert_eq!(
        (first.to.as_str(), first.to_name.as_str()),
        ("camille@example.org", "Camille Martin")
    );
    assert_eq!(
        first.subject,
        "Milly-la-Forêt\u{a0}: réservation confirmée (commande n°\u{a0}1)"
    );
    assert_eq!(
        plain(&first.text),
        "Bonjour Camille Martin,

Votre commande n° 1 du lundi 23 novembre 2026 à 09:00 est enregistrée.

Léa

  Accueil du midi
  2 jours réservés, 3,40 € :
    lundi 30 novembre 2026, 1,70 €
    mardi 1er décembre 2026, 1,70 €

  Restauration
  2 jours réservés, 6,30 € :
    lundi 30 novembre 2026, 3,15 €
    mardi 1er décembre 2026, 3,15 €

Noé

  Accueil du matin
  1 jour réservé, 1,95 € :
    lundi 30 novembre 2026, 1,95 €

Total des jours réservés : 11,65 €

Une question ? Écrivez-nous ou appelez-nous :
  Accueil périscolaire élémentaire : perisco.elem@milly.example
  Accueil périscolaire maternel : perisco.mater@milly.example

Le portail famille de Milly-la-Forêt
"
    );
    assert_eq!(
        (second.to.as_str(), second.to_name.as_str()),
        ("dominique@example.org", "Dominique Martin")
    );
    assert_eq!(second.subject, "Milly-la-Forêt: cancellation confirmed (order no. 2)");
    assert_eq!(
        second.text,
        "Hello Dominique Martin,

Your order no. 2 of Monday 23 November 2026 at 09:00 is confirmed.

Léa

  Accueil du midi
  1 day cancelled:
    Tuesday 1 December 2026

  Restauration
  1 day cancelled:
    Tuesday 1 December 2026

Any question? Write to us or call us:
  Accueil périscolaire élémentaire: perisco.elem@milly.example
  Accueil périscolaire maternel: perisco.mater@milly.example

The family portal of Milly-la-Forêt
"
    );
    assert_ne!(first.key, second.key);
}

/// D11: as JSON for programs, as a page for people.
async fn mails_are_read_in_the_demo(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    camille.book("1", "Léa", "matin", &["2026-11-30"]).await;
    server.work().await;
    let mails = server.mails();
    let (status, listed) = server.phone().page("/dev/mails", "application/json").await;
    assert_eq!(status, 200);
    let listed: Value = serde_json::from_str(&listed).expect("JSON");
    assert_eq!(
        listed,
        json!([{
            "key": mails[0].key,
            "to": "camille@example.org",
            "toName": "Camille Martin",
            "subject": mails[0].subject,
            "text": mails[0].text,
        }])
    );
    let (status, page) = server.phone().page("/dev/mails", "text/html").await;
    assert_eq!(status, 200);
    assert!(page.contains(&mails[0].subject), "{page}");
}

/// D11: the page is not even there.
async fn production_tells_nobody_of_mails(store: Store) {
    let house = House::new(store).await;
    let server = house.open_in_production().await;
    server.settle(RULES, PEOPLE).await;
    let camille = server.parent("camille@example.org").await;
    camille.book("1", "Léa", "matin", &["2026-11-30"]).await;
    server.work().await;
    assert_eq!(server.mails().len(), 1);
    let (status, body) = server.phone().page("/dev/mails", "application/json").await;
    assert_eq!(status, 404);
    let body: Value = serde_json::from_str(&body).expect("JSON");
    let error = json!({ "message": "There is nothing here.", "extensions": { "code": "NOT_FOUND" } });
    assert_eq!(body, json!({ "errors": [error] }));
}

/// D11, D12: staff act under the same rules; both guardians hear of it, each in their language.
async fn staff_book_for_a_family_and_everyone_is_told(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    let sacha = server.parent("sacha@milly.example").await;
    let changes = [camille.booking("Léa", "matin", &["2026-11-30"])];
    let told = camille.told(sacha.plan("1", &changes).await);
    assert_eq!(told, ["Léa matin 2026-11-30 BOOKED 195"]);
    server.work().await;
    let mut mails: Vec<_> = server.mails().into_iter().map(|mail| (mail.to, mail.text)).collect();
    mails.sort();
    let placed: Vec<_> = mails.iter().map(|(to, text)| (to.as_str(), plain(text))).collect();
    let placed: Vec<_> = placed
        .iter()
        .map(|(to, text)| (*to, text.lines().nth(2).unwrap_or_default()))
        .collect();
    assert_eq!(
        placed,
        [
            (
                "camille@example.org",
                "La commande n° 1 a été passée pour votre famille par Sacha Petit le lundi 23 novembre 2026 à 09:00.",
            ),
            (
                "dominique@example.org",
                "Order no. 1 was placed for your family by Sacha Petit on Monday 23 November 2026 at 09:00.",
            ),
        ]
    );
    assert_eq!(
        camille.history().await,
        ["2026-11-23T08:00:00Z BOOKED Léa matin 2026-11-30 195 by Sacha Petit no 1"]
    );
}

/// With plain spaces, to be read here.
fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}
