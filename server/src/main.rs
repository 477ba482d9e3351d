//! The program `preau`.

use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    match preau_server::cli::parse(std::env::args_os()) {
        Ok((command, log)) => {
            log.start();
            preau_server::run(command).await
        }
        Err(error) => {
            // Nowhere left to complain if this fails.
            let _ = error.print();
            ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
        }
    }
}
