//! Towns, their rule books and the ids of their activities.

mod load;
mod publish;
mod validity;
mod versions;

pub use load::{TownRows, by_slug, load};
pub use publish::{NewActivity, NewRuleBook, Publication, publish};
pub use versions::{VersionLine, source, versions};
