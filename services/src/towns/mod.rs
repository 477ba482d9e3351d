//! Towns and their rule books.

mod cache;
mod edition;
mod publish;
mod town;

pub use cache::Towns;
pub use edition::{Edition, OfferedActivity};
pub use publish::{PublishRefusal, publish};
pub use town::Town;
