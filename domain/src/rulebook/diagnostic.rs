//! What is wrong in a rule book file, and where.

use chrono::NaiveDate;
use serde::Serialize;

use crate::money::Money;

/// One mistake. Its wording, in either language, is [`Diagnostic::message`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// Where in the rule book: `activities[2].price.amount`, counted from 0; empty for the file itself.
    pub path: String,
    /// The text as it stands in the file, shortened; empty where something is missing.
    pub found: String,
    /// What may stand there, in a notation without words: `"00:00" – "23:59"`, or `fr, en`; empty where nothing may.
    pub allowed: String,
    #[serde(flatten)]
    pub kind: DiagnosticKind,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum DiagnosticKind {
    /// The file is not TOML here; `detail` is the reader's own word for it.
    Syntax {
        detail: String,
    },
    /// The key stands twice in one table.
    DuplicateKey,
    UnknownKey {
        #[serde(skip_serializing_if = "Option::is_none")]
        did_you_mean: Option<String>,
    },
    MissingKey {
        key: String,
    },
    /// Another key of the table forbids this one.
    ConflictingKey {
        with: String,
    },
    /// A value of another type, such as a number for a text.
    WrongType {
        expected: Shape,
    },
    /// The right type, written in another form.
    Malformed {
        expected: Shape,
        #[serde(skip_serializing_if = "Option::is_none")]
        did_you_mean: Option<String>,
    },
    /// A word outside a closed list.
    UnknownValue {
        #[serde(skip_serializing_if = "Option::is_none")]
        did_you_mean: Option<String>,
    },
    OutOfRange,
    /// A list without anything in it.
    Empty,
    /// A code that names nothing in this file.
    UnknownReference {
        noun: Noun,
        #[serde(skip_serializing_if = "Option::is_none")]
        did_you_mean: Option<String>,
    },
    /// A thing of the file that nothing refers to, such that it has no effect.
    Unused {
        noun: Noun,
    },
    /// A code that names two things of one kind.
    DuplicateCode {
        noun: Noun,
        first_line: usize,
    },
    /// The same thing said twice.
    Repeated {
        first_line: usize,
    },
    /// The end comes before the start, or the maximum is below the minimum.
    Reversed,
    /// Quotients between the band before and this one have no price.
    BandGap,
    /// Quotients have two prices: the band starts before the one above it ends.
    BandOverlap,
    /// A higher quotient would pay less than a lower one.
    BandDescends,
    /// In cases, families from this quotient on would pay less than some below it.
    CaseDescends {
        quotient: u32,
    },
    /// A rate by which nearly all families pay the ceiling, such as one that was meant in per cent.
    SteepRate {
        /// The first quotient that pays it.
        reached_at: u32,
        did_you_mean: String,
    },
    /// A rate whose bounds leave one price for every known quotient.
    OnePrice {
        amount: Money,
    },
    /// A surcharge by which nobody would pay more.
    RaisesNothing {
        #[serde(skip_serializing_if = "Option::is_none")]
        did_you_mean: Option<String>,
    },
    /// A factor of what a day costs in an activity that is paid by the term, where a day costs nothing more.
    TimesNothing {
        activity: String,
    },
    /// A part of what a day costs in such an activity.
    PercentOfNothing {
        activity: String,
    },
    /// A price by the term without `days`, of which these rules of attendance give back a part of a day.
    NoDayWorth {
        attendance: String,
    },
    /// Only the last band is without an upper bound, and it is always without.
    BandEnd,
    /// The last row of times fits all stays that are left, so it names none.
    LastRow,
    /// A price for pupils of a school that the activity is not open to.
    SchoolNotServed,
    /// A price that nobody pays: earlier cases, the last of them on this line, take all of its children.
    NeverFits {
        last_line: usize,
    },
    /// A share of a price of which the shares before it, the last of them on this line, leave nothing to anybody.
    NothingLeft {
        last_line: usize,
    },
    /// A price for unknown quotients where no case looks at the quotient.
    QuotientNotAsked,
    /// A case whose parts no child fits together.
    FitsNobody,
    /// A case of absences whose parts no absence fits together, or that counts absences of which none is counted.
    FitsNoAbsence,
    /// A price by cases, or by the term, inside one.
    NestedPrice,
    /// Instalments that there are not enough months for.
    TooManyInstalments {
        months: u8,
    },
    /// Months that two terms of one price claim.
    TermOverlap {
        first_line: usize,
    },
    /// Activities of one price together that are open to different schools.
    DifferentSchools {
        with: String,
    },
    /// Activities of one price together that are never booked on the same day.
    NeverTogether {
        with: String,
    },
    /// An activity that is booked, or has a price, together with these others, and never can.
    NeverWith {
        with: String,
        because: Hindrance,
    },
    /// Days that two periods of one deadline claim.
    PeriodOverlap {
        first_line: usize,
    },
    SelfLink,
    /// An activity both takes and excludes another, directly or through links.
    TakesExcluded {
        activity: String,
    },
    /// The taken activity is not open to a school whose pupils would take it.
    TakenNotOffered {
        school: String,
    },
    /// The deadline lies after the end of the session that it governs.
    ClosesAfterSession,
    /// The deadline gives no closing for a weekday on which the activity runs.
    NoClosing,
    /// The activity has no day within the rule book.
    NeverRuns,
    /// On no day of the activity does the deadline open before it closes.
    NeverOpen,
    /// A deadline for giving back or changing that on every day is over before booking begins.
    OverBeforeBooking,
    /// Late bookings are taken until a deadline that never closes later than booking itself.
    NeverLate {
        deadline: String,
    },
    /// By the deadline, no absence of the activity can be reported.
    NeverReported {
        deadline: String,
    },
    /// A row of times that only stays outside the session would fit.
    OutsideSession,
    /// Days or months that share nothing with the days of the rule book.
    OutsideValidity,
    /// Ages that no pupil of the activity's schools has.
    NobodyOfAge,
    /// Classes that no pupil of the activity's schools is in.
    NobodyInClass,
    /// A territory that is not that of the commune, or a time zone that is not that of the territory.
    Elsewhere {
        than: String,
    },
    /// A school zone where none holds, or no word of the school holidays there.
    OwnSchoolHolidays,
    /// A code by which the town knows no family.
    UnknownFamily,
    /// What is known of the family's debt is of a later day.
    OlderStatement {
        amount: Money,
        as_of: NaiveDate,
    },
}

