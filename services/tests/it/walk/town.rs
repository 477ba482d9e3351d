//! The town of the bookings with all that it can have at once: waiting lists, carts that keep places, staff who approve, and
//! an activity that can be taken in place of another.

use crate::booking::world::RULES;

pub const ACTIVITIES: [&str; 4] = ["midi", "cantine", "etude", "garderie"];

/// Hours to accept a place.
const HOURS: i64 = 24;

/// `minutes` are those for which a cart keeps a place; without them it keeps none.
pub fn rules(minutes: Option<i64>) -> String {
    let (before, links) = RULES.split_once("[[links]]").unwrap();
    let (town, study) = before.rsplit_once("[[activities]]").unwrap();
    let study = study.replace(
        "cancel = \"semaine-suivante\"",
        "cancel = \"semaine-suivante\", modify = \"veille\"",
    );
    let care = study
        .replace("\"etude\"", "\"garderie\"")
        .replace("Étude du soir", "Garderie du soir");
    let mut parts = town.split("[[activities]]");
    let mut text = parts.next().unwrap().to_owned();
    text += "[deadlines.veille]\nform = \"days_before\"\ndays = 1\nat = \"18:00\"\n\n";
    for part in parts.chain([study.as_str(), care.as_str()]) {
        text += "[[activities]]";
        text += &listed(&approved(part));
    }
    let holds = minutes.map_or_else(String::new, |minutes| format!("\n[cart]\nholds_minutes = {minutes}\n"));
    format!("{text}[[links]]\nactivity = \"etude\"\nexcludes = \"garderie\"\n\n[[links]]{links}{holds}")
}

/// Staff have a say in what the care and the canteen are given back for, and in who comes to the care.
fn approved(activity: &str) -> String {
    let wanted = match activity {
        care if care.contains("\"garderie\"") => "\"book\", \"cancel\"",
        canteen if canteen.contains("\"cantine\"") => "\"cancel\"",
        _ => return activity.to_owned(),
    };
    activity.replace(
        "shows_places = true",
        &format!("shows_places = true\napproval = [{wanted}]"),
    )
}

fn listed(activity: &str) -> String {
    activity.replace(
        "shows_places = true",
        &format!("shows_places = true\nwaiting_list = {{ offer_hours = {HOURS} }}"),
    )
}
