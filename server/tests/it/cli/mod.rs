mod program;
mod rulebook_check;
mod settings;
