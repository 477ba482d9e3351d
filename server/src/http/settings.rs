use std::{net::IpAddr, time::Duration};

/// What a request may cost before anything of it is run.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Bytes of a request body, and of a socket message.
    pub body: usize,
    /// Bytes of a document.
    pub document: usize,
    /// Lexical tokens of a document.
    pub tokens: usize,
    /// Brackets of any kind open at once in a document.
    pub nesting: usize,
    /// Fields inside fields, fragments expanded.
    pub depth: u64,
    /// Fields inside fields under `__schema` and `__type`, which the usual tools need deeper.
    pub introspection_depth: u64,
    /// Fields of an operation, fragments expanded.
    pub fields: u64,
    /// Aliases of an operation, fragments expanded.
    pub aliases: u64,
    /// Fields at the root of a mutation.
    pub root_mutations: u64,
    /// Directives at one place.
    pub directives: usize,
    /// The estimated cost, see [`super::cost`].
    pub cost: u64,
    /// Operations running at once on a socket.
    pub operations_per_socket: usize,
    /// Messages waiting to be written to a socket.
    pub out_queue: usize,
    /// Connections open at once.
    pub connections: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            body: 1_000_000,
            document: 16_384,
            tokens: 4_000,
            nesting: 48,
            depth: 12,
            introspection_depth: 20,
            fields: 400,
            aliases: 30,
            root_mutations: 4,
            directives: 5,
            cost: 2_000,
            operations_per_socket: 20,
            out_queue: 64,
            connections: 8_192,
        }
    }
}

/// How long the door waits for what.
#[derive(Clone, Debug)]
pub struct Patience {
    /// For the head of a request, also between two requests of one connection.
    pub head: Duration,
    /// For the whole body of a request.
    pub body: Duration,
    /// For the run of a query or a mutation.
    pub run: Duration,
    /// For a client that reads nothing of what is written to it.
    pub write: Duration,
    /// For `connection_init` on a socket.
    pub init: Duration,
    /// Between two pings of a socket; a socket silent for two of them is dropped.
    pub ping: Duration,
    /// Between two questions to the doorkeeper about the visitor of an open socket.
    pub recheck: Duration,
    /// For what still runs when the server stops.
    pub drain: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            head: Duration::from_secs(10),
            body: Duration::from_secs(15),
            run: Duration::from_secs(30),
            write: Duration::from_secs(20),
            init: Duration::from_secs(3),
            ping: Duration::from_secs(30),
            recheck: Duration::from_mins(1),
            drain: Duration::from_secs(30),
        }
    }
}

/// Whom the door believes.
#[derive(Clone, Debug, Default)]
pub struct Trust {
    /// Origins whose pages may call the API and open a socket, written as browsers do: `https://portail.example.org`. A caller without
    /// an `Origin` (a native app) is always heard: it cannot be a page acting in a person's name.
    pub origins: Vec<String>,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub proxies: Vec<IpAddr>,
}
