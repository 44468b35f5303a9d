//! Sentences: what a run of words claims, of what, and whether it claims anything of this user now.

use super::blocks::Block;
use super::concept::{Concept, Sense, Subject};
use super::lexicon::Hit;
use super::words::Shape;
use crate::report::{Client, Reason};

/// How far before a predicate a negation reaches, in words.
const NEGATION_REACH: usize = 7;
/// A sentence longer than this praises or explains; it does not state that something is on.
const LONGEST_AFFIRMATION: usize = 30;

/// What a sentence says of its subjects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// It works for this user.
    Works,
    /// It does not.
    Fails(Reason),
    /// It is off and open to this user.
    SwitchedOff,
    /// Another client does it.
    OtherClient,
    /// Trouble is announced, or some of it is affected.
    Trouble(Reason),
}

/// A verification level named as needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub(crate) enum Level {
    Starter,
    Express,
    Intermediate,
    Pro,
    Business,
}

/// What was found in a sentence.
#[derive(Debug, Clone)]
pub(crate) struct Claim {
    /// What it is about; empty when the words around have to tell.
    pub subjects: Vec<Subject>,
    /// What is said.
    pub meaning: Meaning,
    /// First and last token of the sentence.
    pub span: (usize, usize),
    /// Only one asset, market or network is meant.
    pub narrow: bool,
    /// The level it asks for.
    pub needs: Option<Level>,
    /// The words that say it are all there is, but for the subject's name and fillers.
    pub bare: bool,
    /// It says that all is as usual, not that something is switched on.
    pub usual: bool,
}

/// A sentence that was understood, or why not.
pub(crate) type Outcome = Result<Claim, Unused>;

/// A sentence with a subject or a state that claims nothing.
#[derive(Debug, Clone)]
pub(crate) struct Unused {
    /// First and last token.
    pub span: (usize, usize),
    /// Why, in words.
    pub why: &'static str,
}

/// What a sentence's words say, before anything is concluded.
struct Words<'a> {
    block: &'a Block,
    span: (usize, usize),
    hits: Vec<&'a Hit>,
}

/// The claims of a block.
pub(crate) fn claims(block: &Block, client: Client) -> Vec<Outcome> {
    let mut found = Vec::new();
    // The name in the cell before, for a state in the cell after it.
    let mut cell: Vec<Subject> = Vec::new();
    for (first, last, question) in sentences(block) {
        let words = Words::new(block, first, last);
        if words.hits.is_empty() {
            continue;
        }
        if question {
            found.push(Err(Unused { span: (first, last), why: "a question" }));
            continue;
        }
        if words.asks() {
            found.push(Err(Unused { span: (first, last), why: "the beginning of an explanation" }));
            continue;
        }
        let mut inherited: Vec<Subject> = if block.breaks.is_empty() { Vec::new() } else { std::mem::take(&mut cell) };
        if words.says_nothing() {
            cell = words.subjects();
        }
        for clause in words.clauses() {
            if let Some(outcome) = clause.claim(client, &inherited) {
                if let Ok(claim) = &outcome {
                    inherited.clone_from(&claim.subjects);
                }
                found.push(outcome);
            }
        }
    }
    found
}

/// The sentences of a block: first and last token, and whether it asks. Cells side by side are sentences of their own.
fn sentences(block: &Block) -> Vec<(usize, usize, bool)> {
    let mut found = Vec::new();
    let mut first = 0;
    for (at, token) in block.tokens.iter().enumerate() {
        if at > first && block.breaks.binary_search(&token.start).is_ok() {
            found.push((first, at - 1, false));
            first = at;
        }
        let asks = token.shape == Shape::Question;
        if asks || token.shape == Shape::Stop {
            if at > first {
                found.push((first, at - 1, asks));
            }
            first = at + 1;
        }
    }
    if first < block.tokens.len() {
        found.push((first, block.tokens.len() - 1, false));
    }
    found
}

