//! From a saved page to a snapshot, for the native command and the tests. Must agree with the reader in
//! `extension/reader`; `docs/snapshot.md` is what both follow.

mod address;
mod controls;
mod css;
mod fold;
mod guard;
mod modal;
mod names;
mod roles;
mod sheet;
mod style;
mod tree;
mod walk;

#[cfg(test)]
mod tests;

use crate::snapshot::{MAX_NAME, Snapshot};
use address::Page;
use std::fmt;
use tree::{DOCUMENT, Data, Tree};
use url::Url;

/// Most UTF-16 units of one text node that are looked at.
const LOOKED_AT: usize = 1_000_000;

/// Why a page could not be read.
#[derive(Debug, Clone, PartialEq)]
pub struct HtmlError(String);

impl fmt::Display for HtmlError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl std::error::Error for HtmlError {}

/// The text of a file: UTF-8, or UTF-16 with a byte order mark; bytes that are neither become `�`.
pub fn decode(bytes: &[u8]) -> String {
    let wide = |rest: &[u8], order: fn([u8; 2]) -> u16| {
        let units =
            rest.chunks_exact(2).map(|pair| order([pair.first().copied().unwrap_or(0), pair.last().copied().unwrap_or(0)]));
        char::decode_utf16(units).map(|letter| letter.unwrap_or('\u{fffd}')).collect()
    };
    match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// Reads a page.
///
/// # Errors
/// When `url` is no address that a page can have. Any text is a page.
pub fn snapshot(html: &str, url: &str) -> Result<Snapshot, HtmlError> {
    let url = Url::parse(url).map_err(|error| HtmlError(format!("no address: {url:?} ({error})")))?;
    let (tree, too_big) = guard::parse(html);
    let find = |tag: &str| tree.below(DOCUMENT).find(|id| tree.tag(*id) == tag);
    let base = tree.below(DOCUMENT).find_map(|id| if tree.tag(id) == "base" { tree.attr(id, "href") } else { None });
    let page = Page::new(url, base);
    let lang = find("html").and_then(|id| tree.attr(id, "lang")).map(|lang| fold::short(&lang.to_lowercase(), MAX_NAME));
    let mut walk = walk::Walk::new(&tree, &page);
    walk.run();
    Ok(Snapshot {
        url: page.short(),
        dialog: page.dialog(),
        lang: lang.filter(|lang| !lang.is_empty()),
        title: find("title").map(|id| title(&tree, id)).unwrap_or_default(),
        mode: page.mode(),
        truncated: walk.truncated || too_big,
        nodes: walk.nodes,
    })
}

fn title(tree: &Tree, id: tree::Id) -> String {
    let mut folded = fold::Folded::bare(MAX_NAME);
    for child in tree.children(id) {
        if let Some(Data::Text(text)) = tree.node(child).map(|node| &node.data) {
            folded.push(text);
        }
    }
    folded.trimmed()
}
