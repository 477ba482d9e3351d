//! What stands where a field failed. The library leaves the field out; the specification wants null there, or in the
//! nearest place around it that may be null. Only answers with errors are walked, and only along their errors' paths.

mod answer;
mod selection;
#[cfg(test)]
mod tests;
mod types;

pub(crate) use answer::complete;
pub(crate) use types::Types;
