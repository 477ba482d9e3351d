//! Whatever is sent, the answer is typed and clear, and nothing is half written.

mod bodies;
mod days;
mod documents;
mod lists;
mod untouched;
mod values;
