//! What people write out of habit that is not TOML, and how it is written.

use chrono::NaiveDate;

/// What should stand where this text begins; none where it is no such habit.
pub(super) fn written_right(text: &str) -> Option<String> {
    if text.starts_with("//") || text.starts_with(';') {
        return Some("# …".to_owned());
    }
    let quoted = [('“', '”'), ('«', '»'), ('„', '“')]
        .into_iter()
        .find_map(|(open, close)| {
            let (inside, _) = text.strip_prefix(open)?.split_once(close)?;
            Some(format!("\"{}\"", inside.trim()))
        });
    let word = text.split([' ', '\t', ',', ']', '}', '#']).next().unwrap_or("");
    quoted.or_else(|| truth(word)).or_else(|| date_like(word))
}

fn truth(word: &str) -> Option<String> {
    let truth = match word.to_lowercase().as_str() {
        "oui" | "vrai" | "yes" => "true",
        "non" | "faux" | "no" => "false",
        _ => return None,
    };
    Some(truth.to_owned())
}

/// `31/08/2027`, `31.8.2027` and `31-08-2027` as `2027-08-31`.
pub(super) fn date_like(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.trim().split(['/', '.', '-']).collect();
    let [day, month, year] = parts.as_slice() else {
        return None;
    };
    let is_year = year.len() == 4;
    let date = NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)?;
    is_year.then(|| date.to_string())
}