impl<'a> Words<'a> {
    fn new(block: &'a Block, first: usize, last: usize) -> Words<'a> {
        let hits = block.hits.iter().filter(|hit| first <= hit.first && hit.last <= last).collect();
        Words { block, span: (first, last), hits }
    }

    fn says(&self, concept: Concept) -> bool {
        self.find(concept).is_some()
    }

    fn find(&self, concept: Concept) -> Option<&Hit> {
        self.hits.iter().copied().find(|hit| hit.sense == Sense::Is(concept))
    }

    fn any(&self, concepts: &[Concept]) -> bool {
        concepts.iter().any(|concept| self.says(*concept))
    }

    fn subjects(&self) -> Vec<Subject> {
        let mut subjects: Vec<Subject> = Vec::new();
        for hit in &self.hits {
            if let Sense::Of(subject) = hit.sense
                && !subjects.contains(&subject)
            {
                subjects.push(subject);
            }
        }
        subjects
    }

    /// Begins like a title that explains: "How margin works", "What you hold".
    fn asks(&self) -> bool {
        self.hits.first().is_some_and(|hit| hit.first == self.span.0 && hit.sense == Sense::Is(Concept::Ask))
    }

    /// Names something and says nothing: a label.
    fn says_nothing(&self) -> bool {
        !self.has_predicate() && !self.any(&[Concept::On, Concept::Off]) && self.span.1 - self.span.0 < 6
    }

    fn has_predicate(&self) -> bool {
        use Concept::*;
        self.any(&[Good, Bad, Cannot, Usual, Affected, Require, Maintenance, CancelOnly, PostOnly, CloseOnly, Hold, Offer, Until])
    }

    /// Parts the sentence where a new clause begins: at "but" always, at a comma or "and" where both sides name something
    /// and say something.
    fn clauses(&self) -> Vec<Words<'a>> {
        let mut clauses: Vec<Words<'a>> = Vec::new();
        let mut first = self.span.0;
        let cuts = self.cuts();
        let ends = cuts.iter().map(|(at, _)| *at).chain([self.span.1 + 1]);
        let hard = std::iter::once(true).chain(cuts.iter().map(|(_, hard)| *hard));
        for (end, hard) in ends.zip(hard) {
            if end <= first {
                continue;
            }
            let piece = Words::new(self.block, first, end - 1);
            first = end;
            let joins = |before: &Words| {
                let whole = |words: &Words| !words.subjects().is_empty() && words.has_predicate();
                !(hard && before.has_predicate() && piece.has_predicate())
                    && !(whole(before) && piece.has_predicate() && !piece.explains())
                    && !(before.has_predicate() && whole(&piece) && !piece.explains() && before.subjects().is_empty())
            };
            match clauses.last() {
                Some(before)
                    if joins(before) && !(piece.is_because() && before.has_predicate() && !before.subjects().is_empty()) =>
                {
                    let joined = Words::new(self.block, before.span.0, piece.span.1);
                    clauses.pop();
                    clauses.push(joined);
                }
                _ => clauses.push(piece),
            }
        }
        clauses
    }

    /// Begins with "because", "so".
    fn is_because(&self) -> bool {
        self.hits.first().is_some_and(|hit| hit.sense == Sense::Is(Concept::Because) && hit.first <= self.span.0 + 1)
    }

    /// A clause that only gives the reason for the one before it.
    fn explains(&self) -> bool {
        use Concept::*;
        self.subjects()
            .iter()
            .all(|subject| matches!(subject, Subject::Account | Subject::SettingsLock | Subject::Level | Subject::SignUp))
            && self.any(&[Verify, Documents, Questionnaire, Terms, Maintenance, Hold, YourPlace, Until, Place])
    }

    /// Where clauses may part: the token that begins the next one, and whether it parts for sure.
    fn cuts(&self) -> Vec<(usize, bool)> {
        let mut cuts: Vec<(usize, bool)> = Vec::new();
        for hit in &self.hits {
            match hit.sense {
                Sense::Is(Concept::But) => cuts.push((hit.first, true)),
                Sense::Is(Concept::And | Concept::Because) => cuts.push((hit.first, false)),
                _ => {}
            }
        }
        for (at, token) in self.block.tokens.iter().enumerate().take(self.span.1 + 1).skip(self.span.0) {
            if token.shape == Shape::Pause && at > self.span.0 {
                cuts.push((at, false));
            }
        }
        cuts.sort_unstable();
        cuts
    }

