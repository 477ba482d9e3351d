//! Wake-ups between the processes of a deployment.

pub mod in_process;
pub mod redis;
mod subscriber;

pub use in_process::InProcessBus;
pub use redis::RedisBus;
