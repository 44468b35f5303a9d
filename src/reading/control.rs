//! What controls say: switches, buttons, tabs and tiles that belong to a product or a protection.

use super::asset;
use super::blocks::{Block, Role};
use super::clause::Meaning;
use super::concept::{Concept, Subject};
use super::form;
use super::layout::Layout;
use super::listing;
use super::preference;
use super::scope::{self, LABEL_WORDS, Scope};
use super::signal::{Finder, Signal};
use super::told;
use super::tree::Id;
use super::zone::Zone;
use crate::data::{self, File};
use crate::gather::Gather;
use crate::letters;
use crate::report::{Client, PageKind, Reason};
use crate::snapshot::{Flags, Kind, Node};

/// The row of a switch is no longer than this, in words.
const ROW_WORDS: usize = 40;

/// What stands beside a control is in one container with it of no more words than this.
const BESIDE_WORDS: usize = 60;

/// A button that says a state instead of what it does has no longer a label, in words.
const STATE_LABEL_WORDS: usize = 3;

/// Reads every control.
pub(crate) fn read(finder: &mut Finder) {
    let layout = finder.layout;
    let dialog = (0..layout.tree.len()).any(|id| layout.tree.kind(id) == Kind::Dialog);
    let mut last = None;
    for index in 0..layout.blocks.len() {
        let Some(block) = layout.block(index).filter(|block| block.role == Role::Control) else { continue };
        if last == Some(block.node) {
            continue;
        }
        last = Some(block.node);
        let out_of_reach =
            layout.tree.get(block.node).is_some_and(|node| node.flags.disabled() && node.flags.checked().is_none());
        if dialog && out_of_reach && stands_behind_a_dialog(layout, block.node) {
            finder.reject(index, "behind a dialog");
            continue;
        }
        control(finder, index, block);
    }
    unlabelled(finder);
}

/// Whether a dialog stands before the page and nothing around a control outside it can be operated: not in its navigation or main part,
/// or else nowhere. That is the dialog's doing.
fn stands_behind_a_dialog(layout: &Layout, control: Id) -> bool {
    let disabled = |id: Id| layout.tree.get(id).is_some_and(|node| node.flags.disabled());
    let controls = |id: &Id| layout.tree.kind(*id).is_control();
    let mut inside = (0..layout.tree.len()).filter(controls).filter(|id| layout.dialog(*id).is_some());
    if !inside.any(|id| !disabled(id)) || layout.dialog(control).is_some() {
        return false;
    }
    let around = layout.tree.nearest(control, &[Kind::Nav, Kind::Main]).unwrap_or(0);
    // Links may stay open behind it; one disabled button beside open links may be so by itself.
    let tells = |id: &Id| controls(id) && layout.tree.kind(*id) != Kind::Link && layout.dialog(*id).is_none();
    let behind: Vec<Id> = layout.tree.subtree(around).filter(tells).gather();
    let open = |id: Id| layout.tree.kind(id) == Kind::Link && layout.dialog(id).is_none() && !disabled(id);
    (behind.len() > 1 || !layout.tree.subtree(around).any(open)) && behind.into_iter().all(disabled)
}

/// A switch without a name of its own stands in no block: its row names it.
fn unlabelled(finder: &mut Finder) {
    let layout = finder.layout;
    for id in 0..layout.tree.len() {
        let Some(node) = layout.tree.get(id).filter(|node| matches!(node.kind, Kind::Switch | Kind::Checkbox)) else { continue };
        let inside = layout.inside(id);
        if !inside.is_empty() {
            continue;
        }
        // The row is that of the block before it, if one container holds both and little else.
        let near = [inside.start.checked_sub(1), Some(inside.start)];
        let found = near.into_iter().flatten().find_map(|index| beside(layout, id, index));
        if let Some(scope) = found.filter(|scope| !chooses(finder, scope.label)) {
            toggle(finder, scope.label, node.flags, &scope.subjects, id);
        }
    }
}

/// The label that a node shares its nearest container with.
fn beside(layout: &Layout, id: Id, index: usize) -> Option<Scope> {
    layout.block(index)?;
    for up in layout.tree.ancestors(id) {
        let inside = layout.inside(up);
        if inside.is_empty() {
            continue;
        }
        if layout.words_in(inside.clone()) > BESIDE_WORDS {
            return None;
        }
        let first = inside.clone().find(|other| !scope::label_subjects(layout, *other).is_empty())?;
        if layout.zone(first) != Zone::Plain {
            return None;
        }
        let subjects = scope::label_subjects(layout, first);
        let same = inside.filter(|other| *other != first).all(|other| {
            let others = scope::label_subjects(layout, other);
            others.is_empty() || others == subjects || layout.block(other).is_some_and(|block| block.words() > LABEL_WORDS)
        });
        return same.then_some(Scope { label: first, subjects, exact: true });
    }
    None
}

