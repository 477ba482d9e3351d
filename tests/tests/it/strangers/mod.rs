//! What is not theirs does not exist for them.

mod anonymous;
mod ids;
mod partners;
mod towns;
