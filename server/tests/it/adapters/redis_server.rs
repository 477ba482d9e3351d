//! Redis for tests: the shared one, and one of our own that may die.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use preau_server::adapters::random::OsRandom;
use preau_server::adapters::redis::{RedisLink, RedisOptions};
use preau_services::ports::Random;
use tempfile::TempDir;
use ulid::Ulid;

/// Waits longer than production does: a busy test machine is not an outage.
const PATIENT: Duration = Duration::from_secs(10);

/// Keys of our own on the shared server.
pub fn shared() -> RedisOptions {
    let url = std::env::var("PREAU_TEST_REDIS_URL")
        .expect("this test needs PREAU_TEST_REDIS_URL, such as redis://127.0.0.1:6379: `make test` sets it");
    options(url)
}

pub fn options(url: String) -> RedisOptions {
    let prefix = format!("test-{}", Ulid::generate());
    RedisOptions {
        prefix,
        answer_within: PATIENT,
        pause: Duration::ZERO,
        ..RedisOptions::new(url)
    }
}

pub fn link(options: &RedisOptions) -> Arc<RedisLink> {
    Arc::new(RedisLink::new(options.clone()).expect("the address is well formed"))
}

/// Below the range from which the system gives ports to callers: nobody takes it while its server is down.
fn free_port() -> u16 {
    loop {
        let mut bytes = [0; 2];
        OsRandom.fill(&mut bytes);
        let port = 20_000 + u16::from_le_bytes(bytes) % 12_000;
        if TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return port;
        }
    }
}

/// A server on a port that stays its own when it is killed and started again, empty each time.
pub struct OwnRedis {
    port: u16,
    directory: TempDir,
    child: Option<Child>,
}

impl OwnRedis {
    pub fn start() -> Self {
        let mut server = Self {
            port: free_port(),
            directory: tempfile::tempdir().expect("a directory"),
            child: None,
        };
        server.restart();
        server
    }

    pub fn url(&self) -> String {
        format!("redis://127.0.0.1:{}", self.port)
    }

    /// As `kill -9`, and waits until it is gone.
    pub fn kill(&mut self) {
        if let Some(mut child) = self.child.take() {
            child.kill().expect("the server was running");
            child.wait().expect("the server ends");
        }
    }

    /// Returns when it accepts connections.
    pub fn restart(&mut self) {
        self.kill();
        let mut child = Command::new("redis-server")
            .args(["--port", &self.port.to_string(), "--bind", "127.0.0.1"])
            .args(["--save", "", "--appendonly", "no", "--daemonize", "no"])
            .current_dir(self.directory.path())
            .stdout(Stdio::piped())
            .spawn()
            .expect("this test needs redis-server on the PATH: `make test` installs it");
        let mut lines = BufReader::new(child.stdout.take().expect("its output")).lines();
        let ready = lines
            .by_ref()
            .any(|line| line.is_ok_and(|line| line.contains("Ready to accept connections")));
        self.child = Some(child);
        assert!(ready, "redis-server ended before it was ready");
        // A full pipe would stop the server.
        std::thread::spawn(move || lines.for_each(drop));
    }
}

impl Drop for OwnRedis {
    fn drop(&mut self) {
        self.kill();
    }
}
