//! What a deployment may choose, from the command line or the environment. An empty value counts as none: that is how
//! a compose file passes on a variable that was not set.

pub mod door;
pub mod mail;
pub mod redis;
pub mod secret;
pub mod store;

use clap::Args;

pub use door::DoorSettings;
pub use mail::MailSettings;
pub use redis::RedisSettings;
pub use secret::{DEMO_SECRET, Secret};
pub use store::StoreSettings;

#[derive(Args, Clone, Debug)]
pub struct Settings {
    #[command(flatten)]
    pub store: StoreSettings,
    #[command(flatten)]
    pub door: DoorSettings,
    #[command(flatten)]
    pub redis: RedisSettings,
    #[command(flatten)]
    pub mail: MailSettings,
}
