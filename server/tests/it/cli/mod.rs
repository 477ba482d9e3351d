mod program;
mod rulebook_check;
mod rulebook_explain;
mod settings;
