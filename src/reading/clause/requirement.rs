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
        let action = self.any(&[Verify, Complete, Upgrade, Enable, SetUp]);
        let purpose = self.find(Purpose);
        // "Futures will unlock once we've approved your documents": they are locked now.
        let opens = self.any(&[Enable, Unlocked, SwitchedOn, Good]);
        let promised = self.says(Future) && opens && self.says(If) && self.any(&[You, Your]);
        // "Answer six questions and we'll open stocks for you".
        let traded = self.says(Future) && self.says(Enable) && self.says(And) && self.says(Complete) && asked;
        let gate = self.says(Require)
            || (self.says(Until) && self.block.awaits())
            || (purpose.is_some() && action)
            || promised
            || traded;
        let denied = self.find(Require).is_some_and(|require| self.negated(require));
        if !gate || denied || self.capped() || self.any(&[Past, Over]) {
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
        let mut subjects: Vec<Subject> = named.iter().copied().filter(|subject| !means.contains(subject)).gather();
        if subjects.is_empty() {
            subjects = inherited.to_vec();
        }
        // "If you verify …", "verified clients …" explain; the gate has to stand by itself.
        let conditional = self.says(If) && !self.says(Until) && !promised;
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
            exists: false,
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
}
