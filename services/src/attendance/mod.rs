//! Who came, who did not, and what that costs.

mod alert;
mod desk;
pub mod due;
pub mod history;
pub(crate) mod household;
mod places;
pub mod record;
pub mod report;
mod reporting;
pub mod roll;

pub use reporting::tell;
