//! Which part of a price counts for a child.

use serde::Serialize;

use crate::rulebook::customer::Customer;
use crate::rulebook::telling::{PricePart, Tell};

/// The case and the band of an activity's own price, as far as it has them. A price together with others, or for coming
/// late, does not change it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Tier {
    /// None where the price has no cases.
    pub case: Option<CaseTaken>,
    /// None where it has no bands.
    pub band: Option<BandTaken>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CaseTaken {
    /// Its place in the file, from 1.
    Case(u16),
    Otherwise,
}

/// Quotients above the one and up to the other, which belongs to the band.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct BandTaken {
    /// None: from 0 on.
    pub above: Option<u32>,
    /// None: the last band, which unknown quotients pay too.
    pub up_to: Option<u32>,
}

impl Tier {
    /// Heard from the price itself while it is reckoned.
    pub(super) fn of(customer: &Customer<'_>) -> Self {
        let price = &customer.activity.price;
        let mut tier = Self::default();
        let mut by_the_term = false;
        price.line_telling(customer, 1, &mut |part| {
            by_the_term |= matches!(part, PricePart::ByTheTerm { .. });
            tier.hear(part);
        });
        if by_the_term {
            let terms = price.terms(customer);
            let tell: &mut Tell<'_> = &mut |part| tier.hear(part);
            // The first term around the day tells; the others say nothing.
            let _ = terms.iter().find_map(|term| term.whole_telling(customer, tell));
        }
        tier
    }

    fn hear(&mut self, part: PricePart<'_>) {
        match part {
            PricePart::Case { taken, .. } => {
                let nth = taken.and_then(|at| u16::try_from(at + 1).ok());
                self.case
                    .get_or_insert(nth.map_or(CaseTaken::Otherwise, CaseTaken::Case));
            }
            PricePart::Band { above, band, .. } => {
                let up_to = band.up_to;
                self.band.get_or_insert(BandTaken { above, up_to });
            }
            _ => {}
        }
    }
}
