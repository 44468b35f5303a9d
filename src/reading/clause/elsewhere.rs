//! What another Kraken client does.

use super::Words;
use crate::reading::concept::{Concept, Sense};
use crate::reading::lexicon::Hit;
use crate::report::Client;

/// "Not possible here": a denial stands no further than this from the word for here, in words.
const DENIED_REACH: usize = 4;

impl Words<'_> {
    /// Whether another client does it (`true`), or another client's words say nothing of this one (`false`).
    pub(super) fn elsewhere(&self, client: Client, good: bool, bad: bool) -> Option<bool> {
        use Concept::*;
        // "Verify to Pro" is a level.
        if self.any(&[Verify, Upgrade]) && self.says(Pro) {
            return None;
        }
        let both = self.says(OnPro) && self.says(OnApp);
        let meant = |concept: &Concept| {
            self.hits.iter().any(|hit| hit.sense == Sense::Is(*concept) && !(both && self.is_other_denied(hit)))
        };
        let here = match [OnPro, OnApp].into_iter().find(meant)? {
            OnPro => client == Client::Pro,
            _ => client == Client::App,
        };
        let able = self.says(Can) && self.says(You);
        let points = good || able || both || self.any(&[Only, Enable, Offer, Purpose, Go, Manage, Future]);
        let apart = self.hits.iter().any(|hit| hit.sense == Sense::Is(Here) && self.is_here_denied(hit));
        Some(match (here, bad) {
            (false, _) if apart => true,
            // "In Kraken Pro and here".
            (false, false) if good && self.says(Here) => false,
            (true, true) => true,
            (false, false) => points,
            (false, true) => self.says(Only),
            (true, false) => false,
        })
    }

    /// "In the app, not on Kraken Pro": the one that is denied is not meant.
    fn is_other_denied(&self, client: &Hit) -> bool {
        let not = |not: &Hit| not.sense == Sense::Is(Concept::Not) && (not.last + 1..=not.last + 3).contains(&client.first);
        self.hits.iter().any(not)
    }

    /// "Not possible here; you do that in Kraken Pro".
    fn is_here_denied(&self, here: &Hit) -> bool {
        self.hits.iter().any(|not| {
            let near = not.first <= here.last + DENIED_REACH && here.first <= not.last + DENIED_REACH;
            let between = not.last.min(here.last)..not.first.max(here.first);
            matches!(not.sense, Sense::Is(Concept::Not | Concept::Cannot | Concept::Bad))
                && near
                && !between.into_iter().any(|at| self.pauses(at))
        })
    }
}
