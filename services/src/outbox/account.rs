//! The mails that tell a family what staff decided because of what it owes, and of its file.

use chrono::NaiveDate;
use preau_domain::code::Code;
use preau_domain::ids::{ChildId, CommuneId, DeclarationId, FamilyId, GuardianId, SuspensionId};
use preau_domain::locale::Locale;
use preau_entities::rows::{Key, guardian};
use preau_entities::store::accounts::{self, SuspensionLine};
use preau_entities::store::{family_files, people};
use serde::{Deserialize, Serialize};

use super::closing::closing;
use super::confirmation::{locale, scope};
use super::split::split;
use super::task::Task;
use super::undone::Undone;
use crate::ports::Mailer;
use crate::ports::mailer::Mail;
use crate::texts::mails::{self, Account};
use crate::towns::Town;
use crate::{Fault, Portal};

/// What staff decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum AccountNews {
    Suspended {
        suspension: SuspensionId,
    },
    Lifted {
        suspension: SuspensionId,
    },
    /// The family may book until this day whatever it owes; no more, without one.
    Spared {
        until: Option<NaiveDate>,
    },
    File {
        declaration: DeclarationId,
    },
}

/// Mails the one guardian, or splits the task so that each one's mail succeeds and is retried alone.
pub(super) async fn send(
    portal: &Portal,
    mailer: &dyn Mailer,
    commune: CommuneId,
    task: Key,
    (family, news): (FamilyId, AccountNews),
    only: Option<GuardianId>,
) -> Result<(), Undone> {
    let mut readers = people::guardians_of(&portal.db, scope(commune), family)
        .await
        .map_err(Fault::from)?;
    readers.retain(|reader| !reader.email.is_empty());
    readers.retain(|reader| only.is_none_or(|only| reader.guardian_id == Key(only.0)));
    match readers.as_slice() {
        [] => Ok(()),
        [reader] => {
            let town = portal.towns.get(commune).await?;
            let told = told(portal, commune, &town, family, news).await?;
            Ok(mailer.send(&letter(&town, &told, reader, task)).await?)
        }
        several => {
            let part = |reader: &guardian::Model| {
                let guardian = Some(GuardianId(reader.guardian_id.0));
                Task::MailAccount { family, news, guardian }
            };
            Ok(split(portal, commune, task, several.iter().map(part)).await?)
        }
    }
}

/// What is told, once names are known.
struct Told {
    account: Account,
    child: Option<String>,
    /// The activities concerned, all without any; of a file, what is missing.
    names: Vec<String>,
    reason: Option<String>,
}

async fn told(
    portal: &Portal,
    commune: CommuneId,
    town: &Town,
    family: FamilyId,
    news: AccountNews,
) -> Result<Told, Fault> {
    let (suspension, lifted) = match news {
        AccountNews::Suspended { suspension } => (suspension, false),
        AccountNews::Lifted { suspension } => (suspension, true),
        AccountNews::Spared { until } => {
            return Ok(Told {
                account: Account::Spared { until },
                child: None,
                names: Vec::new(),
                reason: None,
            });
        }
        AccountNews::File { declaration } => {
            let line = family_files::declaration(&portal.db, scope(commune), family, declaration).await?;
            let file = line
                .ok_or_else(|| Fault::Defect(format!("there is no {declaration}")))?
                .file;
            let account = if file.complete {
                Account::FileComplete { until: file.until }
            } else {
                Account::FileIncomplete
            };
            return Ok(Told {
                account,
                child: None,
                names: file.missing,
                reason: None,
            });
        }
    };
    let line = accounts::suspension(&portal.db, scope(commune), suspension).await?;
    let line = line.ok_or_else(|| Fault::Defect(format!("there is no {suspension}")))?;
    let (from, until) = (line.from_day, line.until_day);
    let child = match line.child_id {
        Some(child) => people::children(&portal.db, scope(commune), &[ChildId(child.0)]).await?,
        None => Vec::new(),
    };
    Ok(Told {
        account: if lifted {
            Account::Lifted { from, until }
        } else {
            Account::Suspended { from, until }
        },
        child: child.into_iter().next().map(|child| child.first_name),
        names: names(town, &line)?,
        reason: (!lifted).then_some(line.reason),
    })
}

/// The activities of a suspension by their names, as families read them.
fn names(town: &Town, line: &SuspensionLine) -> Result<Vec<String>, Fault> {
    let Some(codes) = &line.activities else {
        return Ok(Vec::new());
    };
    let codes: Vec<Code> = serde_json::from_str(codes).map_err(|error| Fault::Defect(error.to_string()))?;
    let named = town.activities().filter(|offer| codes.contains(&offer.activity.code));
    Ok(named.map(|offer| offer.activity.name.clone()).collect())
}

fn letter(town: &Town, told: &Told, reader: &guardian::Model, task: Key) -> Mail {
    let locale = locale(reader, town);
    let name = format!("{} {}", reader.first_name, reader.last_name);
    Mail {
        key: format!("{task}-{}", reader.guardian_id),
        to: reader.email.clone(),
        subject: mails::account_subject(locale, &town.rules().town.name, told.account),
        text: text(town, locale, told, &name),
        to_name: name,
    }
}

/// Lines ended by `\n`.
fn text(town: &Town, locale: Locale, told: &Told, reader: &str) -> String {
    let mut lines = vec![
        mails::greeting(locale, reader),
        String::new(),
        mails::account(locale, told.account, told.child.as_deref(), told.names.is_empty()),
    ];
    lines.extend(told.names.iter().map(|name| format!("  {name}")));
    let reason = told.reason.as_ref().map(|reason| mails::reason(locale, reason));
    lines.extend(reason.into_iter().flat_map(|reason| [String::new(), reason]));
    lines.push(String::new());
    lines.extend(closing(town, locale));
    lines.join("\n")
}