    /// What the clause claims; none when it neither names nor says anything.
    fn claim(&self, client: Client, inherited: &[Subject]) -> Option<Outcome> {
        use Concept::*;
        let named = self.subjects();
        let reject = |why| Some(Err(Unused { span: self.span, why }));
        if named.is_empty()
            && !self.has_predicate()
            && !self.any(&[On, Off, YourPlace, OnPro, OnApp])
            && !(self.says(Not) && self.says(Place))
        {
            return None;
        }
        if self.generic() {
            return reject("addressed to nobody in particular");
        }
        if let Some(claim) = self.requirement(&named, inherited) {
            return Some(Ok(claim));
        }
        if self.says(If) && !self.any(&[PostOnly, CancelOnly]) {
            return reject("a condition");
        }
        let Some(meaning) = self.meaning(client, &named) else { return reject("names something and says nothing of it") };
        let subjects = self.about(&named, inherited, meaning);
        let narrow = self.narrow(&subjects);
        let (bare, usual) = (self.bare(), self.says(Usual));
        Some(Ok(Claim { subjects, meaning, span: self.span, narrow, needs: None, bare, usual }))
    }

    /// The subjects, without those that only give the reason.
    fn about(&self, named: &[Subject], inherited: &[Subject], meaning: Meaning) -> Vec<Subject> {
        let reason_only = |subject: &Subject| match meaning {
            Meaning::Fails(Reason::SettingsLock) => *subject == Subject::SettingsLock,
            Meaning::Fails(Reason::Verification) => matches!(subject, Subject::SignUp | Subject::Level | Subject::Account),
            Meaning::Fails(_) => *subject == Subject::Account || *subject == Subject::Level,
            _ => false,
        };
        let own: Vec<Subject> = named.iter().copied().filter(|subject| !reason_only(subject)).collect();
        match (own.is_empty(), named.is_empty()) {
            (false, _) => own,
            (true, true) => inherited.to_vec(),
            (true, false) if !inherited.is_empty() => inherited.to_vec(),
            (true, false) => named.to_vec(),
        }
    }

    fn generic(&self) -> bool {
        use Concept::*;
        self.says(Generic) && !(self.says(YourPlace) || self.your_place())
    }

    /// "in your region", also "in this region".
    fn your_place(&self) -> bool {
        let Some(place) = self.find(Concept::Place) else { return self.says(Concept::YourPlace) };
        let owned = |hit: &&&Hit| hit.sense == Sense::Is(Concept::Your) && hit.last < place.first && place.first - hit.last <= 4;
        let this =
            place.first.checked_sub(1).is_some_and(|at| matches!(self.block.slice(at, at).to_lowercase().as_str(), "this"));
        this || self.says(Concept::YourPlace) || self.hits.iter().any(|hit| owned(&hit))
    }

    /// Whether a negation stands before this hit with no other predicate between.
    fn negated(&self, hit: &Hit) -> bool {
        let between = |other: &&Hit| {
            let predicate = matches!(other.sense, Sense::Is(Concept::Good | Concept::Bad | Concept::Offer | Concept::Usual));
            predicate && other.last < hit.first
        };
        let after = self.hits.iter().copied().filter(between).map(|other| other.last + 1).max().unwrap_or(self.span.0);
        let negations = self.hits.iter().filter(|not| {
            matches!(not.sense, Sense::Is(Concept::Not | Concept::Cannot))
                && not.first >= after
                && not.last < hit.first
                && self.words_between(not.last, hit.first) <= NEGATION_REACH
        });
        negations.count() % 2 == 1
    }

    fn words_between(&self, first: usize, last: usize) -> usize {
        self.block.tokens.get(first + 1..last).unwrap_or_default().iter().filter(|token| token.shape.is_word()).count()
    }

