//! Towns and their rule books.

mod bundles;
mod cache;
mod edition;
mod governing;
mod publish;
mod town;
mod unreadable;
mod versions;

pub use cache::Towns;
pub use edition::{Edition, OfferedActivity};
pub use publish::{PublishRefusal, publish};
pub use town::Town;
pub use unreadable::{Defect, Unreadable};
pub use versions::{roll_back, versions};
