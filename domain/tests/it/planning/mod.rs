mod copy;
mod recurrence;
