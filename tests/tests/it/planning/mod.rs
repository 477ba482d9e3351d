//! Many days in a few words, and just what was shown.

mod agreement;
mod copies;
mod legend;
mod nothing_to_copy;
mod patterns;
