//! Copies of the slot counters.
//!
//! Those who serve keep one, in the process or in Redis. Both keep the same promise about time: a month lives for a fixed while after it was filled, and a published change
//! never prolongs that, so whatever a copy may have missed is put right within that while. A month that is not held
//! but remembers published versions lives on with each of them: it must outlast the load that is on its way to fill it.

pub mod elsewhere;
pub mod in_process;
mod month;
pub mod redis;

pub use elsewhere::CountsElsewhere;
pub use in_process::InProcessCounts;
pub use redis::RedisCounts;
