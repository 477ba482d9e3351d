//! Prices by the term where nobody asks for a plan: in orders, in mails, with an offer; and a term that is begun late.

use preau_tests::{Parent, Server, Store, both_stores};
use serde_json::{Value, json};

use super::PEOPLE;
use super::terms::{plan, rules, sums, terms, town};

both_stores!(
    an_order_and_its_mail_tell_what_is_due_by_the_term,
    a_mail_tells_the_end_of_a_term,
    an_offer_within_a_term_costs_no_more,
    what_is_left_of_a_term_is_due_from_the_first_place_on,
);

const ORDERS: &str = "{ viewer { family { orders { nodes { total { amountCents }
    terms { childId activity { code } firstDay lastDay result price { amountCents } priceBefore { amountCents }
      instalments { month amount { amountCents } } } } } } } }";

/// Each order of the family, the latest first: its total, and its terms.
async fn orders(parent: &Parent) -> Vec<(i64, Vec<String>)> {
    let viewer = parent.phone.ask(ORDERS, json!({})).await.field("viewer");
    let nodes = viewer["family"]["orders"]["nodes"].as_array().expect("orders").clone();
    let order = |node: &Value| (node["total"]["amountCents"].as_i64().expect("cents"), terms(node));
    nodes.iter().map(order).collect()
}

/// The last mail, with ordinary spaces.
async fn mail(server: &Server) -> String {
    server.work().await;
    let mails = server.mails();
    let text = &mails.last().expect("a mail").text;
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

/// The paragraphs of a mail behind the days, and before whom it is from.
fn sums_of(mail: &str) -> Vec<&str> {
    let paragraphs = mail.split("\n\n").skip_while(|part| !part.starts_with("Forfaits"));
    paragraphs.take_while(|part| !part.starts_with("Le portail")).collect()
}

/// D9, D11: the days cost nothing, so what makes up the total is told beside them, and kept.
async fn an_order_and_its_mail_tell_what_is_due_by_the_term(store: Store) {
    let (_house, server, camille) = town(store).await;
    camille.book("1", "Léa", "cantine", &["2026-12-01", "2027-01-05"]).await;
    let mail = mail(&server).await;
    assert_eq!(
        sums_of(&mail),
        [
            "Forfaits, dus une seule fois quel que soit le nombre de jours :
  Léa, Restauration, du mardi 1er décembre 2026 au jeudi 31 décembre 2026 : 59,00 €, sur la facture de décembre 2026
  Léa, Restauration, du vendredi 1er janvier 2027 au dimanche 31 janvier 2027 : 59,00 €, sur la facture de janvier 2027",
            "Total, forfaits compris : 118,00 €",
        ]
    );
    camille.book("2", "Léa", "cantine", &["2026-12-03"]).await;
    let begun = |first: &str, last: &str| format!("cantine {first} {last} BEGUN 5900 ({} 5900)", &first[..7]);
    let months = vec![begun("2026-12-01", "2026-12-31"), begun("2027-01-01", "2027-01-31")];
    assert_eq!(orders(&camille).await, [(0, vec![]), (11_800, months)]);
}

/// D11: giving back the last place of a month is worth a word.
async fn a_mail_tells_the_end_of_a_term(store: Store) {
    let (_house, server, camille) = town(store).await;
    camille.book("1", "Léa", "cantine", &["2026-12-01"]).await;
    server.work().await;
    camille.cancel("2", "Léa", "cantine", &["2026-12-01"]).await;
    let mail = mail(&server).await;
    assert_eq!(
        sums_of(&mail),
        ["Forfaits, dus une seule fois quel que soit le nombre de jours :
  Léa, Restauration, du mardi 1er décembre 2026 au jeudi 31 décembre 2026 : plus rien n’est dû (59,00 € jusqu’ici)"]
    );
    let ended = "cantine 2026-12-01 2026-12-31 ENDED 5900 (2026-12 5900)".to_owned();
    assert_eq!(orders(&camille).await[0], (0, vec![ended]));
}

const ACCEPT: &str = "mutation($input: OfferAcceptInput!) { offerAccept(input: $input) {
    order { number } outcomes { childId activity { id } date result changed price { amountCents currency } }
    total { amountCents } dueNow { amountCents } onInvoice { amountCents }
    terms { childId activity { code } firstDay lastDay result price { amountCents } priceBefore { amountCents }
      instalments { month amount { amountCents } } } errors { code } } }";

/// D14, E1: an offer is accepted at the price of a plan: nothing within a term that the child has a place in, and the whole term
/// where it has none.
async fn an_offer_within_a_term_costs_no_more(store: Store) {
    let rules = rules().replacen("capacity = 100", "capacity = 1\nwaiting_list = { offer_hours = 24 }", 1);
    let (_house, server) = Server::of_town(store, &rules, PEOPLE).await;
    let camille = server.parent("camille@example.org").await;
    let alex = server.parent("alex@example.org").await;
    alex.book("1", "Ana", "cantine", &["2026-12-03", "2026-12-04"]).await;
    camille.book("1", "Léa", "cantine", &["2026-12-01"]).await;
    camille.join("2", "Léa", "cantine", &["2026-12-03"]).await;
    camille.join("3", "Noé", "cantine", &["2026-12-04"]).await;
    alex.cancel("2", "Ana", "cantine", &["2026-12-03", "2026-12-04"]).await;
    server.work().await;
    let mut told = Vec::new();
    for (child, day) in [("Léa", "2026-12-03"), ("Noé", "2026-12-04")] {
        let input = camille.line_input(day, child, "cantine", &[day]);
        let payload = camille
            .phone
            .ask(ACCEPT, json!({ "input": input }))
            .await
            .field("offerAccept");
        assert_eq!(payload["errors"], json!([]));
        told.push((camille.outcomes(&payload), terms(&payload), sums(&payload)));
    }
    let begun = "cantine 2026-12-01 2026-12-31 BEGUN 5900 (2026-12 5900)".to_owned();
    assert_eq!(
        told,
        [
            (vec!["Léa cantine 2026-12-03 BOOKED 0".to_owned()], vec![], [0, 0, 0]),
            (
                vec!["Noé cantine 2026-12-04 BOOKED 0".to_owned()],
                vec![begun],
                [5900, 0, 5900]
            ),
        ]
    );
}

/// D7: where the town says so, months before the first place cost nothing; giving that one back makes the term cheaper.
async fn what_is_left_of_a_term_is_due_from_the_first_place_on(store: Store) {
    let term = "instalments = 3,";
    let rules = rules().replacen(term, "instalments = 4, joined_later = \"remaining\",", 1);
    let (_house, server) = Server::of_town(store, &rules, PEOPLE).await;
    let camille = server.parent("camille@example.org").await;
    let ask = async |key: &str, change: Value| {
        let payload = plan(&camille, json!({ "changes": [change], "idempotencyKey": key })).await;
        (terms(&payload), sums(&payload)[0])
    };
    let first = ask("1", camille.booking("Léa", "matin", &["2026-11-30", "2026-12-03"])).await;
    let begun = "matin 2026-09-01 2026-12-31 BEGUN 2500 (2026-11 1250, 2026-12 1250)".to_owned();
    assert_eq!(first, (vec![begun], 2500));
    let second = ask("2", camille.cancelling("Léa", "matin", &["2026-11-30"])).await;
    let repriced = "matin 2026-09-01 2026-12-31 REPRICED 1250 before 2500 (2026-12 1250)".to_owned();
    assert_eq!(second, (vec![repriced], -1250));
}
