//! The demo towns, in the program itself so that it starts from any folder.

use futures_util::future::try_join_all;
use preau_entities::store::register;
use preau_services::Portal;
use preau_services::sign_in::SignIn;

use super::people::{people, town};
use crate::cli::Failure;

/// A town of the demo.
pub struct DemoTown {
    /// Its name in addresses.
    pub slug: &'static str,
    pub name: &'static str,
    /// Who can sign in there, as its people's file has them: a parent first.
    pub logins: &'static [Login],
    rule_book: &'static str,
    people: &'static str,
}

/// Someone who can sign in to the demo.
pub struct Login {
    pub who: &'static str,
    pub login: &'static str,
    pub password: &'static str,
}

/// The towns of the demo; the first is the one that it shows first.
pub const TOWNS: [DemoTown; 4] = [
    DemoTown {
        slug: "milly-la-foret",
        name: "Milly-la-Forêt",
        logins: &[
            parent("camille.marchand@example.org"),
            staff("accueil@milly.example.org"),
            Login {
                who: "Partner (caterer)",
                login: "caterer",
                password: "preau-partner",
            },
        ],
        rule_book: include_str!("../../../demo/milly-la-foret.toml"),
        people: include_str!("../../../demo/milly-la-foret.people.toml"),
    },
    DemoTown {
        slug: "bouillargues",
        name: "Bouillargues",
        logins: &[
            parent("lucie.fabre@bouillargues.example"),
            staff("enfance@bouillargues.example"),
        ],
        rule_book: include_str!("../../../demo/bouillargues.toml"),
        people: include_str!("../../../demo/bouillargues.people.toml"),
    },
    DemoTown {
        slug: "millery",
        name: "Millery",
        logins: &[
            parent("julie.lambert@millery.example"),
            staff("service@millery.example"),
        ],
        rule_book: include_str!("../../../demo/millery.toml"),
        people: include_str!("../../../demo/millery.people.toml"),
    },
    DemoTown {
        slug: "lutins-gourmands",
        name: "Les Lutins Gourmands",
        logins: &[parent("claire.perrin@lutins.example"), staff("bureau@lutins.example")],
        rule_book: include_str!("../../../demo/lutins-gourmands.toml"),
        people: include_str!("../../../demo/lutins-gourmands.people.toml"),
    },
];

const fn parent(login: &'static str) -> Login {
    Login {
        who: "Parent",
        login,
        password: "preau-parent",
    }
}

const fn staff(login: &'static str) -> Login {
    Login {
        who: "Staff",
        login,
        password: "preau-staff",
    }
}

/// Publishes each demo town's rule book and, the first time, enters its people. Towns are filled side by side, as most
/// of the time goes into hashing passwords.
pub async fn seed(portal: &Portal, sign_in: &SignIn) -> Result<(), Failure> {
    try_join_all(TOWNS.iter().map(|town| fill(portal, sign_in, town))).await?;
    Ok(())
}

async fn fill(portal: &Portal, sign_in: &SignIn, demo: &DemoTown) -> Result<(), Failure> {
    let commune = town(portal, demo.rule_book).await?;
    let known = register::has_families(&portal.db, commune).await;
    if known.map_err(|error| Failure::Failed(format!("the store cannot be read: {error:?}")))? {
        return Ok(());
    }
    people(portal, sign_in, commune, demo.people).await
}
