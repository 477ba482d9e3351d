//! Logins, the subjects behind them, their devices and the chains of refresh tokens.

mod devices;
mod logins;
mod refresh;
mod subject;

pub use devices::{NewDevice, end, end_all, live, open};
pub use logins::{by_family_code, by_login, save};
pub use refresh::{NewToken, Refresh, Writing};
pub use subject::{SubjectLine, subject};
