//! What can be listened to.

mod root;

pub use root::Subscription;
