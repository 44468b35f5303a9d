//! `preflight read`: one saved page to one report.

use super::args::Read;
use super::files::{Staged, bytes, named, text, text_if_any};
use super::{Failure, output};
use crate::account::Account;
use crate::checks::posture::{Posture, posture};
use crate::engine::{self, Given};
use crate::html;
use crate::memory::Memory;
use crate::moment::Moment;
use crate::report::Report;
use crate::status::Status;
use serde::Serialize;
use std::io::Write;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

const PAGE: &str = "the page";
const ACCOUNT: &str = "the account file";
const MEMORY: &str = "the memory file";
const STATUS: &str = "the status file";

/// What is printed: the report, and what follows from it for the account's protection.
#[derive(Serialize)]
struct Whole<'a> {
    #[serde(flatten)]
    report: &'a Report,
    #[serde(flatten)]
    posture: Posture,
}

/// Reads everything, reports, and only then writes the memory back.
pub(super) fn run(wanted: &Read, out: &mut impl Write) -> Result<(), Failure> {
    let at = wanted.at.unwrap_or_else(now);
    let page = html::decode(&bytes(PAGE, &wanted.page)?);
    let account = wanted.account.as_deref().map(account).transpose()?.unwrap_or_default();
    let old = wanted.memory.as_deref().map(|path| text_if_any(MEMORY, path)).transpose()?.flatten();
    let memory = match (&old, wanted.memory.as_deref()) {
        (Some(text), Some(path)) => Memory::parse(text).map_err(|error| named(MEMORY, path, &error.to_string()))?,
        _ => Memory::default(),
    };
    let mut status = Status::default();
    for path in &wanted.status {
        status.read(&text(STATUS, path)?, at).map_err(|error| named(STATUS, path, &error.to_string()))?;
    }

    let snapshot = html::snapshot(&page, &wanted.url).map_err(|error| error.to_string())?;
    drop(page);
    let mut given = Given { at, account, plan: wanted.plan, memory, status };
    if wanted.explain {
        let lines = engine::explain(&snapshot, &given);
        return out.write_all(lines.as_bytes()).and_then(|()| out.flush()).map_err(output);
    }
    let outcome = engine::read(&snapshot, &given);
    outcome.remember(&mut given.memory);

    let posture = posture(&outcome.report, &given.account);
    let whole = Whole { report: &outcome.report, posture };
    let mut report = serde_json::to_string_pretty(&whole).map_err(|error| error.to_string())?;
    report.push('\n');
    let memory = given.memory.to_json();
    let staged = match wanted.memory.as_deref() {
        Some(path) if old.as_ref() != Some(&memory) => Some(Staged::write(MEMORY, path, &memory)?),
        _ => None,
    };
    match out.write_all(report.as_bytes()).and_then(|()| out.flush()).map_err(output) {
        // Nobody looks at the report any more, but the page was read all the same.
        Ok(()) | Err(Failure::Closed) => {}
        Err(failure) => return Err(failure),
    }
    Ok(staged.map_or(Ok(()), |staged| staged.place(MEMORY))?)
}

fn account(path: &Path) -> Result<Account, String> {
    Account::parse(&text(ACCOUNT, path)?).map_err(|error| named(ACCOUNT, path, &error))
}

fn now() -> Moment {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map(|passed| passed.as_secs()).unwrap_or_default();
    Moment(i64::try_from(seconds).unwrap_or_default())
}
