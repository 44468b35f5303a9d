//! Parts of a page that are no evidence.

use super::blocks::Block;
use super::concept::{Concept, Sense, Subject};

/// Part of a page that is no evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Zone {
    /// Speaks of the page's subject.
    Plain,
    /// Navigation, menus, the footer.
    Navigation,
    /// Help, FAQ, price tables.
    Help,
    /// What other people wrote: chat, news, comments.
    Talk,
    /// What has been: history, logs, what is resolved.
    Record,
    /// Still loading.
    Busy,
}

impl Zone {
    /// What the name that the page's makers gave a node tells.
    pub(crate) fn of_test_id(test_id: &str) -> Option<Zone> {
        let has = |parts: &[&str]| {
            test_id
                .split(|letter: char| !letter.is_ascii_alphabetic())
                .any(|part| parts.iter().any(|known| part.eq_ignore_ascii_case(known)))
        };
        if has(&["chat", "trollbox", "comments", "news", "feed", "tweets"]) {
            Some(Zone::Talk)
        } else if has(&["faq", "help", "glossary", "article", "articles"]) {
            Some(Zone::Help)
        } else if has(&["skeleton", "placeholder", "shimmer"]) {
            Some(Zone::Busy)
        } else {
            None
        }
    }

    /// What a title makes of all that stands under it.
    pub(crate) fn of_title(title: &Block, top: bool) -> Option<Zone> {
        if title.says(Concept::Sample) {
            return Some(Zone::Help);
        }
        if title.says(Concept::Others) && !top && title.words() <= 7 && !title.says(Concept::Your) {
            return Some(Zone::Talk);
        }
        if title.says(Concept::Talk) && title.words() <= 5 && !title.says_any(&[Concept::You, Concept::ForAccount]) {
            return Some(Zone::Talk);
        }
        if (title.says(Concept::Past) || title.says(Concept::Over)) && title.words() <= 4 && !title.says(Concept::Not) {
            return Some(Zone::Record);
        }
        // "What still works" tells; so does "Why you can't withdraw" over a page or a notice.
        let denied = title.says_any(&[Concept::Cannot, Concept::Bad, Concept::Hold]);
        let personal = top && denied && title.says_any(&[Concept::You, Concept::Your]);
        let works = title.words() <= 4 && title.says_any(&[Concept::Good, Concept::Usual]);
        // "What you can do", over a list of it; "What you can do with futures" explains.
        let able = title.words() <= 7
            && title.says(Concept::Can)
            && !title.says_any(&[Concept::Perhaps, Concept::Persons])
            && title.subjects().all(|subject| subject.pays_out() || subject == Subject::Account);
        let works = works || (able && !title.asks());
        let tells = works || title.says(Concept::Now) || (personal && !title.says_any(&[Concept::If, Concept::Perhaps]));
        let asks = !tells && title.hits.first().is_some_and(|hit| hit.first == 0 && hit.sense == Sense::Is(Concept::Ask));
        let help = title.says(Concept::Help) && title.words() <= 7;
        let offers = title.says_any(&[Concept::Enable, Concept::Disable, Concept::SetUp]);
        (help || (asks && (title.asks() || title.words() >= 3)) || (title.asks() && !offers && !top)).then_some(Zone::Help)
    }
}
