use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

use tempfile::TempDir;

/// A Redis server on a port that stays its own when it is killed and started again, empty each time.
pub struct OwnRedis {
    port: u16,
    directory: TempDir,
    child: Option<Child>,
}

impl OwnRedis {
    #[must_use]
    pub fn start() -> Self {
        let mut server = Self {
            port: free_port(),
            directory: tempfile::tempdir().expect("a directory"),
            child: None,
        };
        server.restart();
        server
    }

    #[must_use]
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

    /// It neither answers nor hangs up.
    pub fn freeze(&self) {
        self.signal("-STOP");
    }

    /// It answers again, with all that it knew.
    pub fn thaw(&self) {
        self.signal("-CONT");
    }

    fn signal(&self, signal: &str) {
        let id = self.child.as_ref().expect("the server runs").id().to_string();
        let sent = Command::new("kill")
            .args([signal, &id])
            .status()
            .expect("a kill program");
        assert!(sent.success(), "{signal}");
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
            .expect("there is no redis-server: run `make test`, which installs it");
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

/// Below the range from which the system gives ports to callers, and apart from other tests: nobody takes it while its
/// server is down.
fn free_port() -> u16 {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let start = std::process::id() + COUNT.fetch_add(1, Ordering::Relaxed) * 1_009;
    (0..8_000)
        .filter_map(|step| u16::try_from(20_000 + (start + step) % 8_000).ok())
        .find(|&port| TcpListener::bind(("127.0.0.1", port)).is_ok())
        .expect("a free port")
}
