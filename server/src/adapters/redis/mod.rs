//! One guarded connection to Redis, shared by the adapters that use it.

pub mod breaker;
pub mod link;
pub mod options;

pub use link::RedisLink;
pub use options::RedisOptions;
