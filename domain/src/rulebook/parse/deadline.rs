//! The named deadlines, in each of their forms.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use super::form::formed;
use super::holidays::holidays;
use super::names::Names;
use super::node::Node;
use super::report::Report;
use super::table::Table;
use super::town::Validity;
use super::weekday::WEEKDAYS;
use crate::rulebook::deadline::{DatedPeriod, DeadlineForm, Open, WeekCut, WeekdayKey};
use crate::rulebook::diagnostic::{DiagnosticKind, Noun, Shape};
use crate::rulebook::model::Code;

const WEEKS_BEFORE: RangeInclusive<u32> = 0..=52;
const DAYS: RangeInclusive<u32> = 0..=366;
/// A day "before" is at least one day before.
const OPEN_DAYS: RangeInclusive<u32> = 1..=366;
const HOURS: RangeInclusive<u32> = 0..=8784;
const MONTHS_BEFORE: RangeInclusive<u32> = 0..=12;
const MONTH_DAYS: RangeInclusive<u32> = 1..=31;

const OPEN: [(&str, Open); 3] = [
    ("school", Open::School),
    ("activity", Open::Activity),
    ("town_hall", Open::TownHall),
];

/// What becomes of days that no period of a `dated` deadline names. There is but one answer: it must be meant.
const OTHER_DAYS: &str = "other_days";
const CLOSED: [(&str, ()); 1] = [("closed", ())];

type Reader = fn(&mut Table, &mut Report) -> Option<DeadlineForm>;

const FORMS: [(&str, Reader); 8] = [
    ("week_table", week_table),
    ("days_before", days_before),
    ("hours_before", hours_before),
    ("open_days_before", open_days_before),
    ("clear_days", clear_days),
    ("month_window", month_window),
    ("dated", dated),
    ("never", |_, _| Some(DeadlineForm::Never)),
];

pub(super) struct Deadlines {
    pub names: Names,
    pub forms: BTreeMap<Code, DeadlineForm>,
    /// Those that say of the days they do not name that they are closed, so that these were not forgotten.
    closing_others: BTreeSet<Code>,
}

impl Deadlines {
    pub fn none() -> Self {
        Self {
            names: Names::new(Noun::Deadline),
            forms: BTreeMap::new(),
            closing_others: BTreeSet::new(),
        }
    }

    /// Whether days that a deadline does not name are closed on purpose.
    pub fn closes_other_days(&self, name: &str) -> bool {
        self.closing_others.iter().any(|code| code.0 == name)
    }

    pub fn read(node: &Node, validity: Option<&Validity>, report: &mut Report) -> Option<Self> {
        let mut all = Self::none();
        let table = Table::of(node, report)?;
        for (place, name, node) in table.named() {
            all.names.declare_section(&place, name, &node, report);
            if let Some(form) = deadline(&node, validity, report) {
                all.forms.insert(Code(name.to_owned()), form);
            }
            if Table::peeked(&node).is_some_and(|table| table.has(OTHER_DAYS)) {
                all.closing_others.insert(Code(name.to_owned()));
            }
        }
        Some(all)
    }
}

fn deadline(node: &Node, validity: Option<&Validity>, report: &mut Report) -> Option<DeadlineForm> {
    let mut table = Table::of(node, report)?;
    let form = formed(
        &mut table,
        &FORMS,
        &|read: &Reader, table, report| read(table, report),
        report,
    );
    if let (Some(DeadlineForm::Dated { periods }), Some(validity)) = (&form, validity) {
        let items = table.peek("periods").and_then(|node| node.items(report));
        // They stand for each other only where each is sound.
        let items = items.filter(|items| items.len() == periods.len()).unwrap_or_default();
        for (period, item) in periods.iter().zip(&items) {
            validity.refuse_outside(period.from, period.to, item, report);
        }
    }
    table.close(report);
    form
}

/// Either one cut for every service day, written in the table itself, or `rows` by service weekday.
fn week_table(table: &mut Table, report: &mut Report) -> Option<DeadlineForm> {
    let holidays = holidays(table, report);
    let rows = match table.get("rows") {
        Some(node) => {
            for key in ["weekday", "at", "weeks_before"] {
                table.forbid(key, "rows", report);
            }
            week_rows(&node, report)
        }
        None => week_cut(table, report).map(|cut| WEEKDAYS.map(|(_, weekday)| (weekday.into(), cut)).into()),
    };
    Some(DeadlineForm::WeekTable {
        rows: rows?,
        holidays: holidays?,
    })
}

fn week_rows(node: &Node, report: &mut Report) -> Option<BTreeMap<WeekdayKey, WeekCut>> {
    let mut table = Table::of(node, report)?;
    let mut rows = BTreeMap::new();
    for (name, weekday) in WEEKDAYS {
        let cut = table.may(name, report, |node, report| {
            let mut row = Table::of(node, report)?;
            let cut = week_cut(&mut row, report);
            row.close(report);
            cut
        });
        rows.extend(cut.map(|cut| (WeekdayKey::from(weekday), cut)));
    }
    let written = table.named().len();
    if written == 0 {
        node.add(report, DiagnosticKind::Empty, WEEKDAYS.map(|(name, _)| name).join(", "));
    }
    table.close(report);
    // With a row that is wrong, nothing can be said of the weekdays that are left.
    (written > 0 && rows.len() == written).then_some(rows)
}

fn week_cut(table: &mut Table, report: &mut Report) -> Option<WeekCut> {
    let weekday = table.need("weekday", report, Node::weekday);
    let at = table.need("at", report, Node::time);
    let weeks_before = table.need("weeks_before", report, |node, report| node.whole(&WEEKS_BEFORE, report));
    Some(WeekCut {
        weekday: weekday?,
        at: at?,
        weeks_before: weeks_before?,
    })
}

