//! Prices by the term where nobody asks for a plan: in orders, in mails, with an offer; and a term that is begun late.

use preau_tests::{House, Parent, Phone, Server, Store, both_stores};
use serde_json::{Value, json};

use super::PEOPLE;
use super::terms::{TOLD, plan, rules, sums, terms, town};

both_stores!(
    an_order_and_its_mail_tell_what_is_due_by_the_term,
    a_mail_tells_the_end_of_a_term,
    an_offer_within_a_term_costs_no_more,
    what_is_left_of_a_term_is_due_from_the_first_place_on,
    another_quotient_makes_another_price_of_a_term,
    a_suspension_that_takes_the_last_place_ends_a_term,
    a_place_that_staff_refuse_ends_a_term,
);

const ORDERS: &str = "{ viewer { family { orders { nodes { total { amountCents }
    terms { ...told } } } } } }";

/// Each order of the family, the latest first: its total, and its terms.
async fn orders(parent: &Parent) -> Vec<(i64, Vec<String>)> {
    let viewer = parent
        .phone
        .ask(&format!("{ORDERS} {TOLD}"), json!({}))
        .await
        .field("viewer");
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
    terms { ...told } errors { code } } }";

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
            .ask(&format!("{ACCEPT} {TOLD}"), json!({ "input": input }))
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

const AGENT: &str = "
[[agents]]
name = \"Service enfance\"
email = \"bureau@example.org\"
password = \"un préau sous la pluie\"
";

/// The Martins, whose quotient is 400 for as long as they say nothing; Camille, who has booked December and January, and the
/// office.
async fn with_office(store: Store, more: &str) -> (House, Server, Parent, Phone) {
    let people = PEOPLE.replacen(", { from = \"2026-12-01\", value = 1050 }", "", 1);
    let rules = format!("{}{more}", rules());
    let (house, server) = Server::of_town(store, &rules, &format!("{people}{AGENT}")).await;
    let camille = server.parent("camille@example.org").await;
    let days = ["2026-12-01", "2027-01-05"];
    let booked = plan(
        &camille,
        json!({ "changes": [camille.booking("Léa", "cantine", &days)], "idempotencyKey": "1" }),
    );
    assert_eq!(sums(&booked.await)[0], 8000);
    let office = server.sign_in("bureau@example.org").await;
    (house, server, camille, office)
}

async fn family(office: &Phone) -> Value {
    let family = "query ($code: String!) { family(code: $code) { id } }";
    office.ask(family, json!({ "code": "100200" })).await.field("family")["id"].take()
}

/// B5, E1, D11: the places cost nothing by either quotient; what the months cost is told in an order of its own.
async fn another_quotient_makes_another_price_of_a_term(store: Store) {
    let (_house, server, camille, office) = with_office(store, "").await;
    server.work().await;
    let record = "mutation ($input: QuotientRecordInput!) { quotientRecord(input: $input) {
        order { total { amountCents } } errors { code } } }";
    let input = json!({ "familyId": family(&office).await, "value": 1050 });
    let recorded = office
        .ask(record, json!({ "input": input }))
        .await
        .field("quotientRecord");
    assert_eq!(
        recorded,
        json!({ "order": { "total": { "amountCents": 3800 } }, "errors": [] })
    );
    let repriced = |first: &str, last: &str| {
        format!(
            "cantine {first} {last} REPRICED 5900 before 4000 ({} 5900)",
            &first[..7]
        )
    };
    let months = vec![
        repriced("2026-12-01", "2026-12-31"),
        repriced("2027-01-01", "2027-01-31"),
    ];
    assert_eq!(orders(&camille).await[0], (3800, months));
    let mail = mail(&server).await;
    assert_eq!(
        sums_of(&mail),
        [
            "Forfaits, dus une seule fois quel que soit le nombre de jours :
  Léa, Restauration, du mardi 1er décembre 2026 au jeudi 31 décembre 2026 : désormais 59,00 €, au lieu de 40,00 €
  Léa, Restauration, du vendredi 1er janvier 2027 au dimanche 31 janvier 2027 : désormais 59,00 €, au lieu de 40,00 €",
            "Total, forfaits compris : 38,00 €",
        ]
    );
}

