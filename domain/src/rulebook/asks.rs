//! What a rule book asks of a child's family.

use super::absence::Charge;
use super::arrears::Arrears;
use super::attendance::LateBooking;
use super::condition::Condition;
use super::model::{Activity, RuleBook};
use super::price::PriceForm;
use super::surcharge::{Per, Surcharge, SurchargeForm};

/// What does not stand with the child itself, and need not be looked up where no rule asks for it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is asked for apart from the others")]
pub struct Asks {
    /// Its brothers and sisters.
    pub siblings: bool,
    /// The family's quotient.
    pub quotients: bool,
    /// The activities that it attends regularly.
    pub regular_in: bool,
    /// What it owes, and what staff decided because of it.
    pub account: bool,
    /// Whether its file is complete.
    pub file: bool,
}

impl Asks {
    pub const ALL: Self = Self {
        siblings: true,
        quotients: true,
        regular_in: true,
        account: true,
        file: true,
    };

    /// What either of them asks.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self {
            siblings: self.siblings || other.siblings,
            quotients: self.quotients || other.quotients,
            regular_in: self.regular_in || other.regular_in,
            account: self.account || other.account,
            file: self.file || other.file,
        }
    }

    fn activity(&mut self, activity: &Activity) {
        self.file |= activity.needs_complete_file;
        activity.only.iter().for_each(|only| self.condition(only));
        self.price(&activity.price);
        for share in &activity.shares {
            self.condition(&share.when);
        }
        let attendance = &activity.attendance;
        if let LateBooking::Accept { surcharges, .. } = &attendance.late_booking {
            self.surcharges(surcharges);
        }
        self.surcharges(&attendance.unbooked);
        let cases = attendance.absence.cases.iter().map(|case| &case.charge);
        for charge in cases.chain([&attendance.absence.otherwise]) {
            if let Charge::Instead { price } = charge {
                self.price(price);
            }
        }
        self.siblings |= attendance
            .late_pickup
            .as_ref()
            .is_some_and(|rule| rule.per == Per::Family);
    }

    fn surcharges(&mut self, surcharges: &[Surcharge]) {
        for one in surcharges {
            self.condition(&one.when);
            one.unless.iter().for_each(|unless| self.condition(unless));
            match &one.form {
                SurchargeForm::Instead { price } => self.price(price),
                // Once for them all.
                SurchargeForm::Add { per, .. } => self.siblings |= *per == Per::Family,
                SurchargeForm::Times { .. } => {}
            }
        }
    }

    fn price(&mut self, form: &PriceForm) {
        match form {
            PriceForm::Flat { .. } => {}
            PriceForm::Bands { .. } | PriceForm::Linear { .. } => self.quotients = true,
            PriceForm::Units { price, .. } => self.price(price),
            PriceForm::Times { rows } => rows.iter().for_each(|row| self.price(&row.price)),
            PriceForm::Subscription { terms } => terms.iter().for_each(|term| self.price(&term.price)),
            PriceForm::Reduced { price, reductions } => {
                self.price(price);
                for one in reductions {
                    self.condition(&one.when);
                }
            }
            PriceForm::Cases {
                cases,
                otherwise,
                missing,
            } => {
                for case in cases {
                    self.condition(&case.when);
                    self.price(&case.price);
                }
                self.price(otherwise);
                if let Some(missing) = missing {
                    self.price(missing);
                }
            }
        }
    }

    fn condition(&mut self, condition: &Condition) {
        let Condition {
            schools: _,
            class: _,
            child: _,
            residence: _,
            regime: _,
            frequency,
            rank,
            children,
            siblings_there,
            quotient,
        } = condition;
        self.siblings |= rank.is_some() || children.is_some() || siblings_there.is_some();
        self.quotients |= quotient.is_some();
        self.regular_in |= frequency.is_some();
    }
}

impl RuleBook {
    /// What its prices, what is due under it, and who may book hang on.
    #[must_use]
    pub fn asks(&self) -> Asks {
        let mut asks = Asks::default();
        self.activities.iter().for_each(|activity| asks.activity(activity));
        self.bundles.iter().for_each(|bundle| asks.price(&bundle.price));
        asks.account = self.arrears.as_ref().is_some_and(Arrears::looks_at_accounts);
        asks
    }
}
