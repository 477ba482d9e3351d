mod account_reasons;
mod accounts;
mod attendance;
mod dates;
mod errors;
mod reason;
mod reasons;
