//! The demo town, in the program itself so that it starts from any folder.

use preau_entities::store::register;
use preau_services::Portal;
use preau_services::sign_in::SignIn;

use super::people::{people, town};
use crate::cli::Failure;

/// Slug of the demo town.
pub const TOWN: &str = "milly-la-foret";

const RULE_BOOK: &str = include_str!("../../../demo/milly-la-foret.toml");
const PEOPLE: &str = include_str!("../../../demo/milly-la-foret.people.toml");

/// Someone who can sign in to the demo.
pub struct Login {
    pub who: &'static str,
    pub login: &'static str,
    pub password: &'static str,
}

/// The logins that the demo prints, as the people's file has them.
pub const LOGINS: [Login; 3] = [
    Login {
        who: "Parent",
        login: "camille.marchand@example.org",
        password: "preau-parent",
    },
    Login {
        who: "Staff",
        login: "accueil@milly.example.org",
        password: "preau-staff",
    },
    Login {
        who: "Partner (caterer)",
        login: "caterer",
        password: "preau-partner",
    },
];

/// Publishes the demo town's rule book and, the first time, enters its people.
pub async fn seed(portal: &Portal, sign_in: &SignIn) -> Result<(), Failure> {
    let commune = town(portal, RULE_BOOK).await?;
    let known = register::has_families(&portal.db, commune).await;
    if known.map_err(|error| Failure::Failed(format!("the store cannot be read: {error:?}")))? {
        return Ok(());
    }
    people(portal, sign_in, commune, PEOPLE).await
}
