//! What a clause names.

use super::Words;
use crate::reading::concept::{Concept, Sense, Subject};
use crate::reading::lexicon::Hit;

impl Words<'_> {
    /// Its subjects, each once.
    pub(super) fn subjects(&self) -> Vec<Subject> {
        let mut subjects: Vec<Subject> = Vec::new();
        for hit in self.hits {
            if let Sense::Of(subject) = hit.sense
                && !subjects.contains(&subject)
            {
                subjects.push(subject);
            }
        }
        // "Withdrawals in crypto and in euros".
        let and = self.find(Concept::And).is_some_and(|and| {
            let cash = |hit: &Hit| hit.first > and.last && matches!(hit.sense, Sense::Is(Concept::Currency | Concept::Cash));
            self.hits.iter().any(cash)
        });
        if and && subjects.contains(&Subject::CryptoWithdrawal) && !subjects.contains(&Subject::FiatWithdrawal) {
            subjects.push(Subject::FiatWithdrawal);
        }
        subjects
    }

    /// "You cannot stake", "you can buy and sell": the product that is done, where the clause names none.
    pub(super) fn done(&self) -> Option<Subject> {
        use Concept::*;
        let able = self.any(&[Can, Cannot]);
        let named = self.hits.iter().any(|hit| matches!(hit.sense, Sense::Of(subject) if subject.is_product()));
        match () {
            () if !able || named => None,
            () if self.says(Stake) && !self.says(Unstake) => Some(Subject::Staking),
            () if self.says(Buy) && self.says(Sell) => Some(Subject::Spot),
            () => None,
        }
    }
}
