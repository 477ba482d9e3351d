mod linkage;
mod milly;
mod permit;
mod plan;
mod price;
mod price_cases;
mod properties;
pub mod town;
mod year;
