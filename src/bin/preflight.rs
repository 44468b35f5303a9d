//! The native command: the same engine on saved pages.

fn main() -> std::process::ExitCode {
    #[cfg(not(target_arch = "wasm32"))]
    return preflight::command::run(std::env::args_os().skip(1)).into();
    #[cfg(target_arch = "wasm32")]
    std::process::ExitCode::FAILURE
}
