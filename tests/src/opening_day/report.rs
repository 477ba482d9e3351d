//! What a day gave, for people and for programs.

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::{Value, json};

use super::check::Check;
use super::log::{Sample, Step};
use super::played::{Became, Kind, Played};
use super::stage::Stage;
use super::table::{Side, table};

/// Rows of one check that are written out.
const MOST_ROWS: usize = 20;

pub struct Report {
    /// How it was played.
    pub how: String,
    pub samples: Vec<Sample>,
    /// Places booked in the morning.
    pub booked: usize,
    /// Places that were kept for carts and never ordered.
    pub left_in_carts: usize,
    pub full: usize,
    /// Days that families joined the waiting list for.
    pub waited_for: usize,
    pub given_back: usize,
    pub accepted: usize,
    pub declined: usize,
    /// Families that came before the opening and were told when to come.
    pub early: usize,
    /// Families that were never answered.
    pub unanswered: usize,
    pub faults: BTreeMap<String, usize>,
    pub checks: Vec<Check>,
    /// Whoever started it wanted no more looked at than can be while the workers are at it.
    pub skips: bool,
    /// Processor time in seconds, by who used it.
    pub processor: Vec<(String, f64)>,
}

impl Report {
    pub fn new(how: String, stage: &Stage, played: &[Played], checks: Vec<Check>) -> Self {
        let became = |kinds: &[Kind], wanted: fn(&Became) -> bool| {
            let acts = played.iter().flat_map(|one| &one.acts);
            let told = acts
                .filter(|act| kinds.contains(&act.kind))
                .filter_map(|act| act.told.as_ref());
            told.flat_map(|told| &told.lines)
                .filter(|line| wanted(&line.became))
                .count()
        };
        let is_booked = |became: &Became| matches!(became, Became::Booked(_));
        Self {
            how,
            samples: stage.log.samples(),
            booked: became(&[Kind::Plan, Kind::OrderCart], is_booked),
            left_in_carts: played.iter().map(|one| one.left_in_cart().len()).sum(),
            full: played.iter().map(|one| one.full().count()).sum(),
            waited_for: played
                .iter()
                .flat_map(|one| &one.joins)
                .map(|join| join.wishes.len())
                .sum(),
            given_back: became(&[Kind::GiveBack], |became| *became == Became::Cancelled),
            accepted: became(&[Kind::Accept], is_booked),
            declined: (played.iter().flat_map(|one| &one.declined))
                .map(|declined| declined.wishes.len())
                .sum(),
            early: stage.log.told_early(),
            unanswered: played.iter().filter(|one| one.unanswered()).count(),
            faults: stage.log.faults(),
            checks,
            skips: false,
            processor: Vec::new(),
        }
    }

    /// Whether everybody was answered, everything was looked at, and nothing was found that must not be. Phones ask until
    /// they are answered, whoever hung up and whatever was killed: a day without an answer is no good day.
    pub fn holds(&self) -> bool {
        let held = |check: &Check| check.violations.is_empty() && (self.skips || !check.skipped);
        self.unanswered == 0 && self.checks.iter().all(held)
    }

    pub fn text(&self) -> String {
        let heads = ["", "answers", "a second", "p50", "p95", "p99", "longest"].map(ToOwned::to_owned);
        let mut rows = vec![heads.to_vec()];
        rows.extend(
            Step::ALL
                .into_iter()
                .map(|step| Times::of(&self.samples, step).row(step)),
        );
        let mut lines = vec![
            self.how.clone(),
            String::new(),
            table(&rows, Side::Right),
            String::new(),
        ];
        lines.push(format!(
            "{} places booked, {} left in carts, {} refused because full; {} families told to come later, {} without an answer",
            self.booked, self.left_in_carts, self.full, self.early, self.unanswered
        ));
        lines.push(format!(
            "{} places waited for, {} given back; of those offered then, {} accepted and {} declined",
            self.waited_for, self.given_back, self.accepted, self.declined
        ));
        lines.extend(
            self.faults
                .iter()
                .map(|(code, times)| format!("{times} tries ended with {code}")),
        );
        if !self.processor.is_empty() {
            let used = self
                .processor
                .iter()
                .map(|(who, seconds)| format!("{who} {seconds:.1} s"));
            lines.push(format!("processor time: {}", used.collect::<Vec<_>>().join(", ")));
        }
        let checks: Vec<_> = self.checks.iter().map(Check::row).collect();
        lines.extend([String::new(), table(&checks, Side::Left)]);
        for check in &self.checks {
            let told = check.violations.iter().take(MOST_ROWS);
            lines.extend(told.map(|violation| format!("{}: {violation}", check.name)));
            let more = check.violations.len().saturating_sub(MOST_ROWS);
            if more > 0 {
                lines.push(format!("{}: and {more} more", check.name));
            }
        }
        lines.join("\n")
    }