fn control(finder: &mut Finder, index: usize, block: &Block) {
    let layout = finder.layout;
    let Some(node) = layout.tree.get(block.node) else { return };
    match layout.zone(index) {
        Zone::Plain => {}
        Zone::Navigation if node.flags.disabled() => {}
        Zone::Busy | Zone::Help | Zone::Talk | Zone::Record | Zone::Navigation => return,
    }
    if node.flags.busy() {
        return finder.reject(index, "still loading");
    }
    if block.text.starts_with(['“', '„', '«', '"'].as_slice()) {
        return finder.reject(index, "somebody's words in quotation marks");
    }
    if node.flags.checked().is_some() && (chooses(finder, index) || by_channel(finder, block.node)) {
        return finder.reject(index, "chooses what one is told or shown");
    }
    let mut own = scope::label_subjects(layout, index);
    let margin = own == [Subject::Margin] && per_order(finder, index);
    if !(margin || scope::names_itself(block)) {
        own.retain(|subject| !subject.is_product());
    }
    match node.kind {
        Kind::Switch | Kind::Checkbox => switch(finder, index, block, node.flags, own),
        Kind::Button if node.flags.checked().is_some() => switch(finder, index, block, node.flags, own),
        Kind::Radio if is_setting(block, &own) => chosen(finder, index, block, node.flags),
        Kind::Button | Kind::Link | Kind::Tab | Kind::MenuItem | Kind::Choice | Kind::Radio | Kind::Summary => {
            button(finder, index, block, node.flags, own);
        }
        _ => {}
    }
}

/// Whether a radio button chooses a state or how it is given: "On", "Off", "Authenticator app".
fn is_setting(block: &Block, own: &[Subject]) -> bool {
    let method = block.says(Concept::Method) && block.words() <= STATE_LABEL_WORDS;
    method || (own.is_empty() && block.says_any(&[Concept::On, Concept::Off]))
}

/// "On" and "Off" as two radio buttons: the one that is chosen tells.
fn chosen(finder: &mut Finder, index: usize, block: &Block, flags: Flags) {
    let Some(scope) = scope::row(finder.layout, index).filter(|scope| scope.exact && flags.checked() == Some(true)) else {
        return;
    };
    let meaning = if block.says_any(&[Concept::On, Concept::Method]) { Meaning::Works } else { Meaning::SwitchedOff };
    let quotes = finder.quotes(&[index, scope.label]);
    for subject in scope.subjects.into_iter().filter(|subject| subject.is_protection()) {
        finder.add(subject, meaning, quotes.clone(), "a chosen radio button");
    }
}

/// Whether a switch chooses what one is told, or shown.
fn chooses(finder: &Finder, label: usize) -> bool {
    preference::of_messages(finder.layout, label) || preference::of_views(finder.layout, label)
}

/// Two switches in one row: how one is told ("E-mail", "Push"), or who may do what.
fn by_channel(finder: &Finder, node: Id) -> bool {
    let (layout, tree) = (finder.layout, finder.layout.tree);
    // A row of a table that lays out the page holds whole forms.
    let short = |row: &Id| layout.words_in(layout.inside(*row)) <= ROW_WORDS;
    let set = |id: &Id| tree.kind(*id) != Kind::Radio && tree.get(*id).is_some_and(|node| node.flags.checked().is_some());
    tree.nearest(node, &[Kind::Row]).filter(short).is_some_and(|row| tree.subtree(row).filter(set).nth(1).is_some())
}

fn switch(finder: &mut Finder, index: usize, block: &Block, flags: Flags, own: Vec<Subject>) {
    // A box beside a product's name mostly filters a list; one that turns it on says so.
    let boxed = finder.layout.tree.kind(block.node) == Kind::Checkbox;
    let turns = block.says_any(&[Concept::Enable, Concept::On]) && finder.kind != PageKind::History;
    if boxed && Subject::any(&own, Subject::is_product) && !turns && !per_order(finder, index) {
        return finder.reject(index, "a box that chooses what to show");
    }
    if !own.is_empty() {
        return toggle(finder, index, flags, &own, block.node);
    }
    let generic = block.words() <= 4;
    if let Some(scope) = scope::row(finder.layout, index).filter(|scope| generic && scope.exact) {
        toggle(finder, scope.label, flags, &scope.subjects, block.node);
    }
}

/// Whether a control is one of an order: it stands in an order form, or says so ("Use margin for this order").
fn per_order(finder: &Finder, index: usize) -> bool {
    let own = finder.kind == PageKind::Trade;
    finder
        .layout
        .block(index)
        .is_some_and(|block| (own && block.says(Concept::Narrow)) || form::around(finder.layout, block.node).is_some())
}

