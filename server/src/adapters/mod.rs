//! What the use cases ask for through `services::ports`, made of real parts.

pub mod bus;
pub mod clock;
pub mod counts;
pub mod mail;
pub mod random;
pub mod redis;
