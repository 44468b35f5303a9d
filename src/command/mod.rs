//! The native command: the same engine on saved pages. `--help` says how it is used.
//!
//! Bad input is one plain line on standard error and exit code 2, and every file is left as it was.

mod args;
mod files;
mod read;

use crate::hosts;
use crate::report::Origin;
use args::Command;
use serde::Serialize;
use std::ffi::OsString;
use std::io::{self, BufRead, Write};

/// Exit code for bad input and for output that could not be written.
const BAD: u8 = 2;

const HELP: &str = "\
Preflight reads a saved Kraken page and says what works, what does not, and why.

Usage:
  preflight read PAGE.html --url URL [options]   print the report as JSON
  preflight host [NAME...]                       print one JSON line a host: Kraken's own, a lookalike or another
  preflight --help | --version

Options of read:
  --url URL         the address the page was saved from (http or https); only host, path and the key \"dialog\" are used
  --plan NAME       spot, margin, futures, staking, stocks, bot, fund_by_bank, fund_by_card, withdraw or hold
  --account FILE    JSON: region, plan, holdings, usesApiKeys, assets, deadline; each may be missing
  --memory FILE     what earlier pages showed; read if it exists, and written back
  --status FILE     a body of one of Kraken's status end points; may be given several times
  --at TIME         the time to judge for, RFC 3339, such as 2026-11-22T12:00:00Z; now, if not given
  --explain         print how the page was read, in words, instead of the report; the memory stays as it is

Without names, host reads them from standard input, one a line. After -- nothing is an option.
Bad input ends with exit code 2 and leaves every file as it was.
";

/// Why the command ends early.
#[derive(Debug)]
enum Failure {
    /// Something to say on standard error.
    Bad(String),
    /// Nobody reads the output any more: no fault of ours.
    Closed,
}

impl From<String> for Failure {
    fn from(text: String) -> Self {
        Failure::Bad(text)
    }
}

fn output(error: io::Error) -> Failure {
    match error.kind() {
        io::ErrorKind::BrokenPipe => Failure::Closed,
        _ => Failure::Bad(format!("cannot write the output: {}", files::plain(&error))),
    }
}

/// Runs the command with its arguments (without the program's name) and gives its exit code.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    let mut out = io::stdout().lock();
    match act(arguments, &mut out).and_then(|()| out.flush().map_err(output)) {
        Ok(()) | Err(Failure::Closed) => 0,
        Err(Failure::Bad(text)) => {
            let line: String = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
            // Where standard error is closed too, the exit code has to do.
            let _ = writeln!(io::stderr(), "preflight: {line}");
            BAD
        }
    }
}

fn act(arguments: impl IntoIterator<Item = OsString>, out: &mut impl Write) -> Result<(), Failure> {
    match args::parse(arguments)? {
        Command::Help => out.write_all(HELP.as_bytes()).map_err(output),
        Command::Version => writeln!(out, "preflight {}", env!("CARGO_PKG_VERSION")).map_err(output),
        Command::Read(wanted) => read::run(&wanted, out),
        Command::Host(names) if names.is_empty() => piped(&mut io::stdin().lock(), out),
        Command::Host(names) => names.iter().try_for_each(|name| host(name, out)),
    }
}

#[derive(Serialize)]
struct Line<'a> {
    host: &'a str,
    verdict: Origin,
    why: String,
}

fn host(name: &str, out: &mut impl Write) -> Result<(), Failure> {
    let judged = hosts::judge(name);
    let line = Line { host: name, verdict: judged.origin, why: judged.why };
    let mut text = serde_json::to_string(&line).map_err(|error| error.to_string())?;
    text.push('\n');
    out.write_all(text.as_bytes()).map_err(output)
}

/// Hosts from standard input, one a line; blank lines are no hosts.
fn piped(input: &mut impl BufRead, out: &mut impl Write) -> Result<(), Failure> {
    let mut line = Vec::new();
    loop {
        line.clear();
        let read = input.read_until(b'\n', &mut line);
        if read.map_err(|error| format!("cannot read standard input: {}", files::plain(&error)))? == 0 {
            return Ok(());
        }
        let name = String::from_utf8_lossy(&line);
        let name = name.trim_start_matches('\u{feff}').trim();
        if !name.is_empty() {
            host(name, out)?;
        }
    }
}
