//! Towns and the rule books in force.

mod cache;
mod publish;
mod town;

pub use cache::Towns;
pub use publish::{PublishRefusal, publish};
pub use town::{OfferedActivity, Town};
