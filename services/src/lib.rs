//! Use cases of the portal: begin, load, ask the rule, apply, push tasks, commit, announce.

pub mod ports;
