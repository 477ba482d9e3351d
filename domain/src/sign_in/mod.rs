//! Signing in: what may be typed, how long it lasts, and what becomes of a refresh token.

mod device_name;
mod lifetime;
mod login;
mod partner_scope;
mod rotation;

pub use device_name::DeviceName;
pub use lifetime::{ACCESS_LIFE, access_ends, device_ends};
pub use login::Login;
pub use partner_scope::PartnerScope;
pub use rotation::{Chain, Ended, Link, Rotation, rotate};
