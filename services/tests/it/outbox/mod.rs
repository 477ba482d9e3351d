mod confirmation;
mod counts;
mod new_prices;
mod retry;
mod task;
mod workers;
mod world;
