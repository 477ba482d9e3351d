//! What families have chosen and not asked for yet, and the places kept for them meanwhile.

use sea_orm_migration::prelude::*;

use crate::dialect;

#[derive(DeriveMigrationName)]
pub(crate) struct Step;

#[async_trait::async_trait]
impl MigrationTrait for Step {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager, DOWN).await
    }
}

const UP: &str = "
CREATE TABLE cart_lines (
  commune_id integer NOT NULL,
  child_id text NOT NULL,
  day {day} NOT NULL,
  activity_id text NOT NULL,
  family_id text NOT NULL,
  action text NOT NULL CHECK (action IN ('book', 'cancel')),
  added_at {instant} NOT NULL,
  -- The name of who added it.
  added_by text NOT NULL,
  -- At most one line for a child's slot, whichever phone added it; also the index that a calendar reads.
  PRIMARY KEY (commune_id, child_id, day, activity_id),
  FOREIGN KEY (commune_id, child_id) REFERENCES children,
  FOREIGN KEY (commune_id, family_id) REFERENCES families,
  FOREIGN KEY (commune_id, activity_id) REFERENCES activities
);
CREATE INDEX cart_lines_by_family ON cart_lines (commune_id, family_id);

-- Places that the lines keep, each counted as taken in its slot for as long as its row is there.
CREATE TABLE cart_holds (
  commune_id integer NOT NULL,
  child_id text NOT NULL,
  day {day} NOT NULL,
  activity_id text NOT NULL,
  family_id text NOT NULL,
  -- From this instant on it keeps nothing, though its row may still be there.
  held_until {instant} NOT NULL,
  PRIMARY KEY (commune_id, child_id, day, activity_id),
  FOREIGN KEY (commune_id, child_id) REFERENCES children,
  FOREIGN KEY (commune_id, activity_id, day) REFERENCES slots
);
CREATE INDEX cart_holds_by_slot ON cart_holds (commune_id, activity_id, day);
CREATE INDEX cart_holds_due ON cart_holds (commune_id, held_until);

-- That a family's cart changed: only the last time matters. It shares the positions of the town's alerts.
CREATE TABLE cart_alerts (
  commune_id integer NOT NULL,
  family_id text NOT NULL,
  position bigint NOT NULL,
  at {instant} NOT NULL,
  PRIMARY KEY (commune_id, family_id),
  FOREIGN KEY (commune_id, family_id) REFERENCES families
);
";

// Places that carts keep are nobody's from then on.
const DOWN: &str = "
UPDATE slots SET version = version + 1, taken = taken - (SELECT count(*) FROM cart_holds h WHERE h.commune_id = slots.commune_id
    AND h.activity_id = slots.activity_id AND h.day = slots.day)
  WHERE EXISTS (SELECT 1 FROM cart_holds h WHERE h.commune_id = slots.commune_id
    AND h.activity_id = slots.activity_id AND h.day = slots.day);
DROP TABLE cart_alerts; DROP TABLE cart_holds; DROP TABLE cart_lines;";
