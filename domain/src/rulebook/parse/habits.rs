//! What people write out of habit that is not TOML, and how it is written.

use std::ops::Range;

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
    if let Some(number) = whole_number(text) {
        return Some(number);
    }
    let word = text.split([' ', '\t', ',', ']', '}', '#']).next().unwrap_or("");
    quoted.or_else(|| truth(word)).or_else(|| date_like(word))
}

/// Amounts, rates and percentages of a line that stand behind a `=` without quotes, with a comma or a sign: where, and how
/// each is written. A number with a point is told of where it is read.
pub(super) fn bare_decimals(line: &str) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    let mut quoted = false;
    for (at, char) in line.char_indices() {
        quoted ^= char == '"';
        if char == '#' && !quoted {
            break;
        }
        if char == '=' && !quoted {
            let behind = line.get(at + 1..).unwrap_or("");
            let start = at + 1 + behind.len() - behind.trim_start().len();
            let decimal = bare_decimal(behind.trim_start());
            found.extend(decimal.map(|(length, better)| (start..start + length, better)));
        }
    }
    found
}

/// How long it is, and how it is written.
fn bare_decimal(text: &str) -> Option<(usize, String)> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let whole = digits(text);
    let rest = text.get(whole..)?;
    let fraction = rest.strip_prefix([',', '.']).map_or(0, digits);
    let number = text.get(..whole + if fraction > 0 { fraction + 1 } else { 0 })?;
    let rest = text.get(number.len()..)?;
    let sign = rest
        .trim_start()
        .chars()
        .next()
        .filter(|sign| ['€', '%'].contains(sign));
    let signed = sign.map_or(0, |sign| rest.len() - rest.trim_start().len() + sign.len_utf8());
    let is_one = whole > 0 && (sign.is_some() || number.contains(','));
    is_one.then(|| (number.len() + signed, format!("\"{}\"", number.replace(',', "."))))
}

/// `1 301` as `1301`, and `140;` as `140`.
fn whole_number(text: &str) -> Option<String> {
    let value = text.split([',', ']', '}', '#', ';']).next().unwrap_or("");
    let mut groups = value.split_whitespace();
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let is_number = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    let is_grouped = first.len() <= 3 && rest.iter().all(|group| group.len() == 3 && is_number(group));
    let written_otherwise = !rest.is_empty() || text.get(value.len()..)?.starts_with(';');
    let fits = is_number(first) && (rest.is_empty() || is_grouped) && written_otherwise;
    fits.then(|| first.to_owned() + &rest.concat())
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
