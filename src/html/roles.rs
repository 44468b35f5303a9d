//! Which kind an element is, by role and by tag: the table in `docs/snapshot.md`.

use super::tree::{Data, Element, Id, Shadow, Tree};
use crate::snapshot::Kind;
use html5ever::ns;

/// What the walk does with an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// Nothing of it is taken.
    Skip,
    /// Its text belongs to the element around it.
    Transparent,
    /// A node of its own.
    Node(Kind),
}

/// The kind of an element.
pub(super) fn part(tree: &Tree, id: Id) -> Part {
    let Some(element) = tree.element(id) else { return Part::Skip };
    let name = &*element.name.local;
    if element.name.ns == ns!(svg) && name == "svg" {
        return Part::Node(Kind::Image);
    }
    if element.name.ns != ns!(html) {
        return Part::Transparent;
    }
    if is_left_out(name)
        || (name == "input" && is_type(element.attr("type"), "hidden"))
        || (name == "dialog" && element.attr("open").is_none())
    {
        return Part::Skip;
    }
    if let Some(kind) = element.attr("role").and_then(role) {
        return Part::Node(kind);
    }
    if matches!(name, "input" | "textarea" | "select") {
        return Part::Node(input(name, element.attr("type")));
    }
    if is_editable(element.attr("contenteditable")) {
        return Part::Node(Kind::Textbox);
    }
    if let Some(kind) = tag(name) {
        return match kind {
            Kind::Link if element.attr("href").is_none() => Part::Transparent,
            _ if element.attr("aria-modal") == Some("true") => Part::Node(Kind::Dialog),
            Kind::ColHeader if is_type(element.attr("scope"), "row") => Part::Node(Kind::RowHeader),
            Kind::Block if name == "section" && is_named(element) => Part::Node(Kind::Region),
            _ => Part::Node(kind),
        };
    }
    if element.attr("aria-modal") == Some("true") {
        return Part::Node(Kind::Dialog);
    }
    if name.contains('-') && is_custom_block(tree, id, element) {
        return Part::Node(Kind::Block);
    }
    Part::Transparent
}

/// Whether an element of a page's own making is laid out as a block: it has a shadow tree or a block in it, or several
/// elements, and stands in no text.
fn is_custom_block(tree: &Tree, id: Id, element: &Element) -> bool {
    let parts = || tree.children(id).filter(|child| tree.element(*child).is_some()).nth(1).is_some();
    let text =
        |node: Id| matches!(tree.node(node).map(|node| &node.data), Some(Data::Text(text)) if !text.trim_ascii().is_empty());
    element.shadow == Some(Shadow::Open)
        || tree.children(id).any(|child| is_block(tree.tag(child)))
        || (parts() && !tree.children(tree.parent(id)).any(text))
}

/// Whether a section says what it is called.
fn is_named(element: &Element) -> bool {
    ["aria-label", "aria-labelledby", "title"]
        .iter()
        .any(|name| element.attr(name).is_some_and(|value| !value.trim_ascii().is_empty()))
}

fn is_type(value: Option<&str>, name: &str) -> bool {
    value.is_some_and(|value| value.eq_ignore_ascii_case(name))
}

/// Elements of which nothing is ever taken.
pub(super) fn is_left_out(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "noscript"
            | "template"
            | "head"
            | "title"
            | "meta"
            | "link"
            | "base"
            | "audio"
            | "video"
            | "canvas"
            | "object"
            | "embed"
            | "area"
            | "map"
            | "param"
            | "source"
            | "track"
            | "datalist"
            | "option"
            | "optgroup"
            | "noembed"
            | "noframes"
            | "frame"
            | "frameset"
            | "hr"
            | "wbr"
            | "col"
            | "colgroup"
            | "rp"
    )
}

/// Whether text can be typed into an element because of its `contenteditable`.
pub(super) fn is_editable(value: Option<&str>) -> bool {
    value.is_some_and(|value| ["", "true", "plaintext-only"].iter().any(|word| value.eq_ignore_ascii_case(word)))
}

