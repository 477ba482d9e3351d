//! A simulation, for a person.

use std::io::{self, Write};

use preau_domain::money::Money;
use preau_domain::simulation::{Example, Extreme, Kept, Refused, Summary};

use super::line::{step_in_words, tier_in_words};

/// Writes what came of the draft called `title`.
pub(super) fn text(title: &str, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
    let Summary {
        from,
        to,
        families,
        children,
        ..
    } = summary;
    writeln!(out, "{title}, tried against {from} to {to}")?;
    writeln!(out, "families: {families}, children: {children}")?;
    files(summary, out)?;
    whole(summary, out)?;
    by_activity(summary, out)?;
    refused(summary, out)?;
    lacking(summary, out)?;
    crowded(summary, out)?;
    spread(summary, out)
}

/// Who reads of refusals for a file must know which file was looked at.
fn files(summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
    let asking: Vec<&str> = summary.files_of_today.iter().map(|code| code.0.as_str()).collect();
    if asking.is_empty() {
        return Ok(());
    }
    let asking = asking.join(", ");
    writeln!(
        out,
        "families' files, needed for {asking}: as they stand today, not as they stood when it was booked"
    )
}

fn whole(summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
    let lacking = || summary.lacking.iter();
    let lacking = (
        lacking().map(|one| one.places).sum(),
        lacking().map(|one| one.before).sum(),
    );
    writeln!(out, "\n{}", row("", ["places", "before", "after", "difference"]))?;
    writeln!(out, "{}", with_kept("kept", &summary.kept))?;
    for (name, (places, before)) in [
        ("refused", (summary.refused, summary.before_refused)),
        ("not in the draft", lacking),
        ("all", (summary.places, summary.before)),
    ] {
        writeln!(out, "{}", dropped(name, places, before))?;
    }
    Ok(())
}

fn by_activity(summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
    let used = summary.activities.iter().filter(|one| one.kept.places > 0);
    let mut used = used.peekable();
    if used.peek().is_some() {
        let columns = ["places", "before", "after", "difference"];
        writeln!(out, "\n{}", row("KEPT, by activity and price", columns))?;
    }
    for one in used {
        let late = match one.late {
            0 => String::new(),
            late => format!(" ({late} late)"),
        };
        writeln!(out, "{}", with_kept(&format!("{}{late}", one.activity.0), &one.kept))?;
        for tier in &one.tiers {
            writeln!(
                out,
                "{}",
                with_kept(&format!("  {}", tier_in_words(tier.tier)), &tier.kept)
            )?;
        }
    }
    Ok(())
}

fn refused(summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
    let used = summary.activities.iter().filter(|one| !one.refused.is_empty());
    let mut used = used.peekable();
    if used.peek().is_some() {
        writeln!(
            out,
            "\n{}",
            row("REFUSED, by activity and reason", ["places", "before", "", ""])
        )?;
    }
    for one in used {
        for Refused {
            reason,
            places,
            before,
            examples,
        } in &one.refused
        {
            let name = format!("{}: {}", one.activity.0, reason.word());
            writeln!(out, "{}", dropped(&name, *places, *before))?;
            for Example { family, child, day } in examples {
                writeln!(out, "    {day} {child} of {family}")?;
            }
        }
    }
    Ok(())
}

fn lacking(summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
    if !summary.lacking.is_empty() {
        writeln!(out, "\n{}", row("NOT IN THE DRAFT", ["places", "before", "", ""]))?;
    }
    for one in &summary.lacking {
        writeln!(out, "{}", dropped(&one.activity.0, one.places, one.before))?;
    }
    Ok(())
}

fn crowded(summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
    if !summary.crowded.is_empty() {
        writeln!(out, "\n{}", row("TOO FEW PLACES", ["days", "refused", "worst", ""]))?;
    }
    for activity in summary.activities.iter().map(|one| &one.activity) {
        let slots = || summary.crowded.iter().filter(|slot| slot.activity == *activity);
        // Of equal days the first.
        let Some(worst) = slots().rev().max_by_key(|slot| slot.over()) else {
            continue;
        };
        let places: u64 = slots().map(|slot| u64::from(slot.over())).sum();
        let cells = [
            slots().count().to_string(),
            places.to_string(),
            worst.over().to_string(),
        ];
        let [days, places, over] = cells.each_ref().map(String::as_str);
        let line = row(&activity.0, [days, places, over, ""]);
        let (day, wanted, capacity) = (worst.day, worst.wanted, worst.capacity);
        writeln!(out, "{line} on {day}: {wanted} for {capacity}")?;
    }
    Ok(())
}

fn spread(summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
    if summary.spread.groups.is_empty() {
        return Ok(());
    }
    let columns = ["families", "difference", "", ""];
    writeln!(out, "\n{}", row("FAMILIES would pay, for what is kept", columns))?;
    for group in &summary.spread.groups {
        let families = group.families.to_string();
        let cells = [families.as_str(), &signed(group.difference), "", ""];
        writeln!(out, "{}", row(&step_in_words(&group.step), cells))?;
    }
    for (name, extremes) in [
        ("most more", &summary.spread.most_more),
        ("most less", &summary.spread.most_less),
    ] {
        for Extreme { family, difference } in extremes {
            writeln!(out, "    {name}: {} {family}", signed(*difference))?;
        }
    }
    Ok(())
}

fn with_kept(name: &str, kept: &Kept) -> String {
    let places = kept.places.to_string();
    let (before, after) = (kept.before.to_string(), kept.after.to_string());
    row(name, [&places, &before, &after, &signed(kept.after - kept.before)])
}

fn dropped(name: &str, places: u64, before: Money) -> String {
    row(name, [&places.to_string(), &before.to_string(), "", ""])
}

fn signed(amount: Money) -> String {
    if amount > Money::ZERO {
        format!("+{amount}")
    } else {
        amount.to_string()
    }
}

fn row(name: &str, [one, two, three, four]: [&str; 4]) -> String {
    let line = format!("{name:<44}{one:>10}{two:>15}{three:>15}{four:>15}");
    line.trim_end().to_owned()
}
