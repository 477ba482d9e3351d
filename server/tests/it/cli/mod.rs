mod debts_import;
mod program;
mod rulebook_check;
mod rulebook_explain;
mod rulebook_simulate;
mod rulebook_simulate_stopped;
mod settings;
mod town_versions;
