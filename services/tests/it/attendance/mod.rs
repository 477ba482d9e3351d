mod overtaken;
mod town;
