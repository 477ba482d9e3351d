mod codes;
mod deadlines;
mod excess;
mod keys;
mod links;
mod not_toml;
mod prices;
mod times;
