mod debts_import;
mod program;
mod rulebook_check;
mod rulebook_explain;
mod rulebook_simulate;
mod settings;
mod town_versions;
