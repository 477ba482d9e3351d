//! The association's office, which notes debts and decides.

use preau_tests::towns::{Town, lutins};
use preau_tests::{House, Parent, Phone, Server, Store};
use serde_json::{Value, json};

/// What the tests are told at first: Monday 23 November 2026.
pub const NOON: &str = "2026-11-23T12:00:00+01:00";

/// The demo's town, which closes the canteen above 10 €, and may suspend from it.
pub fn town() -> Town {
    let arrears = "blocks = { above = \"10.00\", activities = [\"cantine\"] }
suspends = { activities = [\"cantine\"], from = \"next_day\" }
with_next_order = true";
    lutins().saying("with_next_order = true", arrears)
}

/// The same with so many places in the canteen, and a list of those who wait for one: it is kept for them for a day.
pub fn with_list(places: usize) -> Town {
    let places = format!("capacity = {places}");
    town().saying("capacity = 70", &places).saying(
        "paid = \"at_order\"",
        "waiting_list = { offer_hours = 24 }\npaid = \"at_order\"",
    )
}

/// A town at noon: the office, and the families Perrin (`LUT-4101`) and Moreau (`LUT-4102`). The second owes nothing.
pub async fn at_noon(store: Store, town: Town) -> (House, Server, Office, [Parent; 2]) {
    let (house, server) = Server::of(store, town).await;
    house.time.set(NOON);
    let office = Office::open(&server).await;
    let families = [
        server.parent("claire.perrin@lutins.example").await,
        server.parent("david.moreau@lutins.example").await,
    ];
    office.owes("LUT-4102", 0).await;
    (house, server, office, families)
}

pub struct Office {
    pub phone: Phone,
}

const DEBTS_SET: &str = "mutation ($input: DebtsSetInput!) { debtsSet(input: $input) {
    changedCount unchangedCount families { code debtTotal { amountCents } } errors { code path message } } }";
const SUSPEND: &str = "mutation ($input: FamilySuspendInput!) { familySuspend(input: $input) {
    suspension { id from until reason decidedBy liftedAt activities { code } childId }
    places { date activity { code } price { amountCents } cancelled }
    order { number cancelledCount placedBy } errors { code path earliest } } }";
const LIFT: &str = "mutation ($input: SuspensionLiftInput!) { suspensionLift(input: $input) {
    suspension { liftedBy } family { suspensions { id } } errors { code path } } }";
const SPARE: &str = "mutation ($input: DebtSpareInput!) { debtSpare(input: $input) {
    family { sparedUntil } errors { code path } } }";
const FAMILY: &str = "query ($code: String!) { family(code: $code) { id name debtTotal { amountCents } sparedUntil
    debts { cashDesk amount { amountCents } asOf source }
    debtHistory { nodes { cashDesk before { amountCents } amount { amountCents } asOf source by } }
    suspensions(lifted: true) { id liftedBy } } }";

impl Office {
    pub async fn open(server: &Server) -> Self {
        Self {
            phone: server.sign_in("bureau@lutins.example").await,
        }
    }

    pub async fn set(&self, lines: Value) -> Value {
        let input = json!({ "lines": lines });
        self.phone
            .ask(DEBTS_SET, json!({ "input": input }))
            .await
            .field("debtsSet")
    }

    /// One family owes so many cents to the canteen, as of the end of October.
    pub async fn owes(&self, family: &str, cents: i64) {
        let set = self.set(json!([line(family, "cantine", cents, "2026-10-31")])).await;
        assert_eq!(set["errors"], json!([]), "{set}");
    }

    pub async fn suspend(&self, input: Value) -> Value {
        let answer = self.phone.ask(SUSPEND, json!({ "input": input })).await;
        answer.field("familySuspend")
    }

    pub async fn lift(&self, id: &str) -> Value {
        let input = json!({ "suspensionId": id });
        let answer = self.phone.ask(LIFT, json!({ "input": input })).await;
        answer.field("suspensionLift")
    }

    pub async fn spare(&self, family: &str, until: Option<&str>) -> Value {
        let input = json!({ "familyId": family, "until": until });
        self.phone
            .ask(SPARE, json!({ "input": input }))
            .await
            .field("debtSpare")
    }

    pub async fn family(&self, code: &str) -> Value {
        self.phone.ask(FAMILY, json!({ "code": code })).await.field("family")
    }
}

/// A line of `debtsSet`.
pub fn line(family: &str, desk: &str, cents: i64, as_of: &str) -> Value {
    json!({ "familyCode": family, "cashDesk": desk, "amountCents": cents, "asOf": as_of })
}

/// What each mutation is called, and an input of its right form.
pub fn everything_the_office_does(family: &str) -> [(&'static str, Value); 4] {
    let suspend = json!({
        "familyId": family, "from": "2026-12-01", "reason": "Impayés.", "idempotencyKey": "1",
    });
    [
        (
            DEBTS_SET,
            json!({ "lines": [line("LUT-4101", "cantine", 1, "2026-10-31")] }),
        ),
        (SUSPEND, suspend),
        (LIFT, json!({ "suspensionId": "suspension:01ARZ3NDEKTSV4RRFFQ69G5FAV" })),
        (SPARE, json!({ "familyId": family, "until": "2026-12-01" })),
    ]
}
