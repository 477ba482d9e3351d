use chrono::{Datelike, Weekday};
use preau_services::outbox::run_due;
use preau_services::ports::mailer::Mail;

use super::world::{ALEX, CAMILLE, Change, LEA, NotedMailer, World, ZOE, booked, cancelled, day, task_id};
use crate::stores::{Store, on_both_stores};

const AGENT: &str = "agent:00000000000000000000000009";

/// Two children, linked activities, several months, and a day given back.
fn changes() -> Vec<Change> {
    vec![
        booked(ZOE, "etude", "2026-12-01", 260),
        booked(LEA, "cantine", "2026-12-01", 315),
        booked(LEA, "cantine", "2026-11-30", 315),
        booked(LEA, "midi", "2026-11-30", 170),
        booked(LEA, "midi", "2026-12-01", 170),
        cancelled(LEA, "etude", "2026-12-03", 260),
    ]
}

const FRENCH: &str = "\
Bonjour Camille Durand,

Votre commande n°~7 du lundi 23 novembre 2026 à 18:04 est enregistrée.

Léa

  Accueil du midi
  2 jours réservés, 3,40~€~:
    lundi 30 novembre 2026, 1,70~€
    mardi 1er décembre 2026, 1,70~€

  Restauration
  2 jours réservés, 6,30~€~:
    lundi 30 novembre 2026, 3,15~€
    mardi 1er décembre 2026, 3,15~€

  Étude du soir
  1 jour annulé~:
    jeudi 3 décembre 2026

Zoé

  Étude du soir
  1 jour réservé, 2,60~€~:
    mardi 1er décembre 2026, 2,60~€

Total des jours réservés~: 12,30~€

Une question^? Écrivez-nous ou appelez-nous~:
  Service périscolaire~: perisco@val-aux-fees.example, 01 99 00 12 34
  Cantine~: cantine@val-aux-fees.example

Le portail famille de Val-aux-Fées
";

const ENGLISH: &str = "\
Hello Alex Smith,

Your order no. 7 of Monday 23 November 2026 at 18:04 is confirmed.

Léa

  Accueil du midi
  2 days booked, €3.40:
    Monday 30 November 2026, €1.70
    Tuesday 1 December 2026, €1.70

  Restauration
  2 days booked, €6.30:
    Monday 30 November 2026, €3.15
    Tuesday 1 December 2026, €3.15

  Étude du soir
  1 day cancelled:
    Thursday 3 December 2026

Zoé

  Étude du soir
  1 day booked, €2.60:
    Tuesday 1 December 2026, €2.60

Total of the days booked: €12.30

Any question? Write to us or call us:
  Service périscolaire: perisco@val-aux-fees.example, 01 99 00 12 34
  Cantine: cantine@val-aux-fees.example

The family portal of Val-aux-Fées
";

/// `~` stands for a no-break space, `^` for a narrow one.
pub(super) fn typeset(text: &str) -> String {
    text.replace('~', "\u{a0}").replace('^', "\u{202f}")
}

async fn the_guardian_who_ordered_reads_it_in_french(store: Store) {
    let world = World::open(store).await;
    let mailer = NotedMailer::default();
    world.place(7, &CAMILLE.to_string(), "Camille Durand", &changes()).await;
    assert_eq!(run_due(&world.portal, &mailer, 10).await, 1);
    let expected = Mail {
        key: format!("{}-{}", task_id(7), CAMILLE.0),
        to: "camille@example.org".to_owned(),
        to_name: "Camille Durand".to_owned(),
        subject: typeset("Val-aux-Fées~: réservations modifiées (commande n°~7)"),
        text: typeset(FRENCH),
    };
    assert_eq!(mailer.sent(), [expected]);
    assert_eq!(world.tasks().await, []);
}

async fn the_guardian_who_ordered_reads_it_in_english(store: Store) {
    let world = World::open(store).await;
    let mailer = NotedMailer::default();
    world.place(7, &ALEX.to_string(), "Alex Smith", &changes()).await;
    assert_eq!(run_due(&world.portal, &mailer, 10).await, 1);
    let expected = Mail {
        key: format!("{}-{}", task_id(7), ALEX.0),
        to: "alex@example.org".to_owned(),
        to_name: "Alex Smith".to_owned(),
        subject: "Val-aux-Fées: bookings changed (order no. 7)".to_owned(),
        text: ENGLISH.to_owned(),
    };
    assert_eq!(mailer.sent(), [expected]);
    assert_eq!(world.tasks().await, []);
}

