//! Texts, numbers, dates, times and amounts.

use std::ops::RangeInclusive;

use chrono::{NaiveDate, NaiveTime};
use rust_decimal::Decimal;
use toml::de::DeValue;

use super::french::meant;
use super::habits::date_like;
use super::node::Node;
use super::report::Report;
use crate::family::Debt;
use crate::money::{Money, plain_decimal};
use crate::rulebook::diagnostic::{DiagnosticKind, Shape};
use crate::rulebook::model::Code;

/// Characters of a name, title or label.
const LONGEST_TEXT: usize = 200;
const LARGEST_CENTS: i64 = 999_999;
/// Decimals of a rate.
const RATE_SCALE: u32 = 8;

impl Node<'_> {
    fn string(&self, expected: Shape, report: &mut Report) -> Option<&str> {
        self.value.as_str().or_else(|| self.wrong_type(expected, report))
    }

    /// Something to read: neither empty nor longer than 200 characters, on one line.
    pub fn text(&self, report: &mut Report) -> Option<String> {
        let text = self.string(Shape::Text, report)?.trim();
        if text.is_empty() {
            self.add(report, DiagnosticKind::Empty, Shape::Text.notation());
            return None;
        }
        if text.chars().count() > LONGEST_TEXT || text.chars().any(char::is_control) {
            self.add(report, DiagnosticKind::OutOfRange, format!("1 – {LONGEST_TEXT}"));
            return None;
        }
        Some(text.to_owned())
    }

    pub fn code(&self, report: &mut Report) -> Option<Code> {
        let text = self.string(Shape::Code, report)?;
        Code::read(text).or_else(|| self.malformed(Shape::Code, code_like(text), report))
    }

    pub fn insee(&self, report: &mut Report) -> Option<String> {
        let text = self.string(Shape::Insee, report)?;
        let rest = text.strip_prefix("2A").or_else(|| text.strip_prefix("2B"));
        let digits = rest.unwrap_or(text);
        if text.len() == 5 && digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Some(text.to_owned());
        }
        self.malformed(Shape::Insee, None, report)
    }

    pub fn email(&self, report: &mut Report) -> Option<String> {
        let text = self.string(Shape::Email, report)?;
        let sound = text.split_once('@').is_some_and(|(person, host)| {
            !person.is_empty() && host.contains('.') && !host.starts_with('.') && !host.ends_with('.')
        });
        let plain = text.len() <= 254 && text.matches('@').count() == 1 && !text.contains(is_blank);
        if sound && plain {
            return Some(text.to_owned());
        }
        self.malformed(Shape::Email, None, report)
    }

    pub fn boolean(&self, report: &mut Report) -> Option<bool> {
        self.value.as_bool().or_else(|| self.wrong_type(Shape::Boolean, report))
    }

    /// A whole number of the range, which must fit `T`.
    pub fn whole<T: TryFrom<u32>>(&self, range: &RangeInclusive<u32>, report: &mut Report) -> Option<T> {
        let Some(integer) = self.value.as_integer() else {
            return self.wrong_type(Shape::WholeNumber, report);
        };
        let number = i64::from_str_radix(integer.as_str(), integer.radix()).ok();
        let number = number.and_then(|number| u32::try_from(number).ok());
        let fitting = number
            .filter(|number| range.contains(number))
            .and_then(|number| T::try_from(number).ok());
        if fitting.is_none() {
            self.add(
                report,
                DiagnosticKind::OutOfRange,
                format!("{} – {}", range.start(), range.end()),
            );
        }
        fitting
    }

    /// A civil day, written without quotes.
    pub fn date(&self, report: &mut Report) -> Option<NaiveDate> {
        if let Some(better) = self.value.as_str().and_then(date_like) {
            return self.malformed(Shape::Date, Some(better), report);
        }
        let civil = match self.value {
            DeValue::Datetime(datetime) if datetime.time.is_none() => datetime.date,
            _ => None,
        };
        civil
            .and_then(|day| NaiveDate::from_ymd_opt(i32::from(day.year), u32::from(day.month), u32::from(day.day)))
            .or_else(|| self.wrong_type(Shape::Date, report))
    }

    /// A time of day to the minute, written in quotes.
    pub fn time(&self, report: &mut Report) -> Option<NaiveTime> {
        let text = self.string(Shape::Time, report)?;
        let time = (text.len() == 5)
            .then(|| NaiveTime::parse_from_str(text, "%H:%M").ok())
            .flatten();
        time.or_else(|| self.malformed(Shape::Time, time_like(text), report))
    }

    /// Euros and cents, written in quotes.
    pub fn amount(&self, report: &mut Report) -> Option<Money> {
        self.euros(Shape::Amount, |cents| cents <= LARGEST_CENTS, report)
    }

    /// Euros and cents that a family owes, written in quotes.
    pub fn debt(&self, report: &mut Report) -> Option<Money> {
        self.euros(Shape::Debt, Debt::may_be, report)
    }

    fn euros(&self, shape: Shape, fits: impl Fn(i64) -> bool, report: &mut Report) -> Option<Money> {
        let text = self.string(shape, report)?;
        let amount = Money::read(text);
        if let Some(amount) = amount.filter(|amount| fits(amount.cents())) {
            return Some(amount);
        }
        let is_trailing = |char: char| char == '€' || char.is_whitespace();
        let with_point = text.trim_end_matches(is_trailing).trim_start().replace(',', ".");
        let did_you_mean = plain_decimal(&with_point, 2)
            .and(Some(with_point))
            .filter(|better| better != text);
        self.malformed(shape, did_you_mean, report)
    }

    /// Euros per point of quotient, written in quotes.
    pub fn rate(&self, report: &mut Report) -> Option<Decimal> {
        let text = self.string(Shape::Rate, report)?;
        let rate = plain_decimal(text, RATE_SCALE).filter(|rate| !rate.is_zero() && *rate <= Decimal::TEN);
        rate.or_else(|| self.malformed(Shape::Rate, rate_like(text), report))
    }

    /// Hundredths of something, above nothing and at most all of it, written in quotes.
    pub fn percent(&self, report: &mut Report) -> Option<Decimal> {
        let text = self.string(Shape::Percent, report)?;
        let percent = plain_decimal(text, 2).filter(|percent| !percent.is_zero() && *percent <= Decimal::ONE_HUNDRED);
        let is_trailing = |char: char| char == '%' || char.is_whitespace();
        let plain = text.trim_end_matches(is_trailing).trim_start().replace(',', ".");
        let did_you_mean = || Some(plain).filter(|better| better != text && plain_decimal(better, 2).is_some());
        percent.or_else(|| self.malformed(Shape::Percent, did_you_mean(), report))
    }

    /// What a price is multiplied by, above nothing and at most ten, written in quotes.
    pub fn factor(&self, report: &mut Report) -> Option<Decimal> {
        let text = self.string(Shape::Factor, report)?;
        let factor = plain_decimal(text, 4).filter(|factor| !factor.is_zero() && *factor <= Decimal::TEN);
        factor.or_else(|| self.malformed(Shape::Factor, factor_like(text), report))
    }

    /// One word of a closed list.
    pub fn choice<T: Copy>(&self, words: &[(&'static str, T)], report: &mut Report) -> Option<T> {
        let text = self.string(Shape::Text, report)?;
        if let Some((_, meaning)) = words.iter().find(|(word, _)| *word == text) {
            return Some(*meaning);
        }
        let words: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        let did_you_mean = meant(text, &words);
        self.add(report, DiagnosticKind::UnknownValue { did_you_mean }, words.join(", "));
        None
    }

    /// The same for meanings that are more than a number.
    pub fn choice_of<T: Clone>(&self, words: &[(&'static str, T)], report: &mut Report) -> Option<T> {
        let places: Vec<(&'static str, usize)> = words.iter().enumerate().map(|(at, (word, _))| (*word, at)).collect();
        let at = self.choice(&places, report)?;
        words.get(at).map(|(_, meaning)| meaning.clone())
    }

    /// Some words of a closed list, each once.
    pub fn choices<T: Copy + PartialEq>(&self, words: &[(&'static str, T)], report: &mut Report) -> Option<Vec<T>> {
        let mut chosen: Vec<(T, usize)> = Vec::new();
        for item in &self.some_items(report)? {
            let Some(one) = item.choice(words, report) else {
                continue;
            };
            match chosen.iter().find(|(earlier, _)| *earlier == one) {
                Some((_, first_line)) => {
                    let first_line = *first_line;
                    item.add(report, DiagnosticKind::Repeated { first_line }, "");
                }
                None => chosen.push((one, report.line(item.span.start))),
            }
        }
        Some(chosen.into_iter().map(|(one, _)| one).collect())
    }
}

/// With a point for a comma, and hundredths for per cent: `0,36 %` as `0.0036`.
fn rate_like(text: &str) -> Option<String> {
    let with_point = text.trim().replace(',', ".");
    let better = match with_point.strip_suffix('%') {
        Some(percent) => {
            let percent = plain_decimal(percent.trim_end(), RATE_SCALE - 2)?;
            (percent / Decimal::ONE_HUNDRED).normalize().to_string()
        }
        None => with_point,
    };
    plain_decimal(&better, RATE_SCALE)
        .and(Some(better))
        .filter(|better| better != text)
}

/// With a point for a comma; per cent as what they make of a price, `50%` as `1.5`.
fn factor_like(text: &str) -> Option<String> {
    if text.contains('%') {
        return factor_of_percent(text);
    }
    Some(text.replace(',', ".")).filter(|better| better != text)
}

/// What so many per cent more make of a price: `50`, `50 %` and `+50%` as `1.5`.
pub(super) fn factor_of_percent(text: &str) -> Option<String> {
    let is_around = |char: char| matches!(char, '+' | '%') || char.is_whitespace();
    let percent = plain_decimal(&text.trim_matches(is_around).replace(',', "."), 2)?;
    raised_by(percent.checked_div(Decimal::ONE_HUNDRED)?)
}

/// The factor of a price that goes up by a part of it; none where that is nothing, or too much.
pub(super) fn raised_by(part: Decimal) -> Option<String> {
    let factor = part.checked_add(Decimal::ONE)?;
    let fits = factor > Decimal::ONE && factor <= Decimal::TEN;
    fits.then(|| factor.round_dp(4).normalize().to_string())
}

fn is_blank(char: char) -> bool {
    char.is_whitespace() || char.is_control()
}

pub(super) fn is_code(text: &str) -> bool {
    Code::read(text).is_some()
}

/// A code made of the letters and digits of `text`, for advice.
pub(super) fn code_like(text: &str) -> Option<String> {
    let plain: String = text.to_lowercase().chars().map(plain_letter).collect();
    Some(plain).filter(|plain| is_code(plain) && plain.bytes().any(|byte| byte != b'-'))
}

/// A small letter without its accent; anything but a letter or a digit is a `-`.
pub(super) fn plain_letter(letter: char) -> char {
    match letter {
        'a'..='z' | '0'..='9' => letter,
        'à' | 'â' | 'ä' => 'a',
        'ç' => 'c',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'î' | 'ï' => 'i',
        'ô' | 'ö' => 'o',
        'ù' | 'û' | 'ü' => 'u',
        _ => '-',
    }
}

/// `7:20`, `7h20`, `7 h 20` and `7.20` as `07:20`.
fn time_like(text: &str) -> Option<String> {
    let text: String = text.chars().filter(|char| !char.is_whitespace()).collect();
    let (hours, minutes) = text.split_once([':', 'h', 'H', '.'])?;
    let hours: u32 = hours.parse().ok()?;
    let minutes: u32 = if minutes.is_empty() { 0 } else { minutes.parse().ok()? };
    // A day that lasts until its end is open until its last minute.
    let (hours, minutes) = if (hours, minutes) == (24, 0) {
        (23, 59)
    } else {
        (hours, minutes)
    };
    NaiveTime::from_hms_opt(hours, minutes, 0).map(|time| time.format("%H:%M").to_string())
}
