//! The schema, put together.

use std::sync::Arc;

use async_graphql::{Data, Executor, Request, Response, SDLExportOptions, Schema, SchemaBuilder};
use futures_util::StreamExt;
use futures_util::stream::BoxStream;
use preau_services::Portal;
use preau_services::sign_in::SignIn;

use crate::completion::{Types, complete};
use crate::mutations::Mutation;
use crate::queries::Query;
use crate::subscriptions::Subscription;
use crate::types::user_error::UserError;

/// The schema, ready to run requests. Cheap to clone.
#[derive(Clone)]
pub struct PortalSchema {
    schema: Schema<Query, Mutation, Subscription>,
    types: Arc<Types>,
}

/// The schema over a portal. Limits on depth, size and cost are the door's: it sees requests before they run.
pub fn build(portal: Portal, sign_in: Arc<SignIn>) -> PortalSchema {
    PortalSchema::of(bare().data(portal).data(sign_in))
}

/// The schema over nothing: it validates documents, and a field that would ask the portal answers INTERNAL.
pub fn outline() -> PortalSchema {
    PortalSchema::of(bare())
}

/// The contract, as checked in for clients.
pub fn sdl() -> String {
    outline().sdl()
}

fn bare() -> SchemaBuilder<Query, Mutation, Subscription> {
    Schema::build(Query, Mutation, Subscription)
        .register_output_type::<UserError>()
        .disable_suggestions()
}

impl PortalSchema {
    fn of(builder: SchemaBuilder<Query, Mutation, Subscription>) -> Self {
        let mut built = Self {
            schema: builder.finish(),
            types: Arc::default(),
        };
        built.types = Arc::new(Types::of(&built.sdl()));
        built
    }

    fn sdl(&self) -> String {
        let options = SDLExportOptions::new().prefer_single_line_descriptions();
        self.schema.sdl_with_options(options)
    }
}

impl Executor for PortalSchema {
    async fn execute(&self, request: Request) -> Response {
        let asked = Asked::of(&request);
        let mut answer = self.schema.execute(request).await;
        asked.complete(&self.types, &mut answer);
        answer
    }

    fn execute_stream(&self, request: Request, session_data: Option<Arc<Data>>) -> BoxStream<'static, Response> {
        let (asked, types) = (Asked::of(&request), Arc::clone(&self.types));
        let answers = Executor::execute_stream(&self.schema, request, session_data);
        let complete = move |mut answer| {
            asked.complete(&types, &mut answer);
            answer
        };
        answers.map(complete).boxed()
    }
}

/// What is remembered of a request in case that something in it fails.
struct Asked {
    document: String,
    operation: Option<String>,
}

impl Asked {
    fn of(request: &Request) -> Self {
        Self {
            document: request.query.clone(),
            operation: request.operation_name.clone(),
        }
    }

    fn complete(&self, types: &Types, answer: &mut Response) {
        if answer.errors.is_empty() {
            return;
        }
        if let Ok(document) = async_graphql::parser::parse_query(&self.document) {
            complete(types, &document, self.operation.as_deref(), answer);
        }
    }
}
