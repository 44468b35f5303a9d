//! What another Kraken client does.

use super::Words;
use crate::reading::concept::{Concept, Sense};
use crate::reading::lexicon::Hit;
use crate::report::Client;

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
        let apart = self.says(Concept::Here) && (bad || self.any(&[Concept::Not, Concept::Cannot]));
        match (here(named), bad) {
            (false, _) if apart => Some(true),
            (true, true) => Some(true),
            (false, false) if points => Some(true),
            (false, true) if self.says(Concept::Only) => Some(true),
            _ => Some(false),
        }
    }
}
