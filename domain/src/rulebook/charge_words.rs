//! What a diagnostic says of amounts that fall, come to nothing, or to the same for all.

use super::diagnostic::{Diagnostic, DiagnosticKind};
use crate::locale::Locale;

impl Diagnostic {
    /// Nothing for mistakes of another kind.
    pub(super) fn charged(&self, locale: Locale) -> String {
        use DiagnosticKind as Kind;
        let found = &self.found;
        let (in_french, in_english) = match &self.kind {
            Kind::BandDescends => (
                format!(
                    "Un quotient plus élevé paierait moins que les tranches précédentes : {found}. Corrigez l'un des montants."
                ),
                format!(
                    "A higher quotient would pay less than the bands before: {found}. Put one of the amounts right."
                ),
            ),
            Kind::CaseDescends { quotient } => (
                format!(
                    "À partir du quotient {quotient}, ce tarif est plus bas que celui de quotients inférieurs : {found}. Un intervalle a peut-être été oublié."
                ),
                format!(
                    "From the quotient {quotient} on, this is less than lower quotients pay: {found}. A stretch of quotients may have been forgotten."
                ),
            ),
            Kind::SteepRate { reached_at, .. } => (
                format!(
                    "Avec {found}, un quotient de {reached_at} paie déjà le maximum. Un taux en pour cent s'écrit divisé par 100."
                ),
                format!(
                    "With {found}, a quotient of {reached_at} pays the most already. A rate in per cent is written divided by 100."
                ),
            ),
            Kind::OnePrice { amount } => (
                format!(
                    "Avec {found}, toutes les familles dont le quotient est connu paieraient {amount} €. Corrigez le taux, ou ce qui le borne : « min », « max », « quotient_min », « quotient_max »."
                ),
                format!(
                    "With {found}, every family whose quotient is known would pay €{amount}. Put the rate right, or what bounds it: `min`, `max`, `quotient_min`, `quotient_max`."
                ),
            ),
            Kind::RaisesNothing { .. } => (
                format!(
                    "Multiplié par {found}, le prix n'augmente pas. Une majoration de 50 % s'écrit \"1.5\", un doublement \"2\"."
                ),
                format!(
                    "Times {found}, the price does not go up. A surcharge of 50 % is written \"1.5\", the double price \"2\"."
                ),
            ),
            Kind::TimesNothing { activity } => (
                format!(
                    "Dans « {activity} », payée au forfait, une journée ne coûte rien de plus : multipliée par {found}, elle reste gratuite. Indiquez un montant à ajouter, comme add = \"5.00\", ou un tarif propre, comme price = {{ form = \"flat\", amount = \"8.00\" }}."
                ),
                format!(
                    "In `{activity}`, which is paid by the term, a day costs nothing more: times {found}, that stays nothing. Write an amount to add, such as add = \"5.00\", or a price of its own, such as price = {{ form = \"flat\", amount = \"8.00\" }}."
                ),
            ),
            Kind::PercentOfNothing { activity } => (
                format!(
                    "Dans « {activity} », payée au forfait, une journée ne coûte rien de plus : {found} % n'en font rien. Indiquez ce qui est rendu, comme refund = \"3.85\" (ou refund_percent = \"50\", avec « days » dans le tarif), ou ce qui est dû, comme plus = \"0.50\"."
                ),
                format!(
                    "In `{activity}`, which is paid by the term, a day costs nothing more: {found} per cent of that is nothing. Write what is given back, such as refund = \"3.85\" (or refund_percent = \"50\", with `days` in the price), or what is due, such as plus = \"0.50\"."
                ),
            ),
            Kind::NoDayWorth { attendance } => (
                format!(
                    "Il manque « days » : « {attendance} » rend une part de ce que vaut une journée (« refund_percent »), et ce tarif au forfait ne dit pas pour combien de jours il vaut."
                ),
                format!(
                    "`days` is missing: `{attendance}` gives back a part of what a day is worth (`refund_percent`), and this price by the term does not say for how many days it is."
                ),
            ),
            Kind::NothingLeft { last_line } => (
                format!(
                    "{found} ne prend jamais rien à sa charge : les parts précédentes, jusqu'à la ligne {last_line}, couvrent déjà tout le prix. Retirez cette part, ou placez-la avant."
                ),
                format!(
                    "{found} never pays anything: the shares before it, up to line {last_line}, cover the whole price. Remove this share, or put it first."
                ),
            ),
            _ => return String::new(),
        };
        match locale {
            Locale::Fr => in_french,
            Locale::En => in_english,
        }
    }
}
