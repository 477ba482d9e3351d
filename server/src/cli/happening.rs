//! What is supposed to come to pass, as options.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use clap::Args;
use preau_domain::explain::{Happening, Missed};
use preau_domain::locale::Locale;

use super::command::instant;
use super::rulebook_explain::day;

#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "What is due, if this comes to pass")]
pub struct Supposed {
    /// The place is not used: illness, hospital, family, school, exceptional or unknown, and when it was told
    #[arg(long, value_name = "REASON[@RFC3339]", value_parser = missed)]
    pub absent: Option<Missed>,

    /// The first day of the absence, with a place on every day on which the activity runs [default: the day]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub absent_since: Option<NaiveDate>,

    /// The last day of the absence; without it, the child has yet to return
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub absent_until: Option<NaiveDate>,

    /// When a certificate of the absence came
    #[arg(long, value_name = "RFC3339", value_parser = instant)]
    pub certificate: Option<DateTime<Utc>>,

    /// The child comes without a booking
    #[arg(long)]
    pub unbooked: bool,

    /// When the child comes
    #[arg(long, value_name = "HH:MM", value_parser = time_of_day)]
    pub arrived: Option<NaiveTime>,

    /// When it is picked up
    #[arg(long, value_name = "HH:MM", value_parser = time_of_day)]
    pub left: Option<NaiveTime>,

    /// For the how manieth time within the school year it comes unbooked, is picked up late, or is absent [default: 1]
    #[arg(long, value_name = "NUMBER")]
    pub time: Option<u16>,
}

impl From<Supposed> for Happening {
    fn from(supposed: Supposed) -> Self {
        Self {
            unbooked: supposed.unbooked,
            absent: supposed.absent,
            absent_since: supposed.absent_since,
            absent_until: supposed.absent_until,
            certificate: supposed.certificate,
            arrived: supposed.arrived,
            left: supposed.left,
            time: supposed.time,
        }
    }
}

fn missed(text: &str) -> Result<Missed, String> {
    Missed::read(text).map_err(|fault| fault.message(Locale::En))
}

fn time_of_day(text: &str) -> Result<NaiveTime, String> {
    let time = NaiveTime::parse_from_str(text, "%H:%M");
    time.map_err(|_| "expected a time such as 18:35".to_owned())
}
