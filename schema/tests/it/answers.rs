//! What a caller meets where nothing can be answered.

use async_graphql::{Executor, Request, Response};
use preau_domain::locale::Locale;
use preau_schema::{Asking, outline};
use serde_json::{Value, json};

async fn run(request: impl Into<Request>) -> Value {
    let response: Response = outline().execute(request.into()).await;
    serde_json::to_value(&response).unwrap()
}

#[tokio::test]
async fn a_missing_portal_is_a_defect_that_says_nothing() {
    let expected = json!({
        "data": { "town": null, "__typename": "Query" },
        "errors": [{
            "message": "Une erreur est survenue de notre côté. Réessayez plus tard et, si elle revient, donnez-nous ce numéro d’incident\u{a0}: 00000000.",
            "locations": [{ "line": 1, "column": 3 }],
            "path": ["town"],
            "extensions": { "code": "INTERNAL", "incident": "00000000" },
        }],
    });
    assert_eq!(run("{ town(slug: \"milly\") { name } __typename }").await, expected);
}

#[tokio::test]
async fn nobody_is_signed_in() {
    let expected = |path: &str, column: u32| {
        json!({
            "data": null,
            "errors": [{
                "message": "Vous n’êtes pas connecté, ou plus depuis un moment. Connectez-vous et réessayez.",
                "locations": [{ "line": 1, "column": column }],
                "path": [path],
                "extensions": { "code": "UNAUTHENTICATED" },
            }],
        })
    };
    assert_eq!(run("{ viewer { name } }").await, expected("viewer", 3));
    assert_eq!(
        run("{ __typename viewer { name } }").await,
        expected("viewer", 14),
        "viewer cannot be null"
    );
}

#[tokio::test]
async fn words_are_in_the_language_accepted() {
    let asking = Asking {
        accepted: Some(Locale::En),
        ..Asking::default()
    };
    let answer = run(Request::new("{ viewer { name } }").data(asking)).await;
    let message = "You are not signed in, or no longer. Sign in and try again.";
    assert_eq!(answer["errors"][0]["message"], message);
}

#[test]
fn without_a_wish_the_portal_speaks_french() {
    assert_eq!(Asking::default().locale(), Locale::Fr);
}
