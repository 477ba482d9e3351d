//! Prices by band of quotient: Champcevinel, Lescure-d'Albigeois, Le Grand Périgueux and Vigeois' canteen.

use preau_domain::attendance::DueKind::{Unbooked, Used};
use preau_domain::attendance::PlaceRecord;
use preau_domain::family::Regime;
use preau_domain::money::Money;
use preau_domain::rulebook::customer::Customer;
use preau_domain::rulebook::quote::PaidShare;

use super::files::{CHAMPCEVINEL, LESCURE, PERIGUEUX, VIGEOIS};
use super::town::{town, unbooked};
use crate::calendar::town::{code, day};

const DAY: &str = "2026-11-30";
/// In the autumn holidays.
const HOLIDAY: &str = "2026-10-20";

#[test]
fn champcevinel_claims_three_euros_for_each_meal_at_one() {
    let claimed = vec![PaidShare {
        payer: code("etat"),
        amount: Money::from_cents(300),
        beside: true,
    }];
    for (quotient, family, shares) in [
        (0, 100, claimed.clone()),
        (622, 100, claimed),
        (623, 330, vec![]),
        (1000, 330, vec![]),
        (1001, 340, vec![]),
        (1500, 340, vec![]),
        (1501, 350, vec![]),
    ] {
        let town = town(CHAMPCEVINEL, "ecole").quotient(quotient);
        let customer = Customer::planned(&town.child, town.rules.activity(town.ix("cantine")), day(DAY));
        let quote = customer.quote();
        assert_eq!(
            (quote.family.cents(), quote.shares),
            (family, shares),
            "quotient {quotient}"
        );
    }
}

#[test]
fn lescure_asks_unregistered_pupils_double_of_the_highest_price() {
    for (quotient, cents) in [(0, 150), (686, 150), (687, 230), (886, 230), (887, 290)] {
        let lescure = town(LESCURE, "ecole").quotient(quotient);
        let booked = lescure.due(DAY, &[("cantine", PlaceRecord::booked())]);
        assert_eq!(booked, [("cantine", Used, cents)], "quotient {quotient}");
        let without = lescure.due(DAY, &[("cantine", unbooked(1))]);
        assert_eq!(without, [("cantine", Unbooked, 580)], "quotient {quotient}");
    }
}

#[test]
fn perigueux_looks_at_the_quotient_and_the_scheme() {
    let quotients = [0, 400, 401, 700, 701, 800, 801, 1000, 1001, 1250, 1251, 1500, 1501];
    let prices = |activity: &str, regime| {
        quotients.map(|quotient| {
            let town = town(PERIGUEUX, "ecoles").quotient(quotient);
            let town = town.child_with(|child| child.regime = regime);
            town.pays(activity, HOLIDAY)
        })
    };
    for (activity, regime, expected) in [
        (
            "journee-repas",
            Regime::Caf,
            [200, 200, 250, 250, 300, 300, 700, 700, 900, 900, 1100, 1100, 1400],
        ),
        (
            "journee-repas",
            Regime::Msa,
            [400, 400, 450, 450, 500, 500, 700, 700, 900, 900, 1100, 1100, 1400],
        ),
        (
            "journee-repas",
            Regime::Other,
            [400, 400, 450, 450, 500, 500, 700, 700, 900, 900, 1100, 1100, 1400],
        ),
        (
            "journee",
            Regime::Caf,
            [100, 100, 150, 150, 200, 200, 600, 600, 800, 800, 1000, 1000, 1300],
        ),
        (
            "journee",
            Regime::Msa,
            [300, 300, 350, 350, 400, 400, 600, 600, 800, 800, 1000, 1000, 1300],
        ),
        (
            "demi-repas",
            Regime::Msa,
            [200, 200, 250, 250, 300, 300, 350, 350, 450, 450, 550, 550, 700],
        ),
    ] {
        assert_eq!(prices(activity, regime), expected, "{activity}, {regime:?}");
    }
    for (activity, expected) in [
        ("demi", [100, 150, 200, 250]),
        ("soiree", [50, 50, 100, 100]),
        ("nuit", [150, 300, 350, 450]),
    ] {
        let pays = |quotient| town(PERIGUEUX, "ecoles").quotient(quotient).pays(activity, HOLIDAY);
        assert_eq!([400, 700, 800, 1000].map(pays), expected, "{activity}");
    }
    assert_eq!(
        town(PERIGUEUX, "ecoles").pays("journee-repas", HOLIDAY),
        1400,
        "unknown"
    );
}

#[test]
fn vigeois_asks_the_most_of_families_without_proof() {
    for (quotient, cents) in [(0, 95), (499, 95), (500, 100), (4000, 100), (4001, 270)] {
        assert_eq!(town(VIGEOIS, "ecole").quotient(quotient).pays("cantine", DAY), cents);
    }
    assert_eq!(town(VIGEOIS, "ecole").pays("cantine", DAY), 270);
}
