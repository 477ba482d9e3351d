use std::{io, net::SocketAddr, pin::pin, sync::Arc, time::Duration};

use axum::{Router, extract::ConnectInfo, http::Request};
use hyper::{
    body::Incoming,
    server::conn::http1,
    service::{Service, service_fn},
};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    service::TowerToHyperService,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore},
    time::{sleep, timeout},
};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use super::{
    door::Door,
    settings::{Limits, Patience},
    stall::Stall,
};

/// What [`serve`] needs to know of a [`Door`] that was given to the router.
#[derive(Clone)]
pub struct Running {
    /// Cancelling it stops the server.
    pub closing: CancellationToken,
    sockets: TaskTracker,
    patience: Patience,
    limits: Limits,
}

impl Running {
    /// Of this door.
    pub fn of(door: &Door) -> Self {
        Self {
            closing: door.closing.clone(),
            sockets: door.sockets.clone(),
            patience: door.patience.clone(),
            limits: door.limits.clone(),
        }
    }
}

/// Serves until `running.closing` is cancelled, then accepts nobody, lets what runs end within `patience.drain`, closes
/// the sockets with 1012 and returns. Unlike `axum::serve`, cuts connections whose head never comes or that read
/// nothing of what is written to them. HTTP/1.1 alone: TLS and HTTP/2 belong to the proxy in front.
pub async fn serve(listener: TcpListener, router: Router, running: Running) -> io::Result<()> {
    let connections = TaskTracker::new();
    let places = Arc::new(Semaphore::new(running.limits.connections));
    loop {
        let Ok(place) = Arc::clone(&places).acquire_owned().await else {
            break;
        };
        let accepted = tokio::select! {
            () = running.closing.cancelled() => break,
            accepted = listener.accept() => accepted,
        };
        match accepted {
            Ok((stream, peer)) => {
                let connection = Connection {
                    peer,
                    router: router.clone(),
                    running: running.clone(),
                };
                connections.spawn(connection.serve(stream, place));
            }
            Err(error) => {
                // A lack of file descriptors passes; a hot loop would not help it to.
                tracing::warn!(%error, "accept");
                sleep(Duration::from_millis(100)).await;
            }
        }
    }
    drop(listener);
    connections.close();
    let drained = async {
        connections.wait().await;
        // No connection is left to become a socket.
        running.sockets.close();
        running.sockets.wait().await;
    };
    if timeout(running.patience.drain, drained).await.is_err() {
        tracing::warn!("some requests were cut when the server stopped");
    }
    Ok(())
}

/// One of the `limits.connections`, carried by its requests so that a connection that becomes a socket keeps it.
#[derive(Clone)]
pub struct Place {
    _permit: Arc<OwnedSemaphorePermit>,
}

struct Connection {
    peer: SocketAddr,
    router: Router,
    running: Running,
}

impl Connection {
    async fn serve(self, stream: TcpStream, place: OwnedSemaphorePermit) {
        // Answers are small and written whole; waiting to fill a packet only delays them.
        stream.set_nodelay(true).ok();
        let Self { peer, router, running } = self;
        let patience = running.patience;
        let router = TowerToHyperService::new(router);
        let place = Place {
            _permit: Arc::new(place),
        };
        let service = service_fn(move |mut request: Request<Incoming>| {
            request.extensions_mut().insert(ConnectInfo(peer));
            request.extensions_mut().insert(place.clone());
            router.call(request)
        });
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(patience.head)
            .max_buf_size(64 * 1024)
            .serve_connection(TokioIo::new(Stall::new(stream, patience.write)), service)
            .with_upgrades();
        let mut connection = pin!(connection);
        let ended = tokio::select! {
            ended = connection.as_mut() => ended,
            () = running.closing.cancelled() => {
                connection.as_mut().graceful_shutdown();
                connection.await
            }
        };
        if let Err(error) = ended {
            tracing::debug!(%error, "connection");
        }
    }
}