/// D17: what staff give back ends terms as what a family gives back does.
async fn a_suspension_that_takes_the_last_place_ends_a_term(store: Store) {
    let arrears =
        "\n[arrears]\ninvoiced_by = 15\ndue_on = 30\nsuspends = { activities = [\"cantine\"], from = \"next_day\" }\n";
    let (_house, _server, camille, office) = with_office(store, arrears).await;
    let owes = "mutation ($input: DebtsSetInput!) { debtsSet(input: $input) { changedCount errors { code } } }";
    let line = json!({ "familyCode": "100200", "cashDesk": "cantine", "amountCents": 2000, "asOf": "2026-10-31" });
    let noted = office
        .ask(owes, json!({ "input": { "lines": [line] } }))
        .await
        .field("debtsSet");
    assert_eq!(noted, json!({ "changedCount": 1, "errors": [] }));
    let suspend = "mutation ($input: FamilySuspendInput!) { familySuspend(input: $input) {
        places { date cancelled } order { cancelledCount } errors { code path } } }";
    let input = json!({ "familyId": family(&office).await, "from": "2027-01-01", "reason": "Impayés",
        "cancelBookings": true, "idempotencyKey": "1" });
    let suspended = office
        .ask(suspend, json!({ "input": input }))
        .await
        .field("familySuspend");
    assert_eq!(
        suspended,
        json!({ "places": [{ "date": "2027-01-05", "cancelled": true }], "order": { "cancelledCount": 1 }, "errors": [] })
    );
    let ended = "cantine 2027-01-01 2027-01-31 ENDED 4000 (2027-01 4000)".to_owned();
    assert_eq!(orders(&camille).await[0], (0, vec![ended]));
}

/// D9, D11: what is asked for takes a term up like what is booked, and what staff refuse ends it.
async fn a_place_that_staff_refuse_ends_a_term(store: Store) {
    let rules = rules().replacen("capacity = 100", "capacity = 100\napproval = [\"book\"]", 1);
    let (_house, server) = Server::of_town(store, &rules, &format!("{PEOPLE}{AGENT}")).await;
    let camille = server.parent("camille@example.org").await;
    let changes = [camille.booking("Léa", "cantine", &["2026-12-01", "2026-12-03"])];
    let asked = plan(&camille, json!({ "changes": changes, "idempotencyKey": "1" })).await;
    let begun = "cantine 2026-12-01 2026-12-31 BEGUN 5900 (2026-12 5900)";
    assert_eq!((terms(&asked), sums(&asked)[0]), (vec![begun.to_owned()], 5900));
    server.work().await;

    let office = server.sign_in("bureau@example.org").await;
    let queue = "{ town(slug: \"milly-la-foret\") { ordersToDecide { nodes { id lines { nodes { bookingId } } } } } }";
    let order = office.ask(queue, json!({})).await.field("town")["ordersToDecide"]["nodes"][0].take();
    let decide = "mutation($input: OrderDecideInput!) { orderDecide(input: $input) { outcomes { date reply }
        terms { ...told } errors { code } } }";
    let mut told = Vec::new();
    for nth in 0..2 {
        let lines = [json!({ "bookingId": order["lines"]["nodes"][nth]["bookingId"], "accept": false })];
        let input = json!({ "orderId": order["id"], "lines": lines, "reason": "Plus de place", "idempotencyKey": nth.to_string() });
        let decided = office
            .ask(&format!("{decide} {TOLD}"), json!({ "input": input }))
            .await
            .field("orderDecide");
        assert_eq!(decided["errors"], json!([]));
        told.push((decided["outcomes"].clone(), terms(&decided)));
    }
    let refused = |day: &str| json!([{ "date": day, "reply": "REFUSED" }]);
    assert_eq!(
        told,
        [
            (refused("2026-12-01"), vec![]),
            (refused("2026-12-03"), vec![begun.replace("BEGUN", "ENDED")]),
        ]
    );
    server.work().await;
    let ends = server
        .mails()
        .iter()
        .filter(|mail| mail.text.contains("plus rien n’est dû"))
        .count();
    assert_eq!(ends, 1);
}
