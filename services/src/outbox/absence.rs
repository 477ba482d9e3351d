//! The mail that tells a family that its child did not come.

use chrono::NaiveDate;
use preau_domain::access::{Reach, Scope};
use preau_domain::ids::{ActivityId, ChildId, CommuneId, FamilyId, GuardianId};
use preau_domain::locale::Locale;
use preau_entities::rows::{Key, guardian};
use preau_entities::store::attendance;
use preau_entities::store::people::{self, ChildLine};

use super::closing::closing;
use super::split::split;
use super::task::Task;
use super::undone::Undone;
use crate::ports::Mailer;
use crate::ports::mailer::Mail;
use crate::texts::mails;
use crate::towns::Town;
use crate::{Fault, Portal};

/// What the mail is about.
pub(super) struct Missing {
    pub child: ChildId,
    pub day: NaiveDate,
    pub activities: Vec<ActivityId>,
}

/// Mails the one guardian, or splits the task so that each one's mail succeeds and is retried alone. Nobody is written to
/// when the child came or was reported since.
pub(super) async fn send(
    portal: &Portal,
    mailer: &dyn Mailer,
    commune: CommuneId,
    task: Key,
    missing: Missing,
    only: Option<GuardianId>,
) -> Result<(), Undone> {
    let scope = Scope {
        commune,
        reach: Reach::Town,
    };
    let found = people::children(&portal.db, scope, &[missing.child]).await;
    let Some(child) = found.map_err(Fault::from)?.into_iter().next() else {
        return Ok(());
    };
    let still = still_missing(portal, commune, &missing).await?;
    if still.is_empty() {
        return Ok(());
    }
    let readers = people::guardians_of(&portal.db, scope, FamilyId(child.family_id.0)).await;
    let mut readers = readers.map_err(Fault::from)?;
    readers.retain(|reader| !reader.email.is_empty());
    if let Some(only) = only {
        readers.retain(|reader| reader.guardian_id == Key(only.0));
    }
    match readers.as_slice() {
        [] => {
            tracing::warn!(commune = commune.0, child = %missing.child, "a missing child has nobody to be told");
            Ok(())
        }
        [reader] => {
            let town = portal.towns.get(commune).await?;
            let mail = letter(&town, &child, missing.day, &still, reader, task);
            Ok(mailer.send(&mail).await?)
        }
        several => {
            let part = |reader: &guardian::Model| Task::MailAbsenceTo {
                child: missing.child,
                day: missing.day,
                activities: missing.activities.clone(),
                guardian: GuardianId(reader.guardian_id.0),
            };
            Ok(split(portal, commune, task, several.iter().map(part)).await?)
        }
    }
}

async fn still_missing(portal: &Portal, commune: CommuneId, missing: &Missing) -> Result<Vec<ActivityId>, Fault> {
    let Missing { child, day, activities } = missing;
    let places = attendance::between(&portal.db, commune, &[*child], *day, *day).await?;
    let is_missing = |id: &ActivityId| {
        let mut own = places.iter().filter(|place| place.activity_id == Key(id.0));
        own.any(|place| place.booked.is_some() && place.state.is_missing())
    };
    Ok(activities.iter().copied().filter(is_missing).collect())
}

fn letter(
    town: &Town,
    child: &ChildLine,
    day: NaiveDate,
    activities: &[ActivityId],
    reader: &guardian::Model,
    task: Key,
) -> Mail {
    let spoken = Locale::ALL.into_iter().find(|locale| locale.code() == reader.locale);
    let locale = spoken.unwrap_or(town.rules().town.language);
    let name = format!("{} {}", reader.first_name, reader.last_name);
    let mut activities = activities.to_vec();
    activities.sort_by_key(|&id| (town.place(id), id));
    let mut lines = vec![
        mails::greeting(locale, &name),
        String::new(),
        mails::absence(locale, &child.first_name, day),
        String::new(),
    ];
    lines.extend(activities.into_iter().map(|id| format!("  {}", town.activity_name(id))));
    lines.extend([String::new(), mails::absence_advice(locale), String::new()]);
    lines.extend(closing(town, locale));
    Mail {
        key: format!("{task}-{}", reader.guardian_id),
        to: reader.email.clone(),
        to_name: name,
        subject: mails::absence_subject(locale, &town.rules().town.name),
        text: lines.join("\n"),
    }
}