    /// What is said, if anything.
    fn meaning(&self, client: Client, named: &[Subject]) -> Option<Meaning> {
        use Concept::*;
        let over = self.says(Over);
        let past = self.says(Past) && !self.says(Now);
        let future = (self.says(Future) || self.to_come()) && !self.any(&[Now, Until]);
        // A lone "On" is a state only where it is all there is.
        let last = self.find(On).is_some_and(|hit| hit.last == self.span.1);
        let alone = last && self.span.1 - self.span.0 < 3;
        let (mut good, mut bad, mut switchable) = (alone, false, false);
        for hit in &self.hits {
            let negated = self.negated(hit);
            match hit.sense {
                Sense::Is(Good) => {
                    good |= !negated;
                    bad |= negated;
                }
                Sense::Is(Offer) => bad |= negated,
                Sense::Is(Bad) => {
                    good |= negated;
                    bad |= !negated;
                }
                Sense::Is(Usual) => good |= !negated,
                Sense::Is(CancelOnly | CloseOnly) => bad |= !negated,
                // "We can't match the payment" is about something else; "it can't be used" is not.
                Sense::Is(Cannot) => bad |= !negated && (!named.is_empty() || self.your_place() || self.any(&[Good, Offer])),
                Sense::Is(SwitchedOn) => switchable |= negated,
                Sense::Is(SwitchedOff) => switchable |= !negated,
                _ => {}
            }
        }
        // "Not in your region": a denial with no verb.
        bad |= self.says(Not) && self.your_place() && !good;
        if self.says(PostOnly) {
            return Some(Meaning::Trouble(Reason::Maintenance));
        }
        let elsewhere = self.elsewhere(client, good, bad);
        if elsewhere == Some(true) {
            return Some(Meaning::OtherClient);
        }
        if elsewhere == Some(false) {
            return None;
        }
        let upkeep = self.find(Maintenance).is_some_and(|hit| !self.negated(hit));
        let held = self.find(Hold).is_some_and(|hit| !self.negated(hit));
        if over && !bad {
            return good.then_some(Meaning::Works).filter(|_| !past && !self.says(Maintenance));
        }
        if past || (over && !self.says(Now)) {
            return None;
        }
        if upkeep && future {
            return Some(Meaning::Trouble(Reason::Maintenance));
        }
        if future && bad {
            let coming = upkeep || self.says(Affected) || self.block.says(Maintenance);
            let reason = if coming { Reason::Maintenance } else { self.reason(named) };
            return (reason != Reason::Unstated).then_some(Meaning::Trouble(reason));
        }
        if bad && self.says(Partial) && named.contains(&Subject::Withdrawals) {
            return Some(Meaning::Trouble(Reason::Hold));
        }
        if held {
            let reason = Reason::Hold;
            return Some(if self.says(Partial) { Meaning::Trouble(reason) } else { Meaning::Fails(reason) });
        }
        if bad {
            let reason = self.reason(named);
            let off = switchable && reason == Reason::Unstated && !self.says(Cannot);
            return Some(if off { Meaning::SwitchedOff } else { Meaning::Fails(reason) });
        }
        if switchable && !good {
            return Some(Meaning::SwitchedOff);
        }
        if upkeep && !good {
            return Some(Meaning::Fails(Reason::Maintenance));
        }
        if self.find(Affected).is_some_and(|hit| !self.negated(hit)) && !good && !self.says(Can) {
            return Some(Meaning::Trouble(Reason::Maintenance));
        }
        // "Turn it on …; your trades are unaffected" tells what would be.
        let would = self.says(Usual) && [Enable, SetUp, If].iter().any(|concept| self.block.says(*concept));
        let hedged = would
            || future
            || self.any(&[Can, Require, Until, If, Perhaps, Enable, Verify])
            || self.block.words() > LONGEST_AFFIRMATION;
        (good && !hedged).then_some(Meaning::Works)
    }

    /// "in 3 hours".
    fn to_come(&self) -> bool {
        self.hits.iter().any(|hit| {
            let number = self.block.tokens.get(hit.last + 1).is_some_and(|token| token.shape == Shape::Number);
            let span = self.hits.iter().any(|other| other.sense == Sense::Is(Concept::Span) && other.first == hit.last + 2);
            let dated = || {
                let next = self.block.tokens.get(hit.last + 1);
                next.is_some_and(|token| {
                    token.shape == Shape::Number
                        || super::date::is_month(self.block.text.get(token.start..token.end).unwrap_or_default())
                })
            };
            (hit.sense == Sense::Is(Concept::Within) && number && span) || (hit.sense == Sense::Is(Concept::From) && dated())
        })
    }

