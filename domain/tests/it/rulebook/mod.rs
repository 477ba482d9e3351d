mod arrears;
mod forms;
mod message;
mod milly;
mod mistakes;
mod mutation;
mod price_forms;
mod reference;
pub mod village;
