//! States and the other small print of a node.

use super::address::Page;
use super::names::{References, title};
use super::roles::is_editable;
use super::tree::{Data, Id, Tree};
use crate::snapshot::{Extra, Flags, Kind, MAX_NAME};

/// What the small print is read from.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    pub(super) tree: &'a Tree,
    pub(super) page: &'a Page,
    pub(super) references: &'a References,
}

/// States that hold for everything inside.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Inherited {
    /// `aria-disabled` or `inert`.
    pub(super) disabled: bool,
    /// In a disabled `fieldset`: concerns form controls only.
    pub(super) fieldset: bool,
    pub(super) busy: bool,
    pub(super) in_form: bool,
}

fn is(value: Option<&str>, word: &str) -> bool {
    value.is_some_and(|value| value.eq_ignore_ascii_case(word))
}

fn is_form_control(tag: &str) -> bool {
    matches!(tag, "button" | "input" | "select" | "textarea")
}

impl Inherited {
    /// What holds inside an element, when `self` holds around it.
    pub(super) fn inside(self, tree: &Tree, id: Id, inert: bool) -> Inherited {
        let tag = tree.tag(id);
        let mut inside = self;
        inside.disabled |= inert || is(tree.attr(id, "aria-disabled"), "true");
        inside.busy |= is(tree.attr(id, "aria-busy"), "true");
        inside.in_form |= tag == "form";
        inside.fieldset |= tag == "fieldset" && tree.attr(id, "disabled").is_some();
        if tag == "legend" {
            let parent = tree.parent(id);
            let first = tree.children(parent).find(|child| tree.tag(*child) == "legend");
            if tree.tag(parent) == "fieldset" && first == Some(id) {
                // Only the innermost fieldset's legend is looked at.
                inside.fieldset = false;
            }
        }
        inside
    }
}

/// The states of an element itself and, on controls, those it is given from around it.
pub(super) fn flags(tree: &Tree, id: Id, kind: Kind, around: Inherited, inert: bool) -> Flags {
    let tag = tree.tag(id);
    let attr = |name| tree.attr(id, name);
    let state = attr("data-state").map(str::to_ascii_lowercase).unwrap_or_default();
    let mut flags = Flags::default();
    let takes_disabled = is_form_control(tag) || tag == "fieldset" || tag.contains('-');
    let own = inert
        || (takes_disabled && attr("disabled").is_some())
        || is(attr("aria-disabled"), "true")
        || attr("data-disabled").is_some_and(|value| !value.eq_ignore_ascii_case("false"))
        || state == "disabled";
    if own || (kind.is_control() && (around.disabled || (around.fieldset && is_form_control(tag)))) {
        flags.set('d');
    }
    if matches!(kind, Kind::Switch | Kind::Checkbox | Kind::Radio | Kind::MenuItem | Kind::Choice) {
        let native = tag == "input" && (is(attr("type"), "checkbox") || is(attr("type"), "radio"));
        let aria = attr("aria-checked").unwrap_or_default().to_ascii_lowercase();
        match (native, aria.as_str(), state.as_str()) {
            (true, ..) => flags.set(if attr("checked").is_some() { 'c' } else { 'u' }),
            (_, "true", _) => flags.set('c'),
            (_, "false", _) => flags.set('u'),
            (_, "mixed", _) => flags.set('m'),
            (_, _, "checked") => flags.set('c'),
            (_, _, "unchecked") => flags.set('u'),
            (_, _, "indeterminate") => flags.set('m'),
            _ => {}
        }
    }
    let control = kind.is_control();
    for (name, yes, no, holds) in [("aria-pressed", 'p', 'n', control), ("aria-expanded", 'x', 'z', true)] {
        if !holds {
            continue;
        }
        match attr(name).map(str::to_ascii_lowercase).as_deref() {
            Some("true") => flags.set(yes),
            Some("false") => flags.set(no),
            _ => {}
        }
    }
    if tag == "details" {
        flags.set(if attr("open").is_some() { 'x' } else { 'z' });
    }
    let any = |value: Option<&str>| value.is_some_and(|value| !value.is_empty() && !value.eq_ignore_ascii_case("false"));
    let field = matches!(tag, "input" | "textarea");
    let rest = [
        (is(attr("aria-selected"), "true"), 's'),
        (any(attr("aria-current")), 'k'),
        (is(attr("aria-busy"), "true") || (kind.is_control() && around.busy), 'b'),
        (control && (is(attr("aria-required"), "true") || ((field || tag == "select") && attr("required").is_some())), 'r'),
        (control && (is(attr("aria-readonly"), "true") || (field && attr("readonly").is_some())), 'o'),
        (is(attr("aria-modal"), "true"), 'v'),
        (control && any(attr("aria-haspopup")), 'h'),
    ];
    rest.iter().filter(|(holds, _)| *holds).for_each(|(_, letter)| flags.set(*letter));
    flags
}