    /// Whether another client does it (`true`), or another client's words say nothing of this one (`false`).
    fn elsewhere(&self, client: Client, good: bool, bad: bool) -> Option<bool> {
        let here = |concept| match concept {
            Concept::OnPro => client == Client::Pro,
            _ => client == Client::App,
        };
        let named = [Concept::OnPro, Concept::OnApp].into_iter().find(|concept| self.says(*concept))?;
        let points =
            good || self.any(&[Concept::Only, Concept::Enable, Concept::Offer, Concept::Purpose, Concept::Go, Concept::Future]);
        match (here(named), bad) {
            (true, true) => Some(true),
            (false, false) if points => Some(true),
            (false, true) if self.says(Concept::Only) => Some(true),
            _ => Some(false),
        }
    }

    /// The reason that the clause gives.
    fn reason(&self, named: &[Subject]) -> Reason {
        use Concept::*;
        let asked = || [Verify, Documents, Questionnaire, Terms, Complete].iter().any(|concept| self.block.says(*concept));
        if named.contains(&Subject::SettingsLock) && named.len() > 1 {
            Reason::SettingsLock
        } else if self.says(Until) && !self.any(&[Hold, Maintenance]) && asked() {
            Reason::Verification
        } else if self.says(Hold) {
            Reason::Hold
        } else if self.any(&[Maintenance, CancelOnly]) {
            Reason::Maintenance
        } else if self.your_place() {
            Reason::Region
        } else if self.any(&[Verify, Documents, Questionnaire, Terms, Intermediate]) {
            Reason::Verification
        } else if self.says(ThreeDSecure) {
            Reason::CardAuthentication
        } else if named.contains(&Subject::Account) || self.says(ForAccount) {
            Reason::Account
        } else {
            Reason::Unstated
        }
    }

    /// "Verify to unlock X", "X needs Intermediate", "X is closed until you verify".
    fn requirement(&self, named: &[Subject], inherited: &[Subject]) -> Option<Claim> {
        use Concept::*;
        let asked = self.any(&[Verify, Documents, Questionnaire, Terms]) || self.level().is_some();
        let action = self.any(&[Verify, Complete, Upgrade, Enable, SetUp]);
        let purpose = self.find(Purpose);
        let gate = self.any(&[Require, Until]) || (purpose.is_some() && action);
        let denied = self.any(&[Not]) && self.says(Require);
        if !gate || denied || self.any(&[Past, Over]) {
            return None;
        }
        let reason = if asked {
            Reason::Verification
        } else if named.contains(&Subject::TwoFactor) && named.len() > 1 && self.any(&[SetUp, Enable]) {
            Reason::SecuritySetup
        } else if named.contains(&Subject::SettingsLock) && named.len() > 1 {
            Reason::SettingsLock
        } else {
            return None;
        };
        let means = [Subject::TwoFactor, Subject::SettingsLock, Subject::Level, Subject::SignUp, Subject::Account];
        let mut subjects: Vec<Subject> = named.iter().copied().filter(|subject| !means.contains(subject)).collect();
        if subjects.is_empty() {
            subjects = inherited.to_vec();
        }
        // "If you verify …", "verified clients …" explain; the gate has to stand by itself.
        let conditional = self.says(If) && !self.says(Until);
        if conditional {
            return None;
        }
        let narrow = self.narrow(&subjects);
        Some(Claim {
            subjects,
            meaning: Meaning::Fails(reason),
            span: self.span,
            narrow,
            needs: self.level(),
            bare: self.bare(),
            usual: false,
        })
    }

    /// The highest level the clause names.
    fn level(&self) -> Option<Level> {
        use Concept::*;
        [(Intermediate, Level::Intermediate), (Starter, Level::Starter), (Express, Level::Express), (Business, Level::Business)]
            .into_iter()
            .find(|(concept, _)| self.says(*concept))
            .map(|(_, level)| level)
            .or_else(|| (self.says(Pro) && self.any(&[Verify, Require])).then_some(Level::Pro))
    }

