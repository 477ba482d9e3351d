//! Who the rules are for: the town, the validity, the contacts.

use chrono::NaiveDate;
use chrono_tz::{TZ_VARIANTS, Tz};

use super::node::Node;
use super::price::ROUNDINGS;
use super::report::Report;
use super::scalar::plain_letter;
use super::table::Table;
use crate::locale::Locale;
use crate::money::Rounding;
use crate::nearest::nearest;
use crate::rulebook::diagnostic::{DiagnosticKind, Shape};
use crate::rulebook::model::{Contact, Town};

const LANGUAGES: [(&str, Locale); 2] = [("fr", Locale::Fr), ("en", Locale::En)];

pub(super) fn town(node: &Node, report: &mut Report) -> Option<Town> {
    let mut table = Table::of(node, report)?;
    let slug = table.need("slug", report, Node::code);
    let name = table.need("name", report, Node::text);
    let insee = table.need("insee", report, Node::insee);
    let zone = table.need("zone", report, time_zone);
    let language = table.need("language", report, |node, report| node.choice(&LANGUAGES, report));
    table.close(report);
    Some(Town {
        slug: slug?,
        name: name?,
        insee: insee?,
        zone: zone?,
        language: language?,
    })
}

fn time_zone(node: &Node, report: &mut Report) -> Option<Tz> {
    let Some(text) = node.value.as_str() else {
        return node.wrong_type(Shape::Text, report);
    };
    let zone = text.parse::<Tz>().ok();
    if zone.is_none() {
        let names = || TZ_VARIANTS.iter().map(|zone| zone.name());
        let did_you_mean = nearest(text, names()).or_else(|| of_place(text, names()));
        let kind = DiagnosticKind::UnknownValue { did_you_mean };
        node.add(report, kind, "Europe/Paris, Indian/Reunion, America/Guadeloupe …");
    }
    zone
}

/// The zone that ends with a place: `Europe/Paris` for "Paris", `Indian/Reunion` for "La Réunion".
fn of_place(text: &str, mut names: impl Iterator<Item = &'static str>) -> Option<String> {
    let plain: String = text.to_lowercase().chars().map(plain_letter).collect();
    let ends_with_it = |name: &&str| {
        let last = name
            .rsplit_once('/')
            .map(|(_, last)| last.to_lowercase().replace('_', "-"));
        last.is_some_and(|last| plain == last || plain.ends_with(&format!("-{last}")))
    };
    names.find(ends_with_it).map(str::to_owned)
}

/// Title, first and last day of the rules, and what holds for all of them.
pub(super) struct Validity {
    pub title: String,
    pub from: NaiveDate,
    pub to: Option<NaiveDate>,
    /// How amounts become cents.
    pub rounding: Rounding,
}

pub(super) fn validity(node: &Node, report: &mut Report) -> Option<Validity> {
    let mut table = Table::of(node, report)?;
    let title = table.need("title", report, Node::text);
    let from = table.need("valid_from", report, Node::date);
    let to = table.may("valid_to", report, |node, report| node.date_from(from, report));
    let rounding = table.may("rounding", report, |node, report| node.choice(&ROUNDINGS, report));
    table.close(report);
    Some(Validity {
        title: title?,
        from: from?,
        to,
        rounding: rounding.unwrap_or_default(),
    })
}

impl Node<'_> {
    /// A day that must not come before `first`, where that is known.
    pub fn date_from(&self, first: Option<NaiveDate>, report: &mut Report) -> Option<NaiveDate> {
        let last = self.date(report)?;
        if let Some(first) = first.filter(|first| last < *first) {
            self.add(report, DiagnosticKind::Reversed, format!("≥ {first}"));
        }
        Some(last)
    }
}

pub(super) fn contacts(node: &Node, report: &mut Report) -> Option<Vec<Contact>> {
    let items = node.items(report)?;
    Some(items.iter().filter_map(|item| contact(item, report)).collect())
}

fn contact(node: &Node, report: &mut Report) -> Option<Contact> {
    let mut table = Table::of(node, report)?;
    let name = table.need("name", report, Node::text);
    let email = table.need("email", report, Node::email);
    let phone = table.may("phone", report, Node::text);
    table.close(report);
    Some(Contact {
        name: name?,
        email: email?,
        phone,
    })
}
