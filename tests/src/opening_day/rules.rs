//! The town's rule books.

use std::fmt::Write;

use chrono::{Datelike, Months, NaiveDate};

use super::cast::Cast;

/// When booking begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    /// It is open already.
    Open,
    /// For the whole school year 2026–2027 at [`OPENS_AT`].
    Instant,
}

/// 20 August 2026, midnight in Paris.
pub const OPENS_AT: &str = "2026-08-20T00:00:00+02:00";

/// The town's name in addresses.
pub fn slug(cast: &Cast) -> String {
    format!("rentree-{}", cast.seed)
}

/// The rule books, to be published in this order. A window of a month opens for the days of that month: a year that
/// opens at one instant is a rule book for each of its months, side by side.
pub fn rule_books(cast: &Cast, opening: Opening) -> Vec<String> {
    let capacities = cast.capacities(&cast.families());
    match opening {
        Opening::Open => {
            let deadline = "form = \"days_before\"\ndays = 1\nat = \"12:00\"\n";
            vec![rule_book(cast, &capacities, "valid_from = 2025-09-01", deadline)]
        }
        Opening::Instant => {
            let months = first_of_september().into_iter().flat_map(|first| {
                (1..=11).filter_map(move |nth| Some((nth, first.checked_add_months(Months::new(nth - 1))?)))
            });
            let month = |(nth, first): (u32, NaiveDate)| {
                let last = first.with_day(u32::from(first.num_days_in_month())).unwrap_or(first);
                let valid = format!("valid_from = {first}\nvalid_to = {last}");
                let deadline = format!("form = \"month_window\"\nmonths_before = {nth}\nfrom_day = 20\nto_day = 31\n");
                rule_book(cast, &capacities, &valid, &deadline)
            };
            months.map(month).collect()
        }
    }
}

fn first_of_september() -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(2026, 9, 1)
}

fn rule_book(cast: &Cast, capacities: &[usize], valid: &str, deadline: &str) -> String {
    let mut text = format!(
        r#"format = 1

[town]
slug = "{slug}"
name = "La Rentrée"
insee = "{insee:05}"
zone = "Europe/Paris"
language = "fr"

[rule_book]
title = "Règlement des accueils"
{valid}

[[schools]]
code = "ormes"
name = "École des Ormes"

[calendar]
school_zone = "C"
territory = "metropole"
school_weekdays = ["monday", "tuesday", "thursday", "friday"]

[cart]
holds_minutes = {holds}

[deadlines.delai]
{deadline}"#,
        slug = slug(cast),
        insee = 10_000 + cast.seed % 80_000,
        holds = cast.holds_minutes(),
    );
    for (nth, capacity) in capacities.iter().enumerate() {
        // Writing to a String cannot fail.
        let _ = write!(
            text,
            r#"
[[activities]]
code = "accueil-{nth}"
name = "Accueil {nth}"
schools = ["ormes"]
starts_at = "{starts:02}:00"
ends_at = "{starts:02}:50"
capacity = {capacity}
shows_places = true
waiting_list = {{ offer_hours = 24 }}
price = {{ form = "bands", bands = [
  {{ up_to = 599, amount = "1.{nth:02}" }},
  {{ up_to = 999, amount = "2.{nth:02}" }},
  {{ amount = "3.{nth:02}" }},
] }}
deadlines = {{ book = "delai", cancel = "delai" }}
"#,
            starts = 7 + nth,
        );
    }
    text
}
