//! What notices on the page mean for `operations.*`.

use crate::checks::{Finding, Known, judge};
use crate::gather::Gather;
use crate::reading::{Meaning, Signal, Subject};
use crate::report::{ItemId, Reason, State};

/// What the page's own notices say of the exchange, funding, the API and sign-up.
pub(crate) fn from_page(known: &Known) -> Vec<Finding> {
    let signals = &known.reading.signals;
    let mut findings: Vec<Finding> = signals.iter().flat_map(|signal| effects(known, signal)).gather();
    // "Deposits, withdrawals: operational": both are all of funding.
    let works = |subject| signals.iter().find(|signal| signal.subject == subject && signal.meaning == Meaning::Works);
    if let Some((deposits, _)) = works(Subject::Deposits).zip(works(Subject::Withdrawals)) {
        findings.extend(judge::finding(known, ItemId::FundingOperations, deposits));
    }
    findings
}

fn effects(known: &Known, signal: &Signal) -> Vec<Finding> {
    let upkeep = matches!(signal.meaning, Meaning::Fails(Reason::Maintenance) | Meaning::Trouble(Reason::Maintenance));
    let works = signal.meaning == Meaning::Works;
    let item = match signal.subject {
        Subject::Exchange | Subject::Trading if upkeep || works => ItemId::Exchange,
        // A halt of the whole spot market is one of the exchange; that spot works is said of the product alone.
        Subject::Spot if upkeep => ItemId::Exchange,
        Subject::Api if upkeep || works => ItemId::Api,
        Subject::SignUp if upkeep || (works && signal.usual) => ItemId::SignUp,
        Subject::Funding if upkeep || works => ItemId::FundingOperations,
        subject if upkeep && (subject.is_rail() || matches!(subject, Subject::Deposits | Subject::Withdrawals)) => {
            ItemId::FundingOperations
        }
        _ => return Vec::new(),
    };
    let Some(mut finding) = judge::finding(known, item, signal) else { return Vec::new() };
    // One rail down is trouble for funding, not the end of it.
    if signal.subject.is_rail() && finding.state == State::Blocked {
        finding.state = State::Attention;
    }
    // "Everything works": the words are about Kraken's systems only where they name nothing else.
    let own_account = works && signal.subject == Subject::Trading && !signal.usual;
    if own_account { Vec::new() } else { vec![finding] }
}
