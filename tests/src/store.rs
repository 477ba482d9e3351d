/// Where a test keeps its town.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Store {
    /// A file, and everything else in the process.
    Sqlite,
    /// A PostgreSQL database of its own, and Redis keys of its own.
    Postgres,
}

/// Makes `sqlite::NAME` and `postgres::NAME` of each `async fn NAME(store: Store)` named.
#[macro_export]
macro_rules! both_stores {
    ($($name:ident),+ $(,)?) => {
        mod sqlite {
            $(#[test] fn $name() { $crate::run(super::$name($crate::Store::Sqlite)); })+
        }
        mod postgres {
            $(#[test] fn $name() { $crate::run(super::$name($crate::Store::Postgres)); })+
        }
    };
}

/// Makes `postgres::NAME` alone: for what needs a server shared by several processes.
#[macro_export]
macro_rules! postgres_only {
    ($($name:ident),+ $(,)?) => {
        mod postgres {
            $(#[test] fn $name() { $crate::run(super::$name($crate::Store::Postgres)); })+
        }
    };
}

/// Runs a test on several threads, as the server runs.
pub fn run(test: impl Future<Output = ()>) {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("a runtime")
        .block_on(test);
}
