//! Signing in and out, and knowing who asks.
//!
//! Two tokens travel. The access token says who its holder is and is believed without asking the store, which is why
//! it lives ten minutes. The refresh token is opaque, works once, and is looked up in the store each time.

mod access_token;
mod caller;
mod close;
mod devices;
mod login;
mod open;
mod password;
mod refresh;
mod refresh_token;
mod secret;
mod service;
mod throttle;
mod tokens;

pub use caller::{Caller, authenticate, may_read_headcounts};
pub use close::{CloseRefusal, close, close_all};
pub use devices::{SignedInDevice, devices};
pub use login::{LoginRefusal, give_login};
pub use open::{OpenRefusal, OpenRequest, Opened, open};
pub use password::PasswordCost;
pub use refresh::{RefreshRefusal, refresh};
pub use secret::Secret;
pub use service::{SignIn, SignInMistake};
pub use tokens::Tokens;
