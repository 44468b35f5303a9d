//! Whether an element is shown, by its `hidden`, its inline style and the page's own style sheets.

use super::css::{Look, Rule};
use super::sheet;
use super::tree::{DOCUMENT, Data, Id, Shadow, Tree};
use std::collections::HashMap;

/// Rules of one tree (the document or a shadow tree), by what their last compound asks for.
#[derive(Default)]
struct Rules {
    all: Vec<Rule>,
    by_id: HashMap<String, Vec<usize>>,
    by_class: HashMap<String, Vec<usize>>,
    by_tag: HashMap<String, Vec<usize>>,
    rest: Vec<usize>,
}

/// The style sheets of a page.
#[derive(Default)]
pub(super) struct Styles {
    trees: HashMap<Id, Rules>,
}

/// How one element looks, what it inherits aside.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Shown {
    /// Not rendered at all.
    pub(super) none: bool,
    /// `visibility`, where it is set.
    pub(super) hidden: Option<bool>,
    /// Fully transparent.
    pub(super) clear: bool,
    /// No size, and what is larger is cut off.
    pub(super) collapsed: bool,
}

impl Styles {
    pub(super) fn of(tree: &Tree) -> Styles {
        let mut styles = Styles::default();
        let mut roots = vec![DOCUMENT];
        while let Some(root) = roots.pop() {
            let mut text = String::new();
            for id in tree.below(root) {
                if tree.tag(id) == "style" {
                    for child in tree.children(id) {
                        if let Some(Data::Text(part)) = tree.node(child).map(|node| &node.data) {
                            text.push_str(part);
                            text.push('\n');
                        }
                    }
                } else if let Some(element) = tree.element(id)
                    && element.shadow == Some(Shadow::Open)
                {
                    roots.push(element.inner);
                }
            }
            if !text.is_empty() {
                styles.trees.insert(root, Rules::of(&text));
            }
        }
        styles
    }

    /// How an element of the tree under `root` looks.
    pub(super) fn shown(&self, tree: &Tree, root: Id, id: Id) -> Shown {
        let mut look = Look::default();
        if let Some(rules) = self.trees.get(&root) {
            rules.apply(tree, id, &mut look);
        }
        if let Some(inline) = tree.attr(id, "style") {
            look.over(&Look::parse(inline), (true, 0, 0, 0, 0));
        }
        // A style sheet can show what is marked hidden. What the page's author calls hidden is left out all the same:
        // nothing is lost but a word that its author did not mean to be read.
        let hidden = tree.attr(id, "hidden").is_some();
        Shown {
            none: look.none.value.unwrap_or(false) || hidden,
            hidden: look.hidden.value,
            clear: look.clear.yes(),
            collapsed: (look.flat.yes() || look.narrow.yes()) && look.clipped.yes(),
        }
    }
}

impl Rules {
    fn of(text: &str) -> Rules {
        use super::css::Test;
        let mut rules = Rules::default();
        sheet::read(text, &mut rules.all);
        for (index, rule) in rules.all.iter().enumerate() {
            let Some((last, _)) = rule.compounds.first() else { continue };
            let id = last.parts.iter().find_map(|part| if let (Test::Id(name), true) = part { Some(name) } else { None });
            let class = last.parts.iter().find_map(|part| if let (Test::Class(name), true) = part { Some(name) } else { None });
            let indexes = match (id, class) {
                (Some(name), _) => rules.by_id.entry(name.clone()).or_default(),
                (_, Some(name)) => rules.by_class.entry(name.clone()).or_default(),
                _ if !last.tag.is_empty() => rules.by_tag.entry(last.tag.clone()).or_default(),
                _ => &mut rules.rest,
            };
            indexes.push(index);
        }
        rules
    }

    fn apply(&self, tree: &Tree, id: Id, look: &mut Look) {
        let mut run = |indexes: &[usize]| {
            for rule in indexes.iter().filter_map(|index| self.all.get(*index)) {
                if rule.matches(tree, id) {
                    look.over(&rule.look, rule.specificity);
                }
            }
        };
        run(&self.rest);
        if let Some(indexes) = self.by_tag.get(tree.tag(id)) {
            run(indexes);
        }
        if let Some(indexes) = tree.attr(id, "id").and_then(|name| self.by_id.get(name)) {
            run(indexes);
        }
        if !self.by_class.is_empty() {
            for name in tree.attr(id, "class").unwrap_or_default().split_ascii_whitespace() {
                if let Some(indexes) = self.by_class.get(name) {
                    run(indexes);
                }
            }
        }
    }
}
