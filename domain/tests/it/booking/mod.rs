mod linkage;
mod milly;
mod permit;
mod plan;
mod price;
mod properties;
pub mod town;
mod year;
