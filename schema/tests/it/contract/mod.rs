//! `clients/schema.graphql` is what the schema says; a difference is named by what it does to clients.

mod compare;
mod inputs;
mod outputs;
mod rules;
mod unchanged;
