//! What a mail tells of places that stay at another price.

use preau_domain::ids::GuardianId;
use preau_services::outbox::run_due;

use super::confirmation::typeset;
use super::world::{ALEX, CAMILLE, Change, LEA, NotedMailer, World, booked, cancelled, day, repriced};
use crate::stores::{Store, on_both_stores};

on_both_stores! {
    what_costs_something_else_is_told_too
    new_prices_of_many_days_are_told_month_by_month
}

/// What a mail about Léa tells, from her name to its total.
async fn told(world: &World, number: u8, reader: GuardianId, changes: &[Change]) -> String {
    let mailer = NotedMailer::default();
    world.place(number, &reader.to_string(), "Camille", changes).await;
    assert_eq!(run_due(&world.portal, &mailer, 10).await, 1);
    let text = mailer.sent().remove(0).text;
    let (_, text) = text.split_once("Léa\n\n  ").unwrap();
    let (told, _) = text.split_once("Total").unwrap();
    let total = text.lines().find(|line| line.starts_with("Total")).unwrap();
    format!("{told}{total}")
}

async fn what_costs_something_else_is_told_too(store: Store) {
    let world = World::open(store).await;
    let beside = [
        booked(LEA, "etude", "2026-12-01", 200),
        repriced(LEA, "midi", "2026-12-01", 170, 120),
    ];
    let french = "\
Accueil du midi
  1 jour change de prix~:
    mardi 1er décembre 2026, désormais 1,20~€

  Étude du soir
  1 jour réservé, 2,00~€~:
    mardi 1er décembre 2026, 2,00~€

Total des jours réservés, changements de prix compris~: 1,50~€";
    assert_eq!(told(&world, 1, CAMILLE, &beside).await, typeset(french));
    let beside = beside.map(|change| Change {
        day: day("2026-12-03"),
        ..change
    });
    let english = "\
Accueil du midi
  1 day has a new price:
    Thursday 3 December 2026, now €1.20

  Étude du soir
  1 day booked, €2.00:
    Thursday 3 December 2026, €2.00

Total of the days booked, changes of price included: €1.50";
    assert_eq!(told(&world, 2, ALEX, &beside).await, english);
}

async fn new_prices_of_many_days_are_told_month_by_month(store: Store) {
    let world = World::open(store).await;
    let given_back = |month: &str| {
        let mut changes = vec![cancelled(LEA, "etude", &format!("{month}-15"), 200)];
        let days = ["01", "04", "07", "08", "10", "11", "14", "17"];
        changes.extend(days.map(|day| repriced(LEA, "midi", &format!("{month}-{day}"), 170, 120)));
        changes
    };
    let french = "\
Accueil du midi
  8 jours changent de prix~:
    décembre 2026~: 1er, 4, 7, 8, 10, 11, 14, 17 (8 jours, désormais 9,60~€)

  Étude du soir
  1 jour annulé~:
    mardi 15 décembre 2026

Total des changements de prix~: −4,00~€";
    assert_eq!(told(&world, 1, CAMILLE, &given_back("2026-12")).await, typeset(french));
    let english = "\
Accueil du midi
  8 days have a new price:
    January 2027: 1, 4, 7, 8, 10, 11, 14, 17 (8 days, now €9.60)

  Étude du soir
  1 day cancelled:
    Friday 15 January 2027

Total of the changes of price: −€4.00";
    assert_eq!(told(&world, 2, ALEX, &given_back("2027-01")).await, english);
}
