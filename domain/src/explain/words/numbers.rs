//! Amounts, other numbers and spans.

use rust_decimal::Decimal;

use super::voice::Voice;
use crate::locale::Locale;
use crate::money::Money;
use crate::rulebook::condition::Span;

/// Between the digits of an amount and its sign, and between its thousands: no line may break there.
const NO_BREAK: &str = "\u{a0}";
const NARROW_NO_BREAK: &str = "\u{202f}";

impl Voice<'_> {
    /// "1 234,50 €" with no-break spaces, "€1,234.50".
    pub fn money(self, amount: Money) -> String {
        let cents = amount.cents().unsigned_abs();
        let sign = if amount.cents() < 0 { "\u{2212}" } else { "" };
        let (group, point) = match self.locale {
            Locale::Fr => (NARROW_NO_BREAK, ","),
            Locale::En => (",", "."),
        };
        let digits = format!("{}{point}{:02}", grouped(cents / 100, group), cents % 100);
        self.either(format!("{sign}{digits}{NO_BREAK}€"), format!("{sign}€{digits}"))
    }

    /// Euros that need not be whole cents: "0,0036 €", "€0.0036".
    pub fn euros(self, amount: Decimal) -> String {
        let digits = self.decimal(amount);
        self.either(format!("{digits}{NO_BREAK}€"), format!("€{digits}"))
    }

    /// Without zeros at the end.
    pub fn decimal(self, number: Decimal) -> String {
        let digits = number.normalize().to_string();
        self.either(digits.replace('.', ","), digits)
    }

    /// "2", "2 à 3", "2 ou plus", "3 au plus".
    pub fn span(self, span: Span) -> String {
        match (span.from, span.to) {
            (Some(from), Some(to)) if from == to => from.to_string(),
            (Some(from), Some(to)) => self.either(format!("{from} à {to}"), format!("{from} to {to}")),
            (Some(from), None) => self.either(format!("{from} ou plus"), format!("{from} or more")),
            (None, Some(to)) => self.either(format!("{to} au plus"), format!("{to} at most")),
            (None, None) => self.either("n'importe lequel", "any"),
        }
    }
}

fn grouped(euros: u64, group: &str) -> String {
    let digits = euros.to_string();
    let mut text = String::with_capacity(digits.len() * 2);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push_str(group);
        }
        text.push(digit);
    }
    text
}
