//! A way into the store that is not the server's.

use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, QueryResult, Statement};

use crate::Outcome;

/// The books of one town.
pub struct Books {
    db: DatabaseConnection,
    commune: i32,
}

impl Books {
    /// Opens the store and finds the town.
    pub async fn open(url: &str, town: &str) -> Outcome<Self> {
        let mut options = ConnectOptions::new(url);
        options.max_connections(2).sqlx_logging(false);
        let db = Database::connect(options).await?;
        let mut books = Self { db, commune: 0 };
        let slug = town.replace('\'', "''");
        let found = books
            .rows(&format!("SELECT commune_id FROM communes WHERE slug = '{slug}'"))
            .await?;
        books.commune = found
            .first()
            .ok_or("the store does not know the town")?
            .try_get("", "commune_id")?;
        Ok(books)
    }

    /// The rows of a statement, in which `:town` stands for the town.
    pub async fn rows(&self, sql: &str) -> Outcome<Vec<QueryResult>> {
        let sql = sql.replace(":town", &self.commune.to_string());
        let statement = Statement::from_string(self.db.get_database_backend(), sql);
        Ok(self.db.query_all_raw(statement).await?)
    }

    /// The one number that a statement gives.
    pub async fn number(&self, sql: &str) -> Outcome<i64> {
        let rows = self.rows(&format!("SELECT CAST(({sql}) AS bigint) AS number")).await?;
        Ok(rows.first().ok_or("a count without a row")?.try_get("", "number")?)
    }

    /// Changes the books: for tests of those who read them.
    pub async fn write(&self, sql: &str) -> Outcome<()> {
        let sql = sql.replace(":town", &self.commune.to_string());
        self.db.execute_unprepared(&sql).await?;
        Ok(())
    }

    pub async fn close(self) -> Outcome<()> {
        Ok(self.db.close().await?)
    }
}
