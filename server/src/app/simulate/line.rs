//! A simulation's facts, one a line: for programs and for spreadsheets.

use std::io::{self, Write};

use chrono::NaiveDate;
use preau_domain::code::Code;
use preau_domain::money::Money;
use preau_domain::simulation::{
    ActivitySummary, CaseTaken, CrowdedSlot, Extreme, Group, Kept, Lacking, Refused, Step, Summary, Tier, TierSummary,
};
use serde::Serialize;

#[derive(Serialize)]
#[serde(tag = "line", rename_all = "snake_case")]
enum Line<'a> {
    Total {
        from: NaiveDate,
        to: NaiveDate,
        families: u64,
        children: u64,
        places: u64,
        before: Money,
    },
    Kept(&'a Kept),
    Refused {
        places: u64,
        before: Money,
    },
    Activity {
        activity: &'a Code,
        late: u64,
        #[serde(flatten)]
        kept: &'a Kept,
    },
    Tier {
        activity: &'a Code,
        #[serde(flatten)]
        tier: &'a TierSummary,
    },
    Refusal {
        activity: &'a Code,
        #[serde(flatten)]
        refused: &'a Refused,
    },
    Lacking(&'a Lacking),
    Crowded(&'a CrowdedSlot),
    File {
        activity: &'a Code,
        as_of: &'static str,
    },
    Families(&'a Group),
    PaysMore(&'a Extreme),
    PaysLess(&'a Extreme),
}

pub(super) fn json(summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
    for line in lines(summary) {
        writeln!(out, "{}", serde_json::to_string(&line)?)?;
    }
    Ok(())
}

pub(super) fn csv(summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "line,activity,what,count,before,after")?;
    lines(summary).iter().try_for_each(|line| cells(line, out))
}

fn lines(summary: &Summary) -> Vec<Line<'_>> {
    let mut lines = vec![
        Line::Total {
            from: summary.from,
            to: summary.to,
            families: summary.families,
            children: summary.children,
            places: summary.places,
            before: summary.before,
        },
        Line::Kept(&summary.kept),
        Line::Refused {
            places: summary.refused,
            before: summary.before_refused,
        },
    ];
    let of = |one: &'_ ActivitySummary| one.kept.places > 0 || !one.refused.is_empty();
    for one in summary.activities.iter().filter(|one| of(one)) {
        let ActivitySummary {
            activity,
            kept,
            late,
            tiers,
            refused,
        } = one;
        let late = *late;
        lines.push(Line::Activity { activity, late, kept });
        lines.extend(tiers.iter().map(|tier| Line::Tier { activity, tier }));
        lines.extend(refused.iter().map(|refused| Line::Refusal { activity, refused }));
    }
    lines.extend(summary.lacking.iter().map(Line::Lacking));
    lines.extend(summary.crowded.iter().map(Line::Crowded));
    let file = |activity| Line::File {
        activity,
        as_of: "today",
    };
    lines.extend(summary.files_of_today.iter().map(file));
    lines.extend(summary.spread.groups.iter().map(Line::Families));
    lines.extend(summary.spread.most_more.iter().map(Line::PaysMore));
    lines.extend(summary.spread.most_less.iter().map(Line::PaysLess));
    lines
}

/// Neither codes nor ids nor what is said here hold a comma.
fn cells(line: &Line<'_>, out: &mut dyn Write) -> io::Result<()> {
    match line {
        Line::Total {
            from,
            to,
            places,
            before,
            ..
        } => writeln!(out, "total,,{from} to {to},{places},{before},"),
        Line::Kept(kept) => writeln!(out, "kept,,,{},{},{}", kept.places, kept.before, kept.after),
        Line::Refused { places, before } => writeln!(out, "refused,,,{places},{before},"),
        Line::Activity { activity, kept, .. } => {
            let (activity, Kept { places, before, after }) = (&activity.0, kept);
            writeln!(out, "activity,{activity},,{places},{before},{after}")
        }
        Line::Tier { activity, tier } => {
            let Kept { places, before, after } = tier.kept;
            let what = tier_in_words(tier.tier);
            writeln!(out, "tier,{},{what},{places},{before},{after}", activity.0)
        }
        Line::Refusal { activity, refused } => {
            let (reason, places, before) = (refused.reason.word(), refused.places, refused.before);
            writeln!(out, "refusal,{},{reason},{places},{before},", activity.0)
        }
        Line::Lacking(Lacking {
            activity,
            places,
            before,
        }) => writeln!(out, "lacking,{},,{places},{before},", activity.0),
        Line::Crowded(slot) => writeln!(out, "crowded,{},{},{},,", slot.activity.0, slot.day, slot.over()),
        Line::File { activity, as_of } => writeln!(out, "file,{},as of {as_of},,,", activity.0),
        Line::Families(group) => {
            let (step, families, difference) = (step_in_words(&group.step), group.families, group.difference);
            writeln!(out, "families,,{step},{families},,{difference}")
        }
        Line::PaysMore(one) => writeln!(out, "pays_more,,{},,,{}", one.family, one.difference),
        Line::PaysLess(one) => writeln!(out, "pays_less,,{},,,{}", one.family, one.difference),
    }
}

pub(super) fn tier_in_words(tier: Tier) -> String {
    let case = tier.case.map(|case| match case {
        CaseTaken::Case(nth) => format!("case {nth}"),
        CaseTaken::Otherwise => "otherwise".to_owned(),
    });
    let band = tier.band.map(|band| match (band.above, band.up_to) {
        (None, Some(up_to)) => format!("quotient up to {up_to}"),
        (Some(above), Some(up_to)) => format!("quotient above {above} up to {up_to}"),
        (Some(above), None) => format!("quotient above {above} or unknown"),
        (None, None) => "any quotient".to_owned(),
    });
    let said: Vec<String> = case.into_iter().chain(band).collect();
    if said.is_empty() {
        "all".to_owned()
    } else {
        said.join(": ")
    }
}

pub(super) fn step_in_words(step: &Step) -> String {
    let between = |word: &str, over: &Money, up_to: &Option<Money>| match up_to {
        Some(up_to) => format!("{word} by {over} to {up_to}"),
        None => format!("{word} by over {over}"),
    };
    match step {
        Step::Less { over, up_to } => between("less", over, up_to),
        Step::Same => "the same".to_owned(),
        Step::More { over, up_to } => between("more", over, up_to),
    }
}
