mod breaker;
mod bus;
mod clock;
mod counts;
mod mail;
mod random;
mod redis_server;
