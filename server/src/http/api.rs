use async_graphql::{Executor, Request, Response};
use futures_util::{future::BoxFuture, stream::BoxStream};

/// What the door needs of a schema, whatever its roots: any `async_graphql` executor is one.
pub trait Api: Send + Sync + 'static {
    /// Runs a query or a mutation.
    fn execute(&self, request: Request) -> BoxFuture<'_, Response>;
    /// Runs any operation; a query or a mutation gives one response.
    fn execute_stream(&self, request: Request) -> BoxStream<'static, Response>;
}

impl<E: Executor> Api for E {
    fn execute(&self, request: Request) -> BoxFuture<'_, Response> {
        Box::pin(Executor::execute(self, request))
    }

    fn execute_stream(&self, request: Request) -> BoxStream<'static, Response> {
        Executor::execute_stream(self, request, None)
    }
}