    pub fn json(&self) -> Value {
        let step = |step: Step| (step.name().to_owned(), Times::of(&self.samples, step).json());
        let check = |check: &Check| json!({ "name": check.name, "seen": check.seen, "skipped": check.skipped, "violations": check.violations });
        json!({
            "how": self.how,
            "steps": Step::ALL.into_iter().map(step).collect::<serde_json::Map<_, _>>(),
            "booked": self.booked,
            "leftInCarts": self.left_in_carts,
            "full": self.full,
            "waitedFor": self.waited_for,
            "givenBack": self.given_back,
            "accepted": self.accepted,
            "declined": self.declined,
            "early": self.early,
            "unanswered": self.unanswered,
            "faults": self.faults,
            "processorSeconds": self.processor.iter().cloned().collect::<BTreeMap<_, _>>(),
            "checks": self.checks.iter().map(check).collect::<Vec<_>>(),
            "holds": self.holds(),
        })
    }
}

impl Check {
    fn row(&self) -> Vec<String> {
        let verdict = match (self.skipped, self.violations.len()) {
            (true, _) => "*** SKIPPED ***".to_owned(),
            (false, 0) => "ok".to_owned(),
            (false, count) => format!("*** {count} VIOLATIONS ***"),
        };
        vec![self.name.to_owned(), verdict, self.seen.clone()]
    }
}

/// How long one step took.
struct Times {
    sorted: Vec<Duration>,
    /// From the first question to the last answer.
    span: Duration,
}

impl Times {
    fn of(samples: &[Sample], step: Step) -> Self {
        let of_step = samples.iter().filter(|sample| sample.step == step);
        let first = of_step.clone().map(|sample| sample.at).min().unwrap_or_default();
        let last = of_step
            .clone()
            .map(|sample| sample.at + sample.took)
            .max()
            .unwrap_or_default();
        let mut sorted: Vec<Duration> = of_step.map(|sample| sample.took).collect();
        sorted.sort();
        Self {
            sorted,
            span: last.saturating_sub(first),
        }
    }

    /// The least time within which so many of a hundred were answered.
    fn percentile(&self, hundredths: usize) -> Duration {
        let place = (self.sorted.len() * hundredths).div_ceil(100).saturating_sub(1);
        self.sorted.get(place).copied().unwrap_or_default()
    }

    #[expect(clippy::cast_precision_loss, reason = "a rate for people to read")]
    fn rate(&self) -> f64 {
        self.sorted.len() as f64 / self.span.as_secs_f64().max(0.001)
    }

    fn row(&self, step: Step) -> Vec<String> {
        let mut row = vec![
            step.name().to_owned(),
            self.sorted.len().to_string(),
            format!("{:.1}", self.rate()),
        ];
        let times = [50, 95, 99, 100].map(|hundredths| format!("{} ms", self.percentile(hundredths).as_millis()));
        row.extend(times);
        row
    }

    fn json(&self) -> Value {
        let seconds = |hundredths| self.percentile(hundredths).as_secs_f64();
        json!({
            "answers": self.sorted.len(),
            "perSecond": self.rate(),
            "p50": seconds(50),
            "p95": seconds(95),
            "p99": seconds(99),
            "longest": seconds(100),
        })
    }
}