/// A switch that is known to be of these subjects.
fn toggle(finder: &mut Finder, label: usize, flags: Flags, subjects: &[Subject], node: Id) {
    // What is switched there is a key's.
    if finder.kind == PageKind::ApiKeys {
        return;
    }
    let per_order = per_order(finder, label) || form::around(finder.layout, node).is_some();
    let quotes = finder.quote(label);
    for subject in subjects.iter().copied().filter(|subject| subject.is_product() || subject.is_protection()) {
        let meaning = match flags.checked() {
            // An order form says itself what can be traded; its switch for leverage is per order.
            _ if per_order && subject == Subject::Margin && flags.disabled() => Meaning::Fails(Reason::Unstated),
            _ if per_order && subject == Subject::Margin => Meaning::Works,
            Some(true) if subject.is_protection() || !flags.disabled() => Meaning::Works,
            Some(false) if subject.is_protection() || !flags.disabled() => Meaning::SwitchedOff,
            Some(_) => Meaning::Fails(Reason::Unstated),
            None => continue,
        };
        let meaning = if meaning == Meaning::Fails(Reason::Unstated) { told_of(finder, label, subject) } else { meaning };
        finder.add(subject, meaning, quotes.clone(), "a switch");
    }
}

fn button(finder: &mut Finder, index: usize, block: &Block, flags: Flags, own: Vec<Subject>) {
    let layout = finder.layout;
    if flags.disabled() {
        return disabled(finder, index, block, flags, &own);
    }
    let nameless = own.is_empty();
    let row = || {
        scope::row(layout, index).filter(|scope| scope.exact || layout.in_kind(index, &[Kind::Row, Kind::Item, Kind::Definition]))
    };
    let scope = if own.is_empty() { row() } else { Some(Scope { label: index, subjects: own, exact: true }) };
    let Some(scope) = scope else { return };
    // What a button of a key does is of the key.
    if finder.kind == PageKind::ApiKeys && nameless && !Subject::all(&scope.subjects, Subject::is_protection) {
        return;
    }
    let mut quotes = finder.quote(index);
    if scope.label != index {
        quotes.extend(finder.quote(scope.label));
    }
    for subject in scope.subjects {
        if let Some((meaning, how)) = offer(finder, index, block, subject) {
            let lone_button = subject.is_protection() && meaning == Meaning::SwitchedOff;
            finder.signals.push(Signal { lone_button, ..Signal::new(subject, meaning, quotes.clone(), how) });
        }
    }
}

/// What an enabled button beside a subject's name means.
fn offer(finder: &Finder, index: usize, block: &Block, subject: Subject) -> Option<(Meaning, &'static str)> {
    use Concept::*;
    let layout = finder.layout;
    let short = block.words() <= LABEL_WORDS;
    if !short {
        return None;
    }
    if subject.is_protection() {
        // "Lock", beside the settings lock.
        let turns = |kind| subject == Subject::SettingsLock && data::is_one(File::Words, kind, &letters::small(block.text));
        return if state_beside(finder, index, subject) {
            None
        } else if block.says(Disable) || turns("unlock") {
            Some((Meaning::Works, "a button that turns it off"))
        } else if block.says_any(&[SetUp, Enable]) || turns("lock") {
            Some((Meaning::SwitchedOff, "a lone button that sets it up"))
        } else {
            None
        };
    }
    if !(subject.is_product() || subject.is_rail()) {
        return None;
    }
    let elsewhere = (block.says(OnPro) && finder.client != Client::Pro) || (block.says(OnApp) && finder.client != Client::App);
    if elsewhere {
        return Some((Meaning::OtherClient, "a button to another client"));
    }
    if block.says(Verify) || (block.says(Complete) && block.says(Questionnaire)) {
        return Some((Meaning::Fails(Reason::Verification), "a button that asks for verification"));
    }
    // "Vault, primary", and "Remove" beside it, is an entry in the address book.
    let listed = || subject == Subject::Custody || layout.titles_over(index).any(|title| title.names(Subject::Addresses));
    if block.says(Disable) && subject.is_product() && !listed() {
        return Some((Meaning::Works, "a button that turns it off"));
    }
    if block.says(Enable) && subject.is_product() {
        let asked = scope::of_one(finder.layout, index).any(|other| {
            finder.layout.block(other).is_some_and(|other| {
                // "You meet all conditions" asks for nothing.
                let terms = other.says(Terms) && other.says_any(&[Require, Until]);
                terms || other.wants(&[Questionnaire, Documents, Verify])
            })
        });
        let meaning = if asked { Meaning::Fails(Reason::Verification) } else { Meaning::SwitchedOff };
        return Some((meaning, "a button that turns it on"));
    }
    None
}

