mod forms;
mod message;
mod milly;
mod mistakes;
mod mutation;
mod reference;
mod village;