fn days_before(table: &mut Table, report: &mut Report) -> Option<DeadlineForm> {
    let days: Option<u16> = table.need("days", report, |node, report| node.whole(&DAYS, report));
    let at = table.need("at", report, |node, report| {
        // The end of a day is the start of the next one, and its last minute is not all of it.
        match days.and_then(|days| days.checked_sub(1)) {
            Some(next) if node.value.as_str() == Some("24:00") => {
                let better = format!("days = {next}, at = \"00:00\"");
                node.malformed(Shape::Time, Some(better), report)
            }
            _ => node.time(report),
        }
    });
    let holidays = holidays(table, report);
    Some(DeadlineForm::DaysBefore {
        days: days?,
        at: at?,
        holidays: holidays?,
    })
}

fn hours_before(table: &mut Table, report: &mut Report) -> Option<DeadlineForm> {
    let hours = table.need("hours", report, |node, report| node.whole(&HOURS, report))?;
    Some(DeadlineForm::HoursBefore { hours })
}

fn open_days_before(table: &mut Table, report: &mut Report) -> Option<DeadlineForm> {
    let days = table.need("days", report, |node, report| node.whole(&OPEN_DAYS, report));
    let at = table.need("at", report, Node::time);
    let of = table.may("of", report, |node, report| node.choice(&OPEN, report));
    Some(DeadlineForm::OpenDaysBefore {
        days: days?,
        at: at?,
        of: of.unwrap_or_default(),
    })
}

fn clear_days(table: &mut Table, report: &mut Report) -> Option<DeadlineForm> {
    let days = table.need("days", report, |node, report| node.whole(&DAYS, report))?;
    Some(DeadlineForm::ClearDays { days })
}

fn month_window(table: &mut Table, report: &mut Report) -> Option<DeadlineForm> {
    let months_before = table.need("months_before", report, |node, report| {
        node.whole(&MONTHS_BEFORE, report)
    });
    let from_day = table.may("from_day", report, |node, report| node.whole::<u8>(&MONTH_DAYS, report));
    let to_day = table.need("to_day", report, |node, report| {
        let to_day = node.whole::<u8>(&MONTH_DAYS, report)?;
        if let Some(from_day) = from_day.filter(|from_day| to_day < *from_day) {
            node.add(report, DiagnosticKind::Reversed, format!("≥ {from_day}"));
        }
        Some(to_day)
    });
    let at = table.may("at", report, Node::time);
    let opens_at = table.may("opens_at", report, Node::time);
    if table.has("opens_at") && !table.has("from_day") {
        table.missing("from_day", "from_day", report);
    }
    let holidays = holidays(table, report);
    Some(DeadlineForm::MonthWindow {
        months_before: months_before?,
        from_day,
        opens_at,
        to_day: to_day?,
        at,
        holidays: holidays?,
    })
}

fn dated(table: &mut Table, report: &mut Report) -> Option<DeadlineForm> {
    table.may(OTHER_DAYS, report, |node, report| node.choice(&CLOSED, report));
    let items = table.need("periods", report, Node::some_items)?;
    let mut periods: Vec<(DatedPeriod, usize)> = Vec::new();
    for item in &items {
        let Some(period) = dated_period(item, report) else {
            continue;
        };
        let overlapped = periods
            .iter()
            .find(|(earlier, _)| period.from <= earlier.to && earlier.from <= period.to);
        if let Some((_, first_line)) = overlapped {
            let kind = DiagnosticKind::PeriodOverlap {
                first_line: *first_line,
            };
            item.add(report, kind, "");
        }
        periods.push((period, report.line(item.span.start)));
    }
    let periods = periods.into_iter().map(|(period, _)| period).collect();
    Some(DeadlineForm::Dated { periods })
}

fn dated_period(node: &Node, report: &mut Report) -> Option<DatedPeriod> {
    let mut table = Table::of(node, report)?;
    let from = table.need("from", report, Node::date);
    let to = table.need("to", report, |node, report| node.date_from(from, report));
    let closes_on = table.need("closes_on", report, |node, report| {
        let closes_on = node.date(report)?;
        if let Some(from) = from.filter(|from| closes_on > *from) {
            node.add(report, DiagnosticKind::ClosesAfterSession, format!("≤ {from}"));
        }
        Some(closes_on)
    });
    let closes_at = table.need("closes_at", report, Node::time);
    let opens_on = table.may("opens_on", report, |node, report| {
        let opens_on = node.date(report)?;
        if let Some(closes_on) = closes_on.filter(|closes_on| opens_on > *closes_on) {
            node.add(report, DiagnosticKind::Reversed, format!("≤ {closes_on}"));
        }
        Some(opens_on)
    });
    let opens_at = table.may("opens_at", report, |node, report| {
        let opens_at = node.time(report)?;
        // On the day of the closing it must open before it.
        let same_day = closes_at.filter(|_| opens_on.is_some() && opens_on == closes_on);
        if let Some(closes_at) = same_day.filter(|closes_at| opens_at >= *closes_at) {
            node.add(
                report,
                DiagnosticKind::Reversed,
                format!("< \"{}\"", closes_at.format("%H:%M")),
            );
        }
        Some(opens_at)
    });
    if table.has("opens_at") && !table.has("opens_on") {
        table.missing("opens_on", "opens_on", report);
    }
    table.close(report);
    Some(DatedPeriod {
        from: from?,
        to: to?,
        closes_on: closes_on?,
        closes_at: closes_at?,
        opens_on,
        opens_at,
    })
}