/// The kind of the first role that has one.
fn role(value: &str) -> Option<Kind> {
    value.split_ascii_whitespace().find_map(|role| {
        Some(match role.to_ascii_lowercase().as_str() {
            "heading" => Kind::Heading,
            "main" => Kind::Main,
            "navigation" => Kind::Nav,
            "banner" => Kind::Header,
            "contentinfo" => Kind::Footer,
            "complementary" => Kind::Aside,
            "search" => Kind::Search,
            "region" => Kind::Region,
            "article" => Kind::Article,
            "form" => Kind::Form,
            "group" | "radiogroup" | "toolbar" => Kind::Group,
            "feed" => Kind::Feed,
            "note" => Kind::Note,
            "blockquote" => Kind::Quote,
            "log" | "marquee" | "timer" => Kind::Log,
            "caption" => Kind::Caption,
            "tooltip" => Kind::Tooltip,
            "list" | "listbox" | "tree" => Kind::List,
            "listitem" => Kind::Item,
            "term" => Kind::Term,
            "definition" => Kind::Definition,
            "table" | "grid" | "treegrid" => Kind::Table,
            "row" => Kind::Row,
            "cell" | "gridcell" => Kind::Cell,
            "columnheader" => Kind::ColHeader,
            "rowheader" => Kind::RowHeader,
            "rowgroup" | "paragraph" => Kind::Block,
            "dialog" | "alertdialog" => Kind::Dialog,
            "alert" => Kind::Alert,
            "status" => Kind::Status,
            "button" => Kind::Button,
            "link" => Kind::Link,
            "switch" => Kind::Switch,
            "checkbox" => Kind::Checkbox,
            "radio" => Kind::Radio,
            "tab" => Kind::Tab,
            "menuitem" | "menuitemcheckbox" | "menuitemradio" => Kind::MenuItem,
            "option" | "treeitem" => Kind::Choice,
            "combobox" => Kind::Combobox,
            "slider" => Kind::Slider,
            "textbox" | "searchbox" | "spinbutton" => Kind::Textbox,
            "tablist" => Kind::TabList,
            "tabpanel" => Kind::TabPanel,
            "menu" | "menubar" => Kind::Menu,
            "img" | "image" => Kind::Image,
            "progressbar" | "meter" => Kind::Progress,
            _ => return None,
        })
    })
}

fn input(tag: &str, kind: Option<&str>) -> Kind {
    match (tag, kind.unwrap_or_default().to_ascii_lowercase().as_str()) {
        ("select", _) => Kind::Combobox,
        ("textarea", _) => Kind::Textbox,
        (_, "button" | "submit" | "reset" | "image") => Kind::Button,
        (_, "checkbox") => Kind::Checkbox,
        (_, "radio") => Kind::Radio,
        (_, "range") => Kind::Slider,
        _ => Kind::Textbox,
    }
}

fn tag(name: &str) -> Option<Kind> {
    Some(match name {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Kind::Heading,
        "main" => Kind::Main,
        "nav" => Kind::Nav,
        "header" => Kind::Header,
        "footer" => Kind::Footer,
        "aside" => Kind::Aside,
        "search" => Kind::Search,
        "article" => Kind::Article,
        "form" => Kind::Form,
        "fieldset" => Kind::Group,
        "legend" => Kind::Legend,
        "caption" => Kind::Caption,
        "label" => Kind::Label,
        "blockquote" => Kind::Quote,
        "ul" | "ol" | "menu" | "dir" => Kind::List,
        "li" => Kind::Item,
        "dt" => Kind::Term,
        "dd" => Kind::Definition,
        "dl" => Kind::DescriptionList,
        "table" => Kind::Table,
        "tr" => Kind::Row,
        "td" => Kind::Cell,
        "th" => Kind::ColHeader,
        "details" => Kind::Details,
        "summary" => Kind::Summary,
        "dialog" => Kind::Dialog,
        "output" => Kind::Status,
        "button" => Kind::Button,
        "a" => Kind::Link,
        "img" => Kind::Image,
        "progress" | "meter" => Kind::Progress,
        "iframe" => Kind::Frame,
        "br" => Kind::Break,
        "div" | "p" | "section" | "address" | "pre" | "listing" | "xmp" | "plaintext" | "figure" | "figcaption" | "center"
        | "hgroup" | "thead" | "tbody" | "tfoot" => Kind::Block,
        _ => return None,
    })
}

/// Whether an element of this tag stands on lines of its own.
pub(super) fn is_block(name: &str) -> bool {
    tag(name).is_some_and(|kind| {
        !kind.is_control()
            && !kind.is_inline()
            && !matches!(kind, Kind::Label | Kind::Progress | Kind::Frame | Kind::Break | Kind::Status)
    })
}
