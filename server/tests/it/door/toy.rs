//! A schema with one field for each thing that may go wrong.

#![allow(clippy::unused_async, reason = "resolvers are async by their macro")]

use std::{
    collections::BTreeMap,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use async_graphql::{
    Context, Error, ErrorExtensions, InputValueError, InputValueResult, Object, Request, Scalar, ScalarType, Schema,
    Subscription, Value,
};
use async_trait::async_trait;
use futures_util::{Stream, stream};
use preau_server::http::{
    doorkeeper::{Doorkeeper, Knock, Visitor},
    fault::Fault,
    health::{PartState, Readiness},
};

pub fn schema() -> Schema<Query, Mutation, Ticks> {
    Schema::build(Query, Mutation, Ticks).finish()
}

pub struct Even(pub i64);

#[Scalar]
impl ScalarType for Even {
    fn parse(value: Value) -> InputValueResult<Self> {
        match value {
            Value::Number(number) => {
                let number = number.as_i64().ok_or("a float, says the insides")?;
                if number == 13 {
                    let words = "13 brings bad luck";
                    return Err(InputValueError::custom(words).with_extension("code", "BAD_USER_INPUT"));
                }
                if number % 2 == 0 {
                    Ok(Self(number))
                } else {
                    Err(InputValueError::custom("odd, say the insides"))
                }
            }
            other => Err(InputValueError::expected_type(other)),
        }
    }

    fn to_value(&self) -> Value {
        self.0.into()
    }
}

pub struct Query;

#[Object]
impl Query {
    async fn hello(&self) -> &str {
        "Bonjour, préau"
    }

    async fn whoami(&self, ctx: &Context<'_>) -> async_graphql::Result<String> {
        match ctx.data::<Name>()? {
            Name(Some(name)) => Ok(name.clone()),
            Name(None) => Err(Error::new("Sign in first.").extend_with(|_, it| it.set("code", "UNAUTHENTICATED"))),
        }
    }

    async fn half(&self, of: Even) -> i64 {
        of.0 / 2
    }

    async fn echo(&self, text: String, #[graphql(default = 1)] times: i32) -> String {
        (0..times).map(|_| text.as_str()).collect()
    }

    /// A Rust error that came up by `?`.
    async fn leak(&self) -> async_graphql::Result<i32> {
        Ok("SELECT password".parse::<i32>()?)
    }

    /// The same, where null is allowed.
    async fn partial_leak(&self) -> Option<async_graphql::Result<i32>> {
        Some(Err(Error::new("SELECT password")))
    }

    async fn busy(&self) -> async_graphql::Result<i32> {
        Err(Error::new("Come back.").extend_with(|_, it| {
            it.set("code", "SERVICE_UNAVAILABLE");
            it.set("retryAfter", 7);
        }))
    }

    async fn absent(&self) -> Option<async_graphql::Result<i32>> {
        Some(Err(
            Error::new("There is no such row.").extend_with(|_, it| it.set("code", "NOT_FOUND"))
        ))
    }

    async fn panics(&self) -> i32 {
        std::hint::black_box(None).expect("SELECT password")
    }

    async fn never(&self) -> i32 {
        std::future::pending().await
    }

    async fn this(&self) -> Query {
        Query
    }

    async fn many(&self, first: Option<i32>) -> Many {
        Many {
            first: first.unwrap_or(20),
        }
    }

    async fn long(&self) -> String {
        "préau ".repeat(1_000)
    }
}

pub struct Many {
    first: i32,
}

#[Object]
impl Many {
    async fn nodes(&self) -> Vec<Query> {
        (0..self.first).map(|_| Query).collect()
    }
}

pub struct Mutation;

#[Object]
impl Mutation {
    async fn touch(&self) -> bool {
        true
    }
}

pub struct Ticks;

#[Subscription]
impl Ticks {
    async fn count(&self, to: i32) -> impl Stream<Item = i32> {
        stream::iter(1..=to)
    }

    async fn silent(&self) -> impl Stream<Item = i32> {
        stream::pending()
    }

    async fn closed(&self) -> async_graphql::Result<stream::Pending<i32>> {
        Err(Error::new("Not for you.").extend_with(|_, it| it.set("code", "FORBIDDEN")))
    }

    async fn panicking(&self) -> impl Stream<Item = i32> {
        stream::once(async { panic!("SELECT password") })
    }
}

pub struct Name(Option<String>);

/// Lets in `good` and the anonymous; `brief` for 200 ms; `fickle` once.
pub struct Keeper {
    /// Whether the anonymous may read the schema.
    pub open: bool,
    seen: AtomicBool,
}

impl Keeper {
    pub fn new(open: bool) -> Self {
        Self {
            open,
            seen: AtomicBool::new(false),
        }
    }
}

pub struct Guest {
    name: Option<String>,
    open: bool,
}

#[async_trait]
impl Doorkeeper for Keeper {
    async fn admit(&self, knock: &Knock) -> Result<Arc<dyn Visitor>, Fault> {
        match knock.bearer.as_deref() {
            None | Some("good" | "brief") => Ok(Arc::new(Guest {
                name: knock.bearer.clone(),
                open: self.open,
            })),
            Some("fickle") if !self.seen.swap(true, Ordering::Relaxed) => Ok(Arc::new(Guest {
                name: knock.bearer.clone(),
                open: self.open,
            })),
            Some("eager") => Err(Fault::rate_limited(42)),
            Some(_) => Err(Fault::unauthenticated("The token does not hold.")),
        }
    }
}

impl Visitor for Guest {
    fn equip(&self, request: Request) -> Request {
        request.data(Name(self.name.clone()))
    }

    fn remaining(&self) -> Option<Duration> {
        (self.name.as_deref() == Some("brief")).then_some(Duration::from_millis(200))
    }

    fn may_introspect(&self) -> bool {
        self.open || self.name.is_some()
    }
}

pub struct Parts(pub PartState);

#[async_trait]
impl Readiness for Parts {
    async fn parts(&self) -> BTreeMap<&'static str, PartState> {
        BTreeMap::from([("cache", self.0), ("store", PartState::Ready)])
    }
}
