//! What a deadline says of one service day.

use super::dates::time;
use super::voice::Voice;
use crate::rulebook::deadline::{DeadlineForm, Open, WeekCut};

impl Voice<'_> {
    pub fn deadline(self, form: &DeadlineForm) -> String {
        match form {
            DeadlineForm::WeekTable { rows, .. } => {
                let cut = rows.values().next();
                cut.map_or_else(|| self.nothing(), |cut| self.week_cut(cut))
            }
            DeadlineForm::DaysBefore { days, at, .. } => {
                let on = match days {
                    0 => self.either("le jour même", "the day itself"),
                    1 => self.either("la veille", "the day before"),
                    _ => self.either(format!("{days} jours avant"), format!("{days} days before")),
                };
                format!("{on} {} {}", self.either("à", "at"), time(*at))
            }
            DeadlineForm::HoursBefore { hours: 0 } => self.either("au début de la séance", "when the session starts"),
            DeadlineForm::HoursBefore { hours } => self.either(
                format!("{hours} h avant le début de la séance"),
                format!("{hours} h before the session starts"),
            ),
            DeadlineForm::OpenDaysBefore { days, at, of } => {
                let on = self.open_days(*days, *of);
                format!("{on} {} {}", self.either("à", "at"), time(*at))
            }
            DeadlineForm::ClearDays { days: 1 } => self.either("1 jour franc avant", "1 clear day before"),
            DeadlineForm::ClearDays { days } => self.either(
                format!("{days} jours francs avant"),
                format!("{days} clear days before"),
            ),
            DeadlineForm::MonthWindow { .. } => self.month_window(form),
            DeadlineForm::Never => self.either("ce qui est réservé est ferme", "what is booked is firm"),
            DeadlineForm::Dated { periods } => {
                let Some(period) = periods.first() else {
                    return self.nothing();
                };
                let (from, to) = (self.date(period.from), self.date(period.to));
                self.either(
                    format!("date fixée pour la période du {from} au {to}"),
                    format!("a date set for the period from {from} to {to}"),
                )
            }
        }
    }

    fn open_days(self, days: u16, of: Open) -> String {
        if days == 0 {
            return self.either("le jour même", "the day itself");
        }
        let (fr, en) = match of {
            Open::School => ("d'école", "school"),
            Open::Activity => ("d'ouverture de l'activité", "opening"),
            Open::TownHall => ("ouvré", "working"),
        };
        match (days, of) {
            (1, _) => self.either(
                format!("le dernier jour {fr} avant"),
                format!("the last {en} day before"),
            ),
            (_, Open::TownHall) => self.either(format!("{days} jours {fr}s avant"), format!("{days} {en} days before")),
            _ => self.either(format!("{days} jours {fr} avant"), format!("{days} {en} days before")),
        }
    }

    fn nothing(self) -> String {
        self.either("rien pour ce jour", "nothing for this day")
    }

    fn week_cut(self, cut: &WeekCut) -> String {
        let (weekday, at) = (self.weekday(cut.weekday), time(cut.at));
        match cut.weeks_before {
            0 => self.either(
                format!("le {weekday} de la même semaine à {at}"),
                format!("{weekday} of the same week at {at}"),
            ),
            1 => self.either(
                format!("le {weekday} de la semaine précédente à {at}"),
                format!("{weekday} of the week before at {at}"),
            ),
            weeks => self.either(
                format!("le {weekday}, {weeks} semaines avant, à {at}"),
                format!("{weekday}, {weeks} weeks before, at {at}"),
            ),
        }
    }

    fn month_window(self, form: &DeadlineForm) -> String {
        let DeadlineForm::MonthWindow {
            months_before,
            from_day,
            opens_at,
            to_day,
            at,
            ..
        } = form
        else {
            return self.nothing();
        };
        let day = |day: u8| self.day_of_month(day.into());
        let last = day(*to_day);
        let days = match from_day {
            Some(from) => {
                let opens_at = opens_at.map(|at| format!(" ({})", time(at))).unwrap_or_default();
                let first = format!("{}{opens_at}", day(*from));
                self.either(
                    format!("du {first} au {last}"),
                    format!("from day {first} to day {last}"),
                )
            }
            None => self.either(format!("jusqu'au {last}"), format!("up to day {last}")),
        };
        let month = match months_before {
            0 => self.either("du mois même", "of the same month"),
            1 => self.either("du mois précédent", "of the month before"),
            _ => self.either(
                format!("du mois, {months_before} mois avant"),
                format!("of the month {months_before} months before"),
            ),
        };
        let at = at.map(|at| format!(" {} {}", self.either("à", "at"), time(at)));
        format!("{days} {month}{}", at.unwrap_or_default())
    }
}
