//! What the server says to people, in their language. The words stand in `fr.ftl` and `en.ftl`.

mod bundles;
#[cfg(test)]
mod complete;
pub mod dates;
pub mod errors;
pub mod faults;
mod key;
pub mod legend;
pub(crate) mod mails;
pub mod reasons;
