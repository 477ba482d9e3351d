//! What was measured, beside how.

use std::io::Write;

use serde_json::{Value, json};

use crate::Outcome;
use crate::arguments::{Arguments, Format};

pub struct Report {
    how: String,
    pairs: Vec<Pair>,
    counts: Vec<Count>,
    growths: Vec<Growth>,
}

/// The portal beside a baseline.
pub struct Pair {
    pub name: String,
    /// How the portal was asked, and what the baseline did.
    pub ours: String,
    pub baseline: String,
    /// Answers per second of both, in each round.
    pub rates: Vec<(f64, f64)>,
    /// The ratio aimed at.
    pub least: f64,
}

/// A number that must not be exceeded.
pub struct Count {
    pub name: &'static str,
    pub ours: usize,
    pub most: usize,
}

/// Memory that must not grow with the work: what the least and the most of it took.
pub struct Growth {
    pub name: String,
    pub kilobytes: (usize, usize),
    /// The ratio that is still none.
    pub most: f64,
}

impl Report {
    pub fn new(arguments: &Arguments) -> Self {
        let Arguments {
            rounds,
            window,
            clients,
            ..
        } = arguments;
        let cores = std::thread::available_parallelism().map_or(0, usize::from);
        let how = format!(
            "{clients} callers at once, {rounds} rounds of {} s each in turns, medians (least to most); {cores} cores, \
             shared by callers, server, PostgreSQL and Redis",
            window.as_secs()
        );
        Self {
            how,
            pairs: Vec::new(),
            counts: Vec::new(),
            growths: Vec::new(),
        }
    }

    pub fn pair(&mut self, pair: Pair) {
        self.pairs.push(pair);
    }

    pub fn count(&mut self, count: Count) {
        self.counts.push(count);
    }

    pub fn growth(&mut self, growth: Growth) {
        self.growths.push(growth);
    }

    pub fn write(&self, format: Format) -> Outcome<()> {
        let text = match format {
            Format::Text => self.text(),
            Format::Json => serde_json::to_string_pretty(&self.json())?,
        };
        Ok(writeln!(std::io::stdout(), "{}", text.trim_end())?)
    }

    fn text(&self) -> String {
        let pairs: Vec<String> = self.pairs.iter().map(Pair::text).collect();
        let counts: Vec<String> = self.counts.iter().map(Count::text).collect();
        let growths: Vec<String> = self.growths.iter().map(Growth::text).collect();
        let (pairs, counts, growths) = (pairs.join("\n"), counts.concat(), growths.concat());
        format!("{}\n\n{pairs}\n{counts}{growths}", self.how)
    }

    fn json(&self) -> Value {
        let pair = |pair: &Pair| {
            json!({
                "name": pair.name,
                "ours": { "how": pair.ours, "perSecond": pair.ours().json() },
                "baseline": { "how": pair.baseline, "perSecond": pair.baseline().json() },
                "ratio": pair.ratio().json(),
                "atLeast": pair.least,
                "ok": pair.fits(),
            })
        };
        let count =
            |count: &Count| json!({ "name": count.name, "ours": count.ours, "atMost": count.most, "ok": count.fits() });
        let growth = |growth: &Growth| {
            json!({
                "name": growth.name,
                "kilobytes": [growth.kilobytes.0, growth.kilobytes.1],
                "ratio": growth.ratio(),
                "atMost": growth.most,
                "ok": growth.fits(),
            })
        };
        json!({
            "how": self.how,
            "pairs": self.pairs.iter().map(pair).collect::<Vec<_>>(),
            "counts": self.counts.iter().map(count).collect::<Vec<_>>(),
            "growths": self.growths.iter().map(growth).collect::<Vec<_>>(),
        })
    }
}

fn verdict(fits: bool) -> &'static str {
    if fits { "ok" } else { "*** SHORT ***" }
}

impl Pair {
    fn text(&self) -> String {
        let (ours, baseline, ratio) = (self.ours(), self.baseline(), self.ratio());
        format!(
            "{}\n  portal    {}/s   {}\n  baseline  {}/s   {}\n  ratio     {:.2} ({:.2} to {:.2}), at least {:.2}   {}\n",
            self.name,
            ours.rate(),
            self.ours,
            baseline.rate(),
            self.baseline,
            ratio.median,
            ratio.least,
            ratio.most,
            self.least,
            verdict(self.fits()),
        )
    }

    fn ours(&self) -> Spread {
        Spread::of(self.rates.iter().map(|&(ours, _)| ours))
    }

    fn baseline(&self) -> Spread {
        Spread::of(self.rates.iter().map(|&(_, baseline)| baseline))
    }

    fn ratio(&self) -> Spread {
        Spread::of(self.rates.iter().map(|&(ours, baseline)| ours / baseline))
    }

    fn fits(&self) -> bool {
        self.ratio().median >= self.least
    }
}

impl Count {
    fn text(&self) -> String {
        format!(
            "{}: {}, at most {}   {}\n",
            self.name,
            self.ours,
            self.most,
            verdict(self.fits())
        )
    }

    fn fits(&self) -> bool {
        self.ours <= self.most
    }
}

impl Growth {
    fn text(&self) -> String {
        let (least, most) = self.kilobytes;
        format!(
            "{}: {least} KB to {most} KB, ratio {:.2}, at most {:.2}   {}\n",
            self.name,
            self.ratio(),
            self.most,
            verdict(self.fits())
        )
    }

    fn ratio(&self) -> f64 {
        self.kilobytes.1 as f64 / self.kilobytes.0 as f64
    }

    fn fits(&self) -> bool {
        self.ratio() <= self.most
    }
}

pub struct Spread {
    pub median: f64,
    least: f64,
    most: f64,
}

impl Spread {
    pub fn of(numbers: impl Iterator<Item = f64>) -> Self {
        let mut numbers: Vec<f64> = numbers.collect();
        numbers.sort_by(f64::total_cmp);
        let at = |nth: usize| numbers.get(nth).copied().unwrap_or(f64::NAN);
        Self {
            median: at(numbers.len() / 2),
            least: at(0),
            most: at(numbers.len().saturating_sub(1)),
        }
    }

    fn rate(&self) -> String {
        format!("{:>6.0} ({:.0} to {:.0})", self.median, self.least, self.most)
    }

    fn json(&self) -> Value {
        json!({ "median": self.median, "least": self.least, "most": self.most })
    }
}
