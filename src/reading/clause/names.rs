//! What a clause names.

use super::Words;
use crate::reading::concept::{Concept, Sense, Subject};
use crate::reading::lexicon::Hit;

impl Words<'_> {
    /// Its subjects, each once.
    pub(super) fn subjects(&self) -> Vec<Subject> {
        let mut subjects: Vec<Subject> = Vec::new();
        // Where a way out was named last, and whether the rail that it takes was, too.
        let mut out = None;
        let excepted = self.find(Concept::Except).map_or(usize::MAX, |except| except.last);
        for hit in self.hits {
            let Sense::Of(mut subject) = hit.sense else { continue };
            // "All products are available except futures" tells of those that are.
            if excepted < hit.first {
                continue;
            }
            if matches!(subject, Subject::Withdrawals | Subject::FiatWithdrawal) {
                out = Some((hit.last, false));
            } else if matches!(subject, Subject::Ach | Subject::Wire | Subject::Card)
                && out.is_some_and(|(last, by_rail)| self.goes_by(last, hit.first, by_rail))
            {
                subject = Subject::FiatWithdrawal;
                out = Some((hit.last, true));
            }
            if !subjects.contains(&subject) {
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

    /// "Withdrawals by wire", "withdrawals (wire and ACH)": the rail at a token is that of the way out before it. "Withdrawals, wires"
    /// are two.
    fn goes_by(&self, last: usize, rail: usize, by_rail: bool) -> bool {
        let and = self.begins(last + 1, Concept::And);
        let listed = and || (self.pauses(last + 1) && self.block.word(last + 1) != "(");
        last < rail && rail - last <= 3 && rail - last > 1 && listed == by_rail
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
