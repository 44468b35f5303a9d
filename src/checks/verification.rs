//! `verification.*`: the level, and what Kraken asks for.

use super::{Finding, Known};
use crate::gather::Gather;
use crate::reading::{Level, LevelRead, Request, Standing};
use crate::report::{ItemId, Plan, Reason, State};

pub(super) fn check(known: &Known) -> Vec<Finding> {
    let mut findings: Vec<Finding> = known.reading.levels.iter().map(|read| level(known, read)).gather();
    findings.extend(known.reading.requests.iter().map(|request| notice(known, request)));
    findings
}

/// What a plan needs at least. Margin and futures want Intermediate or Pro (Kraken's help centre, as of 2026).
fn needed(plan: Plan) -> Option<Level> {
    matches!(plan, Plan::Margin | Plan::Futures).then_some(Level::Intermediate)
}

fn level(known: &Known, read: &LevelRead) -> Finding {
    let evidence = known.evidence(&read.quotes);
    let enough = needed(known.given.plan()).is_none_or(|needed| read.level >= Some(needed));
    let (state, reason) = match read.standing {
        Standing::Held if enough => (State::Ready, None),
        _ => (State::Attention, Some(Reason::Verification)),
    };
    // A verification that is looked at need not say to which level.
    let level = read.level.map(|level| format!(" to {}", level.name())).unwrap_or_default();
    let summary = match read.standing {
        Standing::Held if enough => format!("The account is verified{level}."),
        Standing::Held => {
            format!("The account is verified{level}; {} needs Intermediate.", known.given.plan().phrase())
        }
        Standing::Pending => format!("Kraken is reviewing the verification{level}."),
        Standing::Rejected => format!("Kraken turned down the verification{level}."),
    };
    Finding { summary: Some(summary), ..Finding::new(ItemId::VerificationLevel, state, reason, evidence) }
}

fn notice(known: &Known, request: &Request) -> Finding {
    let (state, quotes) = match request {
        Request::Asked(quotes) => (State::Attention, quotes),
        Request::Withheld(quotes) => (State::Blocked, quotes),
        Request::None(quotes) => (State::Ready, quotes),
    };
    let reason = (state != State::Ready).then_some(Reason::Verification);
    Finding::new(ItemId::VerificationNotice, state, reason, known.evidence(quotes))
}