    /// Whether only one asset, market or network is meant.
    fn narrow(&self, subjects: &[Subject]) -> bool {
        use Concept::*;
        if self.says(All) {
            return false;
        }
        if self.any(&[Narrow, Asset]) {
            return true;
        }
        let wide = subjects.iter().any(|subject| {
            matches!(
                subject,
                Subject::Deposits
                    | Subject::Withdrawals
                    | Subject::Funding
                    | Subject::Trading
                    | Subject::CryptoDeposit
                    | Subject::CryptoWithdrawal
            )
        });
        let range = self.block.tokens.get(self.span.0..=self.span.1).unwrap_or_default();
        if !self.your_place() && self.names_someone() {
            return true;
        }
        let loud = range.iter().filter(|token| token.shape == Shape::Upper).count() * 2
            > range.iter().filter(|token| token.shape.is_word()).count();
        !loud
            && range.iter().enumerate().any(|(offset, token)| {
                let at = self.span.0 + offset;
                let known = self.hits.iter().any(|hit| hit.first <= at && at <= hit.last);
                token.shape == Shape::Upper && !known && ticker(self.block.slice(at, at), wide)
            })
    }

    /// A name in the midst of the clause that we do not know: a bank, a country, an asset. Where most words are capitals
    /// (titles, and languages that write nouns so) it tells nothing.
    fn names_someone(&self) -> bool {
        let range = self.block.tokens.get(self.span.0..=self.span.1).unwrap_or_default();
        let words = range.iter().filter(|token| token.shape.is_word()).count();
        let capitals = range.iter().filter(|token| token.shape == Shape::Capital).count();
        if words < 5 || capitals * 3 > words {
            return false;
        }
        range.iter().enumerate().skip(1).any(|(offset, token)| {
            let at = self.span.0 + offset;
            let known = self.hits.iter().any(|hit| hit.first <= at && at <= hit.last);
            let begins = range.get(offset - 1).is_some_and(|before| !before.shape.is_word());
            let word = self.block.text.get(token.start..token.end).unwrap_or_default();
            token.shape == Shape::Capital
                && !known
                && !begins
                && word.len() > 3
                && word != "Kraken"
                && !super::date::is_month(word)
                && !word.ends_with("day")
        })
    }

    /// Whether the clause is little more than the state itself.
    fn bare(&self) -> bool {
        // What follows a comma or dash adds to the state: "Enabled, 14-day delay".
        let pause = self
            .block
            .tokens
            .get(self.span.0..=self.span.1)
            .and_then(|range| range.iter().position(|token| token.shape == Shape::Pause));
        let end = pause.filter(|at| *at > 0).map_or(self.span.1, |at| self.span.0 + at);
        let range = self.span.0..=end;
        let uncovered = range.filter(|at| {
            let token = self.block.tokens.get(*at);
            let word = token.is_some_and(|token| token.shape.is_word() || token.shape == Shape::Number);
            word && !self.hits.iter().any(|hit| hit.first <= *at && *at <= hit.last)
        });
        uncovered.count() <= 1
    }
}

/// Capital words that are no asset.
const NO_TICKER: &[&str] = &[
    "US", "UK", "EU", "EEA", "USA", "UAE", "UTC", "GMT", "CET", "EST", "PST", "AM", "PM", "ID", "OK", "FAQ", "PDF", "QR", "IP",
    "VIP", "NEW", "BETA", "FCA", "CFTC", "SEC", "MIFID", "AND", "NOT", "FX", "ETF", "OTC", "PGP", "SMS", "TV", "APP", "ALL",
    "ON", "OFF", "YES", "NO", "API", "KYC", "TLS", "NYC",
];
/// Currencies: they narrow deposits and withdrawals as such, not a rail that only knows one.
const CURRENCIES: &[&str] = &["USD", "EUR", "GBP", "CAD", "AUD", "CHF", "JPY", "BRL", "PLN"];

