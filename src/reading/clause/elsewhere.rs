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
        let here = |concept| match concept {
            Concept::OnPro => client == Client::Pro,
            _ => client == Client::App,
        };
        // "In the app, not on Kraken Pro": the one that is denied is not meant.
        let denied = |hit: &Hit| {
            let not = |not: &Hit| not.sense == Sense::Is(Concept::Not) && (not.last + 1..=not.last + 3).contains(&hit.first);
            self.hits.iter().any(not)
        };
        let clients = [Concept::OnPro, Concept::OnApp];
        // "Verify to Pro" is a level.
        if self.any(&[Concept::Verify, Concept::Upgrade]) && self.says(Concept::Pro) {
            return None;
        }
        let both = clients.iter().all(|concept| self.says(*concept));
        let meant = |concept: &Concept| self.hits.iter().any(|hit| hit.sense == Sense::Is(*concept) && !(both && denied(hit)));
        let named = clients.into_iter().find(meant)?;
        let able = self.says(Concept::Can) && self.says(Concept::You);
        let points = good
            || able
            || both
            || self.any(&[
                Concept::Only,
                Concept::Enable,
                Concept::Offer,
                Concept::Purpose,
                Concept::Go,
                Concept::Manage,
                Concept::Future,
            ]);
        // "Not possible here; you do that in Kraken Pro".
        let denies = |here: &Hit| {
            self.hits.iter().any(|not| {
                let near = not.first <= here.last + DENIED_REACH && here.first <= not.last + DENIED_REACH;
                let between = not.last.min(here.last)..not.first.max(here.first);
                matches!(not.sense, Sense::Is(Concept::Not | Concept::Cannot | Concept::Bad))
                    && near
                    && !between.into_iter().any(|at| self.pauses(at))
            })
        };
        let apart = self.hits.iter().any(|hit| hit.sense == Sense::Is(Concept::Here) && denies(hit));
        match (here(named), bad) {
            (false, _) if apart => Some(true),
            // "In Kraken Pro and here".
            (false, false) if good && self.says(Concept::Here) => Some(false),
            (true, true) => Some(true),
            (false, false) if points => Some(true),
            (false, true) if self.says(Concept::Only) => Some(true),
            _ => Some(false),
        }
    }
}
