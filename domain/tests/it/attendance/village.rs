//! The village with rules for those who do not keep the rules.

use crate::booking::town::World;
use crate::rulebook::village::{VILLAGE, book};

/// A Monday on which the village has class.
pub const DAY: &str = "2026-11-30";

/// The village whose canteen (3.50) and evening (2.00) both have these rules of attendance; `more` is added to the file.
///
/// Booking ends on the eve at 09:00; `jour-meme`, where the rules name it, is a deadline at 09:00 of the day itself.
pub fn village(rules: &str, more: &str) -> World {
    let was = r#"deadlines = { book = "veille", cancel = "veille" }"#;
    let attended = VILLAGE.replace(was, &format!("{was}\nattendance = \"regles\""));
    let same_day = "[deadlines.jour-meme]\nform = \"days_before\"\ndays = 0\nat = \"09:00\"\n";
    let same_day = if rules.contains("jour-meme") { same_day } else { "" };
    let source = format!("{attended}{same_day}[attendance.regles]\n{rules}\n{more}");
    World::of(book(&source), "bourg")
}