async fn what_the_town_ordered_is_told_to_all_guardians(store: Store) {
    let world = World::open(store).await;
    let mailer = NotedMailer::default();
    world
        .place(3, AGENT, "Mme Martin", &[booked(LEA, "etude", "2026-11-30", 260)])
        .await;
    world
        .place(4, AGENT, "Mme Martin", &[cancelled(LEA, "etude", "2026-12-01", 260)])
        .await;
    while run_due(&world.portal, &mailer, 10).await > 0 {}
    let sent = mailer.sent();
    let mut heads: Vec<(&str, &str, &str)> = sent
        .iter()
        .map(|mail| {
            (
                mail.to.as_str(),
                mail.subject.as_str(),
                mail.text.lines().nth(2).unwrap(),
            )
        })
        .collect();
    heads.sort_unstable();
    let by =
        typeset("La commande n°~3 a été passée pour votre famille par Mme Martin le lundi 23 novembre 2026 à 18:04.");
    let (third, fourth) = (
        typeset("Val-aux-Fées~: réservation confirmée (commande n°~3)"),
        typeset("Val-aux-Fées~: annulation confirmée (commande n°~4)"),
    );
    let expected = [
        (
            "alex@example.org",
            "Val-aux-Fées: booking confirmed (order no. 3)",
            "Order no. 3 was placed for your family by Mme Martin on Monday 23 November 2026 at 18:04.",
        ),
        (
            "alex@example.org",
            "Val-aux-Fées: cancellation confirmed (order no. 4)",
            "Order no. 4 was placed for your family by Mme Martin on Monday 23 November 2026 at 18:04.",
        ),
        (
            "camille@example.org",
            fourth.as_str(),
            &by.replace("\u{a0}3 ", "\u{a0}4 "),
        ),
        ("camille@example.org", third.as_str(), &by),
    ];
    assert_eq!(heads, expected);
    assert!(
        !sent
            .iter()
            .any(|mail| mail.text.contains("Total") && mail.subject.contains('4'))
    );
    assert_eq!(world.tasks().await, []);
}

async fn a_year_is_told_month_by_month(store: Store) {
    let world = World::open(store).await;
    let mailer = NotedMailer::default();
    let school_days = day("2026-12-01")
        .iter_days()
        .take_while(|date| *date <= day("2027-06-30"));
    let changes: Vec<Change> = school_days
        .filter(|date| !matches!(date.weekday(), Weekday::Wed | Weekday::Sat | Weekday::Sun))
        .map(|date| Change {
            day: date,
            ..booked(LEA, "midi", "2026-12-01", 170)
        })
        .collect();
    assert!(changes.len() > 100, "more than one page of the store");
    world.place(9, &CAMILLE.to_string(), "Camille Durand", &changes).await;
    assert_eq!(run_due(&world.portal, &mailer, 10).await, 1);
    let sent = mailer.sent();
    let told: Vec<&str> = sent[0].text.lines().skip(4).take(12).collect();
    let expected = typeset(
        "\
Léa

  Accueil du midi
  121 jours réservés, 205,70~€~:
    décembre 2026~: 1er, 3, 4, 7, 8, 10, 11, 14, 15, 17, 18, 21, 22, 24, 25, 28, 29, 31 (18 jours, 30,60~€)
    janvier 2027~: 1er, 4, 5, 7, 8, 11, 12, 14, 15, 18, 19, 21, 22, 25, 26, 28, 29 (17 jours, 28,90~€)
    février 2027~: 1er, 2, 4, 5, 8, 9, 11, 12, 15, 16, 18, 19, 22, 23, 25, 26 (16 jours, 27,20~€)
    mars 2027~: 1er, 2, 4, 5, 8, 9, 11, 12, 15, 16, 18, 19, 22, 23, 25, 26, 29, 30 (18 jours, 30,60~€)
    avril 2027~: 1er, 2, 5, 6, 8, 9, 12, 13, 15, 16, 19, 20, 22, 23, 26, 27, 29, 30 (18 jours, 30,60~€)
    mai 2027~: 3, 4, 6, 7, 10, 11, 13, 14, 17, 18, 20, 21, 24, 25, 27, 28, 31 (17 jours, 28,90~€)
    juin 2027~: 1er, 3, 4, 7, 8, 10, 11, 14, 15, 17, 18, 21, 22, 24, 25, 28, 29 (17 jours, 28,90~€)
",
    );
    assert_eq!(told.join("\n"), expected);
    let total = typeset("Total des jours réservés~: 205,70~€");
    assert!(sent[0].text.lines().any(|line| line == total));
}

on_both_stores! {
    the_guardian_who_ordered_reads_it_in_french
    the_guardian_who_ordered_reads_it_in_english
    what_the_town_ordered_is_told_to_all_guardians
    a_year_is_told_month_by_month
}
