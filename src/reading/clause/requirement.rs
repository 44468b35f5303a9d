//! What a clause asks for first: "verify to unlock margin", "wire needs Intermediate".

use super::{Claim, Level, Meaning, Words};
use crate::gather::Gather;
use crate::reading::concept::{Concept, Sense, Subject};
use crate::report::Reason;

impl Words<'_> {
    /// "Verify to unlock X", "X needs Intermediate", "X is closed until you verify".
    pub(super) fn requirement(&self, named: &[Subject], inherited: &[Subject]) -> Option<Claim> {
        use Concept::*;
        // "Complete your verification to unlock futures".
        let level = || self.says(Complete) && self.hits.iter().any(|hit| hit.sense == Sense::Of(Subject::Level));
        let asked = self.any(&[Verify, Documents, Questionnaire, Terms]) || self.level().is_some() || level();
        let promised = self.is_promised();
        // "If you verify …", "verified clients …" explain; the gate has to stand by itself.
        let conditional = self.says(If) && !self.says(Until) && !promised;
        let denied = self.find(Require).is_some_and(|require| self.negated(require));
        if !(promised || self.is_gate(asked)) || denied || conditional || self.capped() || self.any(&[Past, Over]) {
            return None;
        }
        let reason = self.required(named, asked)?;
        let means = [Subject::TwoFactor, Subject::SettingsLock, Subject::Level, Subject::SignUp, Subject::Account];
        let mut subjects: Vec<Subject> = named.iter().copied().filter(|subject| !means.contains(subject)).gather();
        if subjects.is_empty() {
            subjects = inherited.to_vec();
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
            exists: false,
        })
    }

    /// "Futures will unlock once we've approved your documents": they are locked now.
    fn is_promised(&self) -> bool {
        use Concept::*;
        self.says(Future) && self.says(If) && self.any(&[Enable, Unlocked, SwitchedOn, Good]) && self.any(&[You, Your])
    }

    /// Whether something has to be done first.
    fn is_gate(&self, asked: bool) -> bool {
        use Concept::*;
        // "Answer six questions and we'll open stocks for you".
        let traded = self.says(Future) && self.says(Enable) && self.says(And) && self.says(Complete) && asked;
        let action = self.any(&[Verify, Complete, Upgrade, Enable, SetUp]);
        self.says(Require) || (self.says(Until) && self.block.awaits()) || (self.says(Purpose) && action) || traded
    }

    /// What has to be done first.
    fn required(&self, named: &[Subject], asked: bool) -> Option<Reason> {
        let beside = |subject| named.contains(&subject) && named.len() > 1;
        if asked {
            Some(Reason::Verification)
        } else if beside(Subject::TwoFactor) && self.any(&[Concept::SetUp, Concept::Enable]) {
            Some(Reason::SecuritySetup)
        } else {
            beside(Subject::SettingsLock).then_some(Reason::SettingsLock)
        }
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
}
