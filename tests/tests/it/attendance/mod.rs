//! D18: who came, who did not, and what that costs.

mod alert;
mod desk;
mod due;
mod due_absent;
mod given_back;
mod refused;
mod report;
mod strangers;
mod tablet;
mod told;
