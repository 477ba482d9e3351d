//! Hashing passwords with argon2id, off the threads that serve requests.

use std::sync::Arc;
use std::thread::available_parallelism;
use std::time::Duration;

use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;
use tokio::time::timeout;

use super::secret::Secret;
use super::service::SignInMistake;
use crate::Fault;
use crate::ports::Random;

/// What one guess at a password costs. Verifying follows the hash that is stored, so the cost can be raised later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PasswordCost {
    pub memory_kib: u32,
    pub passes: u32,
    pub lanes: u32,
}

impl PasswordCost {
    /// The least that OWASP's Password Storage Cheat Sheet advises: 19 MiB, two passes, one lane.
    pub const OWASP: Self = Self {
        memory_kib: 19_456,
        passes: 2,
        lanes: 1,
    };

    /// No protection at all: for tests, which sign in hundreds of times.
    pub const FOR_TESTS: Self = Self {
        memory_kib: 8,
        passes: 1,
        lanes: 1,
    };
}

/// No person types more; a longer text is wrong without being hashed.
const LONGEST: usize = 1024;

/// How long a request waits for its turn to hash before it is told to try again.
const PATIENCE: Duration = Duration::from_secs(5);

pub(super) struct Passwords {
    argon2: Argon2<'static>,
    /// A hash that no password matches, of the same cost as the real ones.
    nobody: String,
    /// Hashing takes memory and a whole core: twice the cores at once is as fast as it gets.
    permits: Arc<Semaphore>,
}

impl Passwords {
    pub fn new(cost: PasswordCost) -> Result<Self, SignInMistake> {
        let params = Params::new(cost.memory_kib, cost.passes, cost.lanes, None);
        let params = params.map_err(|_| SignInMistake::PasswordCost)?;
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let nobody = hash(&argon2, "nobody", &[0; 16]).map_err(|_| SignInMistake::PasswordCost)?;
        let cores = available_parallelism().map_or(1, usize::from);
        Ok(Self {
            argon2,
            nobody,
            permits: Arc::new(Semaphore::new(2 * cores)),
        })
    }

    pub async fn hash(&self, random: &dyn Random, password: &Secret) -> Result<String, Fault> {
        let mut salt = [0; 16];
        random.fill(&mut salt);
        let (argon2, password) = (self.argon2.clone(), password.clone());
        self.off_thread(move || hash(&argon2, password.expose(), &salt))
            .await?
            .map_err(|error| Fault::Defect(format!("a password cannot be hashed: {error:?}")))
    }

    /// The place of the first hash that the password matches. At least `tries` hashes are computed before the answer
    /// is "none", so that its time does not tell how many hashes there were.
    pub async fn find(&self, password: &Secret, mut hashes: Vec<String>, tries: usize) -> Result<Option<usize>, Fault> {
        let real = hashes.len();
        if hashes.len() < tries {
            hashes.resize(tries, self.nobody.clone());
        }
        let password = password.clone();
        let found = self
            .off_thread(move || hashes.iter().position(|hash| matches(hash, password.expose())))
            .await?;
        Ok(found.filter(|&place| place < real))
    }

    /// A caller that goes away does not make room: the thread works on.
    async fn off_thread<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Fault> {
        let busy = |_| Fault::Unavailable("too many passwords wait to be hashed".to_owned());
        let closed = |_| Fault::Defect("password hashing is closed".to_owned());
        let permit = timeout(PATIENCE, Arc::clone(&self.permits).acquire_owned())
            .await
            .map_err(busy)?
            .map_err(closed)?;
        let work = spawn_blocking(move || {
            let done = work();
            drop(permit);
            done
        });
        work.await
            .map_err(|error| Fault::Defect(format!("password hashing ended early: {error:?}")))
    }
}

fn hash(argon2: &Argon2<'_>, password: &str, salt: &[u8]) -> Result<String, argon2::password_hash::Error> {
    let salt = SaltString::encode_b64(salt)?;
    Ok(argon2.hash_password(password.as_bytes(), &salt)?.to_string())
}

fn matches(hash: &str, password: &str) -> bool {
    // A password that is too long is compared all the same, as another one: the answer takes as long.
    let password = if password.len() > LONGEST { "" } else { password };
    let Ok(hash) = PasswordHash::new(hash) else {
        return false;
    };
    Argon2::default().verify_password(password.as_bytes(), &hash).is_ok()
}
