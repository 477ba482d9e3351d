mod linkage;
mod milly;
mod permit;
mod plan;
mod price;
mod properties;
mod town;
mod year;
