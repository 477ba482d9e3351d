use async_graphql::{Context, Result, Subscription as Root};
use futures_util::StreamExt;
use futures_util::stream::BoxStream;
use preau_services::alerts;

use crate::asking::{asking, portal, scope};
use crate::faults::{Answer, bad_input, fault, told};
use crate::types::alert::Alert;

pub struct Subscription;

/// What can be listened to.
#[Root]
impl Subscription {
    /// What happens to the viewer's family (for staff: in the town), from the position given or from now on.
    async fn alerts(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The position of the last alert seen; from now on without it.")] after: Option<String>,
    ) -> Result<BoxStream<'static, Answer<Alert>>> {
        let after = after.map(|text| position(&text)).transpose()?;
        let (portal, scope, locale) = (portal(ctx)?.clone(), scope(ctx)?, asking(ctx).locale());
        let heard = alerts::listen(&portal, scope, after)
            .await
            .map_err(|error| fault(ctx, &error))?;
        let alert = move |heard: Result<_, _>| match heard {
            Ok(line) => Ok(Alert { scope, line }),
            Err(error) => Err(told(locale, Some(&portal), &error)),
        };
        Ok(heard.map(alert).boxed())
    }
}

fn position(text: &str) -> Answer<i64> {
    let digits = (1..=18).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    let position = if digits { text.parse().ok() } else { None };
    position.ok_or_else(|| bad_input("`after` takes the position of an alert"))
}
