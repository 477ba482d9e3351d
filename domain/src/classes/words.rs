//! What classes are called.

use super::class::SchoolClass;
use super::span::ClassSpan;
use crate::locale::Locale;

impl SchoolClass {
    /// "petite section", "CE1", "6e".
    #[must_use]
    pub fn name(self, locale: Locale) -> &'static str {
        match (self, locale) {
            (Self::Tps, Locale::Fr) => "toute petite section",
            (Self::Tps, Locale::En) => "pre-nursery class (TPS)",
            (Self::Ps, Locale::Fr) => "petite section",
            (Self::Ps, Locale::En) => "first nursery class (PS)",
            (Self::Ms, Locale::Fr) => "moyenne section",
            (Self::Ms, Locale::En) => "second nursery class (MS)",
            (Self::Gs, Locale::Fr) => "grande section",
            (Self::Gs, Locale::En) => "last nursery class (GS)",
            (Self::Cp, _) => "CP",
            (Self::Ce1, _) => "CE1",
            (Self::Ce2, _) => "CE2",
            (Self::Cm1, _) => "CM1",
            (Self::Cm2, _) => "CM2",
            (Self::Sixieme, _) => "6e",
            (Self::Cinquieme, _) => "5e",
            (Self::Quatrieme, _) => "4e",
            (Self::Troisieme, _) => "3e",
        }
    }

    /// Whether French says "la".
    fn is_feminine(self) -> bool {
        matches!(
            self,
            Self::Tps
                | Self::Ps
                | Self::Ms
                | Self::Gs
                | Self::Sixieme
                | Self::Cinquieme
                | Self::Quatrieme
                | Self::Troisieme
        )
    }

    fn starting_in_french(self) -> String {
        let of = if self.is_feminine() { "de la" } else { "du" };
        format!("{of} {}", self.name(Locale::Fr))
    }

    fn ending_in_french(self) -> String {
        let to = if self.is_feminine() { "à la" } else { "au" };
        format!("{to} {}", self.name(Locale::Fr))
    }
}

impl ClassSpan {
    /// "du CP au CM2", "from CP to CM2": words to stand behind pupils.
    #[must_use]
    pub fn say(self, locale: Locale) -> String {
        match locale {
            Locale::Fr => self.in_french(),
            Locale::En => self.in_english(),
        }
    }

    fn in_french(self) -> String {
        match (self.from, self.to) {
            (Some(from), Some(to)) if from == to => format!("de {}", from.name(Locale::Fr)),
            (Some(from), Some(to)) => format!("{} {}", from.starting_in_french(), to.ending_in_french()),
            (Some(from), None) => format!("à partir {}", from.starting_in_french()),
            (None, Some(to)) => format!("jusqu'{}", to.ending_in_french()),
            (None, None) => "de toutes les classes".to_owned(),
        }
    }

    fn in_english(self) -> String {
        let name = |class: SchoolClass| class.name(Locale::En);
        match (self.from, self.to) {
            (Some(from), Some(to)) if from == to => format!("in {}", name(from)),
            (Some(from), Some(to)) => format!("from {} to {}", name(from), name(to)),
            (Some(from), None) => format!("from {} on", name(from)),
            (None, Some(to)) => format!("up to {}", name(to)),
            (None, None) => "of all classes".to_owned(),
        }
    }
}