/// The small print. `empty`: the node holds nothing, so that its title is its name.
pub(super) fn extra(from: &Source, root: Id, id: Id, kind: Kind, around: Inherited, empty: bool) -> Extra {
    let Source { tree, page, references } = *from;
    let attr = |name| tree.attr(id, name);
    let mut name = references.name(tree, root, id);
    let mut description = references.description(tree, root, id);
    let title = title(tree, id);
    if name.is_none() && empty {
        name = title;
    } else if description.is_none() {
        description = title;
    }
    let tag = tree.tag(id);
    let input = match tag {
        "input" => Some(input_type(attr("type"))),
        "button" if kind == Kind::Button => match attr("type").map(str::to_ascii_lowercase).as_deref() {
            Some("button" | "reset") => None,
            Some("submit") => Some("submit".to_owned()),
            _ => (around.in_form || attr("form").is_some()).then(|| "submit".to_owned()),
        },
        _ => None,
    };
    Extra {
        name,
        description,
        level: (kind == Kind::Heading).then(|| level(tag, attr("aria-level"))),
        path: if kind == Kind::Link { attr("href").and_then(|href| page.path_of(href)) } else { None },
        input,
        test_id: ["data-testid", "data-test", "data-cy", "data-qa"]
            .iter()
            .find_map(|name| attr(name).map(|value| super::fold::short(value, MAX_NAME)).filter(|value| !value.is_empty())),
        span: if matches!(kind, Kind::Cell | Kind::ColHeader | Kind::RowHeader) { span(attr("colspan")) } else { None },
    }
}

/// Nothing in it.
pub(super) fn is_plain(extra: &Extra) -> bool {
    *extra == Extra::default()
}

fn input_type(value: Option<&str>) -> String {
    const KNOWN: [&str; 22] = [
        "hidden",
        "text",
        "search",
        "tel",
        "url",
        "email",
        "password",
        "date",
        "month",
        "week",
        "time",
        "datetime-local",
        "number",
        "range",
        "color",
        "checkbox",
        "radio",
        "file",
        "submit",
        "image",
        "reset",
        "button",
    ];
    let value = value.unwrap_or_default().to_ascii_lowercase();
    if KNOWN.contains(&value.as_str()) { value } else { "text".to_owned() }
}

/// The digits that a number starts with.
fn digits(value: &str) -> Option<u32> {
    let value = value.trim_start_matches(super::fold::is_space);
    let end = value.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(value.len());
    value.get(..end.min(9)).and_then(|digits| digits.parse().ok())
}

fn level(tag: &str, aria: Option<&str>) -> u8 {
    let own = tag.strip_prefix('h').and_then(|rest| rest.parse().ok());
    let aria = aria.and_then(digits).and_then(|level| u8::try_from(level).ok()).filter(|level| (1..=9).contains(level));
    aria.or(own).unwrap_or(2)
}

fn span(value: Option<&str>) -> Option<u16> {
    let span = u16::try_from(value.and_then(digits)?).unwrap_or(1000).min(1000);
    (span > 1).then_some(span)
}

/// The chosen option's label.
pub(super) fn chosen(tree: &Tree, select: Id) -> Option<String> {
    let several = tree.attr(select, "multiple").is_some();
    let shows_list = several || tree.attr(select, "size").and_then(digits).is_some_and(|size| size > 1);
    let mut chosen = None;
    let mut first = None;
    for id in tree.below(select).filter(|id| tree.tag(*id) == "option") {
        let parent = tree.parent(id);
        let disabled =
            tree.attr(id, "disabled").is_some() || (tree.tag(parent) == "optgroup" && tree.attr(parent, "disabled").is_some());
        if tree.attr(id, "selected").is_some() && !(several && chosen.is_some()) {
            chosen = Some(id);
        }
        if first.is_none() && !disabled {
            first = Some(id);
        }
    }
    let id = chosen.or(if shows_list { None } else { first })?;
    if let Some(label) = tree.attr(id, "label").filter(|label| !label.is_empty()) {
        return Some(super::fold::short(label, MAX_NAME)).filter(|text| !text.is_empty());
    }
    let mut folded = super::fold::Folded::bare(MAX_NAME);
    for node in tree.below(id) {
        if let Some(Data::Text(text)) = tree.node(node).map(|node| &node.data) {
            folded.push(text);
        }
    }
    Some(folded.trimmed()).filter(|text| !text.is_empty())
}

/// Whether nothing inside an element is read, because people type into it.
pub(super) fn is_field(tree: &Tree, id: Id, kind: Kind) -> bool {
    kind == Kind::Textbox || matches!(tree.tag(id), "input" | "textarea") || is_editable(tree.attr(id, "contenteditable"))
}
