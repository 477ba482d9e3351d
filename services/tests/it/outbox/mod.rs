mod confirmation;
mod counts;
mod retry;
mod task;
mod workers;
mod world;
