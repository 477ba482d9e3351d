mod blocked;
mod noting;
mod office;
mod served;
mod suspended;
mod withheld;
