//! Databases on the PostgreSQL server given to the tests: each is copied from a template that holds the migrated, empty
//! store, so that a test waits some milliseconds for its own.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};

use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbErr};

use crate::database::variable;

/// Any number that no one else locks.
const LOCK: i64 = 7_735_173;

/// The address of a fresh, migrated database, and its name.
pub(crate) async fn create() -> (String, String) {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let server = server();
    let admin = connect(&server).await;
    let template = template(&admin, &server).await;
    let nth = COUNT.fetch_add(1, Ordering::Relaxed);
    let name = format!("preau_test_{}_{nth}", std::process::id());
    // What a run that was cut short left behind.
    execute(&admin, &format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await;
    execute(&admin, &format!("CREATE DATABASE {name} TEMPLATE {template}")).await;
    admin.close().await.expect("the connection closes");
    (address(&server, &name), name)
}

/// Drops a database, whoever still uses it. Best effort: the whole server is thrown away after the tests.
pub(crate) fn forget(name: &str) {
    let statement = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
    let dropped = std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        runtime.block_on(async {
            if let Ok(admin) = open(&server()).await {
                admin.execute_unprepared(&statement).await.ok();
            }
        });
        std::io::Result::Ok(())
    });
    dropped.join().ok();
}

fn server() -> String {
    variable("PREAU_TEST_DATABASE_URL")
}

/// The name of the migrated template. The first test to come makes it; the others wait.
async fn template(admin: &DatabaseConnection, server: &str) -> String {
    let name = format!("preau_template_{:016x}", steps());
    execute(admin, &format!("SELECT pg_advisory_lock({LOCK})")).await;
    if !exists(admin, &name).await {
        let making = format!("{name}_making");
        execute(admin, &format!("DROP DATABASE IF EXISTS {making} WITH (FORCE)")).await;
        execute(admin, &format!("CREATE DATABASE {making}")).await;
        crate::house::migrate(&address(server, &making)).await;
        let leave = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname =";
        execute(admin, &format!("{leave} '{making}'")).await;
        execute(admin, &format!("ALTER DATABASE {making} RENAME TO {name}")).await;
    }
    execute(admin, &format!("SELECT pg_advisory_unlock({LOCK})")).await;
    name
}

/// What the migrations are, as a number.
fn steps() -> u64 {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../migrations/src/steps");
    let mut files: Vec<_> = fs::read_dir(folder)
        .expect("the folder of migrations")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in files {
        fs::read(file).expect("a migration").hash(&mut hasher);
    }
    hasher.finish()
}

/// The same server, another database.
fn address(server: &str, name: &str) -> String {
    let (base, _) = server.rsplit_once('/').expect("an address that ends in a database");
    format!("{base}/{name}")
}

async fn exists(admin: &DatabaseConnection, name: &str) -> bool {
    let statement = sea_orm::Statement::from_string(
        admin.get_database_backend(),
        format!("SELECT 1 FROM pg_database WHERE datname = '{name}'"),
    );
    admin
        .query_one_raw(statement)
        .await
        .expect("an answer of PostgreSQL")
        .is_some()
}

async fn execute(admin: &DatabaseConnection, statement: &str) {
    admin
        .execute_unprepared(statement)
        .await
        .expect("a statement that PostgreSQL runs");
}

async fn connect(server: &str) -> DatabaseConnection {
    open(server)
        .await
        .expect("PREAU_TEST_DATABASE_URL does not lead to a PostgreSQL server")
}

/// One connection, which holds the lock for as long as it is asked to.
async fn open(server: &str) -> Result<DatabaseConnection, DbErr> {
    let mut options = ConnectOptions::new(server);
    options.max_connections(1).min_connections(1).sqlx_logging(false);
    Database::connect(options).await
}
