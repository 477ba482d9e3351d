mod blocked;
mod days;
mod noting;
mod office;
mod served;
mod suspended;
mod withheld;
