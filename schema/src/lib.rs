//! The portal's GraphQL schema: types wrapped around rows by hand, one file per noun and per mutation.

pub mod asking;
mod completion;
mod connection;
mod faults;
mod mutations;
mod portal_schema;
mod queries;
mod scalars;
mod shared;
mod subscriptions;
mod types;

pub use asking::Asking;
pub use portal_schema::{PortalSchema, build, outline, sdl};
