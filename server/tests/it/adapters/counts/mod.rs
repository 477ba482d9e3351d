mod contract;
mod in_process;
mod redis;
