mod blocked;
mod noting;
mod office;
mod suspended;