/// Whether the row of a button also says a state: then the words decide, not the button.
fn state_beside(finder: &Finder, index: usize, subject: Subject) -> bool {
    let layout = finder.layout;
    // What names another protection is another row's.
    let other = |named: Subject| named.is_protection() && named != subject;
    let names = |block: &Block| block.words() <= LABEL_WORDS && block.subjects().any(other);
    let row = layout.containers(index).enumerate().take_while(|(nth, (up, inside))| {
        let list = matches!(layout.tree.kind(*up), Kind::Main | Kind::List | Kind::DescriptionList | Kind::Table);
        let small = layout.heads(inside.clone()) <= 1 && layout.words_in(inside.clone()) <= BESIDE_WORDS;
        !list && small && (*nth == 0 || !layout.run(inside.clone()).iter().any(names))
    });
    let row = row.map(|(_, row)| row);
    let Some((_, inside)) = row.last() else { return false };
    inside.filter(|other| *other != index).any(|other| {
        layout.block(other).is_some_and(|block| {
            let state =
                block.says_any(&[Concept::Good, Concept::Bad, Concept::On, Concept::Off, Concept::Empty, Concept::Pending]);
            block.role != Role::Control && state && block.words() <= 6
        })
    })
}

/// A disabled control that opens a product says that it does not work, unless it waits for input or is where one is.
fn disabled(finder: &mut Finder, index: usize, block: &Block, flags: Flags, own: &[Subject]) {
    use Concept::*;
    let layout = finder.layout;
    let submits = layout.tree.get(block.node).and_then(Node::input) == Some("submit");
    if flags.selected() || flags.current() || flags.has('c') {
        return finder.reject(index, "it is the current one");
    }
    let choice = matches!(layout.tree.kind(block.node), Kind::Radio | Kind::Choice | Kind::Tab | Kind::MenuItem);
    if submits || block.says(Submit) || (!choice && waits(layout, block.node)) {
        return finder.reject(index, "a button that waits for input");
    }
    let own = if own.is_empty() { listing::way(finder, block) } else { own.to_vec() };
    // "Add a bank account" is no way to pay.
    if !choice && block.says(SetUp) && Subject::any(&own, Subject::is_rail) {
        return;
    }
    let subjects: Vec<Subject> = if own.is_empty() && block.says(Stake) { vec![Subject::Staking] } else { own };
    // "Open", or instead of it "Locked".
    let opens = block.says_any(&[Enable, Go, Stake]) || (block.words() <= STATE_LABEL_WORDS && block.says_any(&[Bad, Locked]));
    let opens: Vec<Subject> = if subjects.is_empty() && opens {
        scope::row(layout, index).filter(|scope| scope.exact).map(|scope| scope.subjects).unwrap_or_default()
    } else {
        subjects
    };
    let narrow = asset::one_asset(layout, index).is_some() || block.says(Asset);
    let quotes = finder.quote(index);
    for subject in opens.into_iter().filter(|subject| subject.is_product() || subject.is_rail()) {
        // A way to pay may carry a line of text in its label; then its first words have to name it.
        let cell = block.first_cell();
        let words = if choice { cell.as_ref().map_or(LABEL_WORDS, Block::words) } else { block.words() };
        if words > LABEL_WORDS {
            continue;
        }
        let meaning = told_of(finder, index, subject);
        finder.signals.push(Signal { narrow, ..Signal::new(subject, meaning, quotes.clone(), "a disabled control") });
    }
}

/// Why a control is disabled: what stands beside it says, or else any sentence that names the same thing, even one that only
/// says what would be ("Margin comes once you are Intermediate").
fn told_of(finder: &mut Finder, index: usize, subject: Subject) -> Meaning {
    let nearby = told::nearby(finder, index);
    if nearby != Meaning::Fails(Reason::Unstated) {
        return nearby;
    }
    // What describes this very control and names a country speaks of this user's. It stands beside the control's name.
    let layout = finder.layout;
    let node = layout.block(index).map(|block| block.node);
    let beside = layout.run(index.saturating_sub(3)..index + 4);
    let describes = |block: &&Block| Some(block.node) == node && block.role == Role::Description;
    if beside.iter().filter(describes).any(|block| block.says(Concept::Somewhere)) {
        return Meaning::Fails(Reason::Region);
    }
    told::anywhere(finder, subject).unwrap_or(nearby)
}

/// Whether a control stands in a form or dialog with something to fill in.
fn waits(layout: &Layout, node: Id) -> bool {
    let tree = layout.tree;
    let Some(form) = tree.nearest(node, &[Kind::Form, Kind::Dialog]) else { return false };
    tree.subtree(form).any(|id| {
        tree.get(id).is_some_and(|node| {
            !node.flags.disabled() && matches!(node.kind, Kind::Textbox | Kind::Checkbox | Kind::Radio | Kind::Combobox)
        })
    })
}
