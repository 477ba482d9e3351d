mod account_reasons;
mod accounts;
mod attendance;
mod class_reasons;
mod dates;
mod errors;
mod reason;
mod reasons;
