//! The whole, as text.

use super::voice::Voice;
use crate::explain::answer::Explanation;
use crate::explain::verdict::Verdict;
use crate::locale::Locale;
use crate::rulebook::RuleBook;

impl Explanation {
    /// A heading, a numbered line for each step, and the verdict. `rules` is the rule book that was explained.
    #[must_use]
    pub fn say(&self, locale: Locale, rules: &RuleBook) -> String {
        let voice = Voice { locale, rules };
        let found = rules.activities.iter().find(|activity| activity.code == self.activity);
        let name = found.map_or(&self.activity.0, |activity| &activity.name);
        let mut lines = vec![format!("{name}, {}", voice.date(self.day))];
        let steps = self.steps.iter().enumerate();
        lines.extend(steps.map(|(at, step)| format!("{:>2}. {}", at + 1, step.say(locale, rules))));
        lines.push(format!("→ {}", voice.verdict(&self.verdict)));
        if let Some(due) = &self.due {
            lines.push(match &self.verdict {
                Verdict::Refused(_) if due.supposes_place => voice.either(
                    "Une fois la journée passée, si la place avait été réservée :",
                    "Once the day has come to pass, had the place been booked:",
                ),
                _ => voice.either("Une fois la journée passée :", "Once the day has come to pass:"),
            });
            let steps = due.steps.iter().enumerate();
            lines.extend(steps.map(|(at, step)| format!("{:>2}. {}", at + 1, step.say(locale, rules))));
            let total = voice.money(due.total);
            lines.push(voice.either(
                format!("→ Dû en tout pour la place : {total}."),
                format!("→ Due for the place in all: {total}."),
            ));
        }
        lines.join("\n") + "\n"
    }
}
