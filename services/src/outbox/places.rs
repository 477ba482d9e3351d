//! The mails that tell a family of places kept for it and kept no more, and of waits that ended without one.

use preau_domain::ids::{ActivityId, CommuneId, FamilyId, GuardianId, WaitingId};
use preau_domain::locale::Locale;
use preau_domain::waiting::Became;
use preau_entities::rows::waiting_place::State;
use preau_entities::rows::{Key, guardian};
use preau_entities::store::people;
use preau_entities::store::waiting::{self, WaitLine};

use super::confirmation::{locale, scope};
use super::split::split;
use super::task::Task;
use super::undone::Undone;
use crate::ports::Mailer;
use crate::ports::mailer::Mail;
use crate::texts::dates;
use crate::texts::mails::{self, PlaceLine};
use crate::towns::Town;
use crate::{Fault, Portal};

/// Whom to tell of what.
pub(super) struct News {
    pub became: Became,
    pub family: FamilyId,
    pub waits: Vec<WaitingId>,
    /// All of the family without one.
    pub guardian: Option<GuardianId>,
}

/// Mails the one reader, or splits the task so that each reader's mail succeeds and is retried alone. An offer that has
/// been answered, or is over, is told no more, nor that a wait goes on which has ended or come to a place since.
pub(super) async fn send(
    portal: &Portal,
    mailer: &dyn Mailer,
    commune: CommuneId,
    task: Key,
    news: News,
) -> Result<(), Undone> {
    let mut lines = waiting::by_ids(&portal.db, scope(commune), &news.waits)
        .await
        .map_err(Fault::from)?;
    let (now, became) = (portal.clock.now(), news.became);
    lines.retain(|line| match became {
        Became::Offered => line.state == State::Offered && line.offer_ends_at.is_some_and(|ends| now < ends),
        Became::Withheld => line.state == State::Waiting,
        Became::Lapsed | Became::Ended => true,
    });
    lines.sort_by(|one, other| (one.day, &one.child_first_name).cmp(&(other.day, &other.child_first_name)));
    let mut readers = people::guardians_of(&portal.db, scope(commune), news.family)
        .await
        .map_err(Fault::from)?;
    readers.retain(|reader| !reader.email.is_empty());
    readers.retain(|reader| news.guardian.is_none_or(|only| reader.guardian_id == Key(only.0)));
    match readers.as_slice() {
        _ if lines.is_empty() => Ok(()),
        [] => Ok(()),
        [reader] => mail(portal, mailer, commune, (task, became), &lines, reader).await,
        several => {
            let part = |reader: &guardian::Model| Task::MailWaits {
                became: news.became,
                family: news.family,
                waits: news.waits.clone(),
                guardian: Some(GuardianId(reader.guardian_id.0)),
            };
            Ok(split(portal, commune, task, several.iter().map(part)).await?)
        }
    }
}

async fn mail(
    portal: &Portal,
    mailer: &dyn Mailer,
    commune: CommuneId,
    (task, became): (Key, Became),
    lines: &[WaitLine],
    reader: &guardian::Model,
) -> Result<(), Undone> {
    let town = portal.towns.get(commune).await?;
    let locale = locale(reader, &town);
    let name = format!("{} {}", reader.first_name, reader.last_name);
    let mail = Mail {
        key: format!("{task}-{}", reader.guardian_id),
        to: reader.email.clone(),
        subject: mails::places_subject(locale, &town.rules().town.name, became, lines.len()),
        text: text(&town, locale, became, lines, &name),
        to_name: name,
    };
    Ok(mailer.send(&mail).await?)
}

/// Lines ended by `\n`.
fn text(town: &Town, locale: Locale, became: Became, lines: &[WaitLine], reader: &str) -> String {
    let mut text = vec![
        mails::greeting(locale, reader),
        String::new(),
        mails::places_introduction(locale, became, lines.len()),
        String::new(),
    ];
    for line in lines {
        let mut along: Vec<ActivityId> = line.along.iter().map(|id| ActivityId(id.0)).collect();
        along.sort_by_key(|&id| town.place(id));
        let names: Vec<&str> = std::iter::once(ActivityId(line.activity_id.0))
            .chain(along)
            .map(|id| town.activity_name(id))
            .collect();
        let told = (line.child_first_name.as_str(), names.as_slice());
        let line_of = match (became, line.state) {
            (Became::Offered, _) => PlaceLine::Offered {
                until: line
                    .offer_ends_at
                    .map(|until| dates::instant(locale, town.zone(), until)),
            },
            (Became::Lapsed | Became::Withheld, _) => PlaceLine::Lapsed,
            (Became::Ended, State::Withdrawn) => PlaceLine::Withdrawn,
            (Became::Ended, _) => PlaceLine::Expired,
        };
        let place = mails::place(locale, line_of, told, line.day);
        text.push(format!("  {place}"));
    }
    text.extend([
        String::new(),
        mails::places_closing(locale, became),
        String::new(),
        mails::signature(locale, &town.rules().town.name),
        String::new(),
    ]);
    text.join("\n")
}