impl DiagnosticKind {
    /// Whether it is only found that something never happens: the file can be understood, and means what it says. New ones
    /// of this kind are no reason to refuse what an earlier program has taken.
    #[must_use]
    pub fn is_of_no_effect(&self) -> bool {
        matches!(
            self,
            Self::Unused { .. }
                | Self::BandDescends
                | Self::BandOverlap
                | Self::CaseDescends { .. }
                | Self::SteepRate { .. }
                | Self::OnePrice { .. }
                | Self::RaisesNothing { .. }
                | Self::TimesNothing { .. }
                | Self::PercentOfNothing { .. }
                | Self::NeverFits { .. }
                | Self::NothingLeft { .. }
                | Self::QuotientNotAsked
                | Self::FitsNobody
                | Self::FitsNoAbsence
                | Self::NeverTogether { .. }
                | Self::NeverWith { .. }
                | Self::ClosesAfterSession
                | Self::NoClosing
                | Self::NeverRuns
                | Self::NeverOpen
                | Self::OverBeforeBooking
                | Self::NeverLate { .. }
                | Self::NeverReported { .. }
                | Self::OutsideSession
                | Self::OutsideValidity
                | Self::NobodyOfAge
                | Self::NobodyInClass
                | Self::Elsewhere { .. }
                | Self::OwnSchoolHolidays
        )
    }
}

/// The form of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    Text,
    WholeNumber,
    Boolean,
    Date,
    Time,
    Amount,
    Debt,
    Rate,
    Percent,
    Factor,
    Code,
    Insee,
    Email,
    List,
    Table,
}

/// What keeps activities apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Hindrance {
    /// No pupil is of an age for all of them.
    Ages,
    /// No pupil is in a class of all of them.
    Classes,
    /// One of them has none.
    Places,
    /// They never run on the same day.
    Days,
    /// They can never be booked at the same time.
    Deadlines,
}

/// What a code names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Noun {
    School,
    Deadline,
    Activity,
    Payer,
    Attendance,
}

impl Shape {
    /// The form in a notation without words.
    pub(crate) fn notation(self) -> &'static str {
        match self {
            Self::Text => "\"…\"",
            Self::WholeNumber => "0, 1, 2 …",
            Self::Boolean => "true, false",
            Self::Date => "YYYY-MM-DD",
            Self::Time => "\"00:00\" – \"23:59\"",
            Self::Amount => "\"0.00\" – \"9999.99\"",
            Self::Debt => "\"0.00\" – \"1000000.00\"",
            Self::Rate => "\"0.00000001\" – \"10\"",
            Self::Percent => "\"0.01\" – \"100\"",
            Self::Factor => "\"0.0001\" – \"10\"",
            Self::Code => "a–z 0–9 - (1 – 40)",
            Self::Insee => "\"00000\", \"2A000\", \"2B000\"",
            Self::Email => "\"…@…\"",
            Self::List => "[ … ]",
            Self::Table => "{ … }",
        }
    }
}
