use preau_entities::rows::{login, refresh_token};
use preau_services::sign_in::{PasswordCost, Secret, SignIn};
use sea_orm::EntityTrait;

use super::house::{House, KEY, password, request};
use crate::stores::{Store, on_both_stores};

on_both_stores! {
    the_store_holds_no_secret
}

async fn the_store_holds_no_secret(store: Store) {
    let house = House::build(store).await;
    let tokens = house.enter("camille@example.org", "Téléphone").await.tokens;
    for login in login::Entity::find().all(&house.portal.db).await.unwrap() {
        assert!(
            login.password_hash.starts_with("$argon2id$v=19$m=8,t=1,p=1$"),
            "{}",
            login.password_hash
        );
    }
    let token = refresh_token::Entity::find()
        .one(&house.portal.db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(token.secret_hash.len(), 64);
    assert!(token.secret_hash.bytes().all(|byte| byte.is_ascii_hexdigit()));
    assert!(!format!("{token:?}").contains(tokens.refresh.expose()));
}

#[test]
fn no_debug_text_holds_a_secret() {
    let shown = format!("{:?}", request("camille@example.org"));
    assert!(!shown.contains(&password("camille@example.org")), "{shown}");
    assert!(shown.contains("password: Secret(…)"), "{shown}");
}

#[tokio::test]
async fn tokens_are_not_shown_either() {
    let house = House::build(crate::stores::sqlite().await).await;
    let opened = house.enter("camille@example.org", "Téléphone").await;
    let shown = format!("{opened:?}");
    assert!(!shown.contains(opened.tokens.access.expose()), "{shown}");
    assert!(!shown.contains(opened.tokens.refresh.expose()), "{shown}");
}

#[test]
fn production_hashes_at_the_advised_cost() {
    assert_eq!(
        PasswordCost::OWASP,
        PasswordCost {
            memory_kib: 19_456,
            passes: 2,
            lanes: 1
        }
    );
    assert!(SignIn::new(&[Secret::from(KEY)], PasswordCost::OWASP).is_ok());
}