fn ticker(word: &str, wide: bool) -> bool {
    if CURRENCIES.contains(&word) {
        return wide;
    }
    (2..=6).contains(&word.len())
        && word.bytes().all(|letter| letter.is_ascii_uppercase() || letter.is_ascii_digit())
        && !NO_TICKER.contains(&word)
}

/// Whether a block is a ticker and little else: "XMR", "BTC/USD".
pub(crate) fn only_ticker(block: &Block) -> bool {
    let mut words = block.tokens.iter().filter(|token| token.shape.is_word());
    let all = words.clone().count();
    all > 0
        && all <= 3
        && words.any(|token| {
            let word = block.text.get(token.start..token.end).unwrap_or_default();
            token.shape == Shape::Upper && ticker(word, true) && !CURRENCIES.contains(&word)
        })
        && block.hits.is_empty()
}

/// The reason that a block gives for what fails beside it, whatever its sentences claim.
pub(crate) fn reason_in(block: &Block, client: Client) -> Option<Meaning> {
    let last = block.tokens.len().checked_sub(1)?;
    let words = Words::new(block, 0, last);
    let named = words.subjects();
    if words.says(Concept::Generic) && !words.your_place() {
        return None;
    }
    if words.elsewhere(client, false, true) == Some(true) || words.elsewhere(client, true, false) == Some(true) {
        return Some(Meaning::OtherClient);
    }
    let locked =
        named.contains(&Subject::SettingsLock) && block.words() >= 5 && (block.says(Concept::Good) || block.says(Concept::On));
    let reason = if locked { Reason::SettingsLock } else { words.reason(&named) };
    (reason != Reason::Unstated).then_some(Meaning::Fails(reason))
}

#[cfg(test)]
mod tests {
    use super::super::lexicon::Lexicon;
    use super::super::{blocks, tree::Tree};
    use super::*;
    use crate::snapshot::Snapshot;

    /// What one sentence claims, shortly: subject, meaning; empty when nothing.
    fn said(text: &str) -> String {
        let page = format!(r#"{{"v":1,"url":"","nodes":[[0,"block"],[1,"t",{}]]}}"#, serde_json::to_string(text).unwrap());
        let page = Snapshot::parse(&page).unwrap();
        let tree = Tree::new(&page);
        let cut = blocks::cut(&tree, Lexicon::of("en"));
        let all = claims(&cut[0], Client::App).into_iter().flatten().map(|claim| {
            let subjects: Vec<&str> = claim.subjects.iter().map(|subject| subject.name()).collect();
            format!("{} {:?}{}", subjects.join("+"), claim.meaning, if claim.narrow { " narrow" } else { "" })
        });
        all.collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn sentences_claim_what_they_say() {
        for (text, wanted) in [
            ("Margin trading is not available in your region.", "margin Fails(Region)"),
            ("Buying and selling crypto isn't possible from your country of residence.", "spot Fails(Region)"),
            ("Futures are no longer restricted.", "futures Works"),
            ("Spot trading works as usual while margin is suspended.", "spot Works; margin Fails(Unstated)"),
            ("Verify to Intermediate to unlock margin", "margin Fails(Verification)"),
            ("Wire needs Intermediate", "wire Fails(Verification)"),
            ("Margin isn't enabled", "margin SwitchedOff"),
            ("Trade futures on Kraken Pro", ""),
            ("Futures are only available on Kraken Pro", "futures OtherClient"),
            ("If you live in New York, margin is not available.", ""),
            ("Staking is available to eligible clients in select regions.", ""),
            ("Is margin unavailable?", ""),
            ("Futures trading was unavailable yesterday.", ""),
            ("Monero deposits are paused.", "deposits Fails(Unstated) narrow"),
            ("Your withdrawals are on hold until 25 November.", "withdrawals Fails(Hold)"),
            ("Margin and futures are unavailable.", "margin+futures Fails(Unstated)"),
            ("Deposits are fine, but withdrawals are paused.", "deposits Works; withdrawals Fails(Unstated)"),
            ("Scheduled maintenance of futures on 12 December", "futures Trouble(Maintenance)"),
            ("No maintenance is planned for spot trading", ""),
        ] {
            assert_eq!(said(text), wanted, "{text}");
        }
    }
}
