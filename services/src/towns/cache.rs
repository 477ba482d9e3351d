//! Rule books kept in memory: they are read on every tap and change a few times a year.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use chrono_tz::Tz;
use preau_domain::calendar::zone::civil_day;
use preau_domain::ids::CommuneId;
use preau_entities::store::{Db, towns};

use super::Town;
use crate::Fault;
use crate::ports::Clock;

/// How long another instance's publication may go unseen by calendars. Bookings always see it: a turn compares versions.
const FRESH_FOR: Duration = Duration::from_secs(30);

pub struct Towns {
    db: Db,
    clock: Arc<dyn Clock>,
    held: RwLock<HashMap<CommuneId, Held>>,
    slugs: RwLock<HashMap<String, CommuneId>>,
}

#[derive(Clone)]
struct Held {
    town: Arc<Town>,
    read_at: Instant,
}

impl Towns {
    pub fn new(db: Db, clock: Arc<dyn Clock>) -> Self {
        Self {
            db,
            clock,
            held: RwLock::default(),
            slugs: RwLock::default(),
        }
    }

    /// The town with its rule books, as of at most half a minute ago.
    pub async fn get(&self, id: CommuneId) -> Result<Arc<Town>, Fault> {
        match self.held(id) {
            Some(held) if held.read_at.elapsed() < FRESH_FOR && self.is_todays(&held.town) => Ok(held.town),
            _ => self.reload(id).await,
        }
    }

    /// The town whose latest version is `version`, as the caller knows.
    pub async fn at_version(&self, id: CommuneId, version: i32) -> Result<Arc<Town>, Fault> {
        match self.held(id) {
            Some(held) if held.town.version == version && self.is_todays(&held.town) => Ok(held.town),
            _ => self.reload(id).await,
        }
    }

    /// The town of that slug, if there is one.
    pub async fn by_slug(&self, slug: &str) -> Result<Option<Arc<Town>>, Fault> {
        let known = self
            .slugs
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(slug)
            .copied();
        let id = match known {
            Some(id) => id,
            None if !is_slug(slug) => return Ok(None),
            None => match towns::by_slug(&self.db, slug).await? {
                Some(row) => {
                    let id = CommuneId(row.commune_id);
                    self.slugs
                        .write()
                        .unwrap_or_else(PoisonError::into_inner)
                        .insert(row.slug, id);
                    id
                }
                None => return Ok(None),
            },
        };
        self.get(id).await.map(Some)
    }

    /// Reads the town anew, such as after publishing a rule book.
    pub async fn reload(&self, id: CommuneId) -> Result<Arc<Town>, Fault> {
        let rows = towns::load(&self.db, id).await?.ok_or(Fault::NotFound)?;
        let unchanged = self
            .held(id)
            .map(|held| held.town)
            .filter(|town| town.version == rows.commune.rule_book_version && self.is_todays(town));
        let town = match unchanged {
            Some(town) => town,
            None => Arc::new(Town::read(rows, |zone| self.today(zone))?),
        };
        let held = Held {
            town: Arc::clone(&town),
            read_at: Instant::now(),
        };
        self.held
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(id, held);
        Ok(town)
    }

    /// Whether its rule book of today is still today's.
    fn is_todays(&self, town: &Town) -> bool {
        town.today == self.today(town.zone())
    }

    fn today(&self, zone: Tz) -> NaiveDate {
        civil_day(zone, self.clock.now())
    }

    fn held(&self, id: CommuneId) -> Option<Held> {
        self.held
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(&id)
            .cloned()
    }
}

/// What no town can be called is not worth asking for, and a store may not even understand it.
fn is_slug(text: &str) -> bool {
    text.bytes()
        .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}
