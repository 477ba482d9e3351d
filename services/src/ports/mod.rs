//! What use cases need from outside, as small traits. The server room implements them.

pub mod bus;
pub mod clock;
pub mod counts;
pub mod mailer;
pub mod random;

pub use bus::Bus;
pub use clock::Clock;
pub use counts::Counts;
pub use mailer::Mailer;
pub use random::Random;
