//! The page to try the API with: GraphiQL where it was built, else a small page of our own.

mod assets;
mod page;
mod settings;

pub use assets::asset;
pub use page::{open, page};
pub use settings::{Account, Explorer, SignIn};
