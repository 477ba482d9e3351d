pub mod town;
