//! Style sheets as far as they tell what is shown: simple selectors, a handful of properties.

use super::tree::{Id, NONE, Tree};

/// What a declaration block says, each with `!important` or not.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Look {
    pub(super) none: Said,
    pub(super) hidden: Said,
    pub(super) clear: Said,
    pub(super) flat: Said,
    pub(super) narrow: Said,
    pub(super) clipped: Said,
}

/// Whether something was said, and with which weight.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Said {
    pub(super) value: Option<bool>,
    weight: (bool, Specificity),
}

/// How closely a selector points: inline, ids, classes, tags, order.
pub(super) type Specificity = (bool, u16, u16, u16, u32);

impl Said {
    fn say(&mut self, value: bool, important: bool) {
        if important || !self.weight.0 {
            (self.value, self.weight.0) = (Some(value), important);
        }
    }

    fn over(&mut self, other: Said, specificity: Specificity) {
        let weight = (other.weight.0, specificity);
        if other.value.is_some() && (self.value.is_none() || weight >= self.weight) {
            (self.value, self.weight) = (other.value, weight);
        }
    }

    pub(super) fn yes(self) -> bool {
        self.value == Some(true)
    }
}

impl Look {
    /// Reads a declaration block, as in a `style` attribute.
    pub(super) fn parse(block: &str) -> Look {
        let mut look = Look::default();
        for declaration in block.split(';') {
            let Some((name, value)) = declaration.split_once(':') else { continue };
            let value = value.trim().to_ascii_lowercase();
            let (value, important) = match value.split_once('!') {
                Some((value, rest)) => (value.trim(), rest.trim() == "important"),
                None => (value.as_str(), false),
            };
            let number = value.trim_end_matches(|letter: char| letter.is_ascii_alphabetic() || letter == '%');
            let zero = number.parse::<f64>().is_ok_and(|number| number == 0.0);
            match name.trim().to_ascii_lowercase().as_str() {
                "display" => look.none.say(value == "none", important),
                "content-visibility" if value == "hidden" => look.none.say(true, important),
                "visibility" if value != "inherit" => look.hidden.say(value == "hidden" || value == "collapse", important),
                "opacity" => look.clear.say(zero, important),
                "height" | "max-height" if zero || look.flat.value.is_none() => look.flat.say(zero, important),
                "width" | "max-width" if zero || look.narrow.value.is_none() => look.narrow.say(zero, important),
                "overflow" | "overflow-x" | "overflow-y" if !value.is_empty() => {
                    look.clipped.say(value.split(' ').any(|word| word == "hidden" || word == "clip"), important);
                }
                _ => {}
            }
        }
        look
    }

    pub(super) fn is_empty(&self) -> bool {
        [self.none, self.hidden, self.clear, self.flat, self.narrow, self.clipped].iter().all(|said| said.value.is_none())
    }

    /// Lets another block speak over this one.
    pub(super) fn over(&mut self, other: &Look, specificity: Specificity) {
        self.none.over(other.none, specificity);
        self.hidden.over(other.hidden, specificity);
        self.clear.over(other.clear, specificity);
        self.flat.over(other.flat, specificity);
        self.narrow.over(other.narrow, specificity);
        self.clipped.over(other.clipped, specificity);
    }
}

/// A rule: one selector and what it says.
#[derive(Debug, Clone)]
pub(super) struct Rule {
    /// Compounds from right to left; whether each has to be the parent of the one before.
    pub(super) compounds: Vec<(Compound, bool)>,
    pub(super) look: Look,
    pub(super) specificity: Specificity,
}

/// One element's worth of a selector.
#[derive(Debug, Clone, Default)]
pub(super) struct Compound {
    pub(super) tag: String,
    pub(super) parts: Vec<(Test, bool)>,
}

#[derive(Debug, Clone)]
pub(super) enum Test {
    Id(String),
    Class(String),
    Attr(String, char, String),
}

impl Test {
    fn holds(&self, tree: &Tree, id: Id) -> bool {
        match self {
            Test::Id(name) => tree.attr(id, "id") == Some(name),
            Test::Class(name) => {
                tree.attr(id, "class").is_some_and(|value| value.split_ascii_whitespace().any(|word| word == name))
            }
            Test::Attr(name, how, wanted) => tree.attr(id, name).is_some_and(|value| match how {
                '=' => value == wanted,
                '~' => value.split_ascii_whitespace().any(|word| word == wanted),
                '^' => !wanted.is_empty() && value.starts_with(wanted.as_str()),
                '$' => !wanted.is_empty() && value.ends_with(wanted.as_str()),
                '*' => !wanted.is_empty() && value.contains(wanted.as_str()),
                '|' => value == wanted || value.strip_prefix(wanted.as_str()).is_some_and(|rest| rest.starts_with('-')),
                _ => true,
            }),
        }
    }
}

impl Compound {
    fn matches(&self, tree: &Tree, id: Id) -> bool {
        (self.tag.is_empty() || tree.element(id).is_some_and(|element| *element.name.local == *self.tag))
            && self.parts.iter().all(|(test, wanted)| test.holds(tree, id) == *wanted)
    }
}

impl Rule {
    /// Whether the rule speaks of this element.
    pub(super) fn matches(&self, tree: &Tree, id: Id) -> bool {
        let mut compounds = self.compounds.iter();
        let Some((first, child)) = compounds.next() else { return false };
        let mut child = *child;
        if !first.matches(tree, id) {
            return false;
        }
        let mut at = id;
        for (compound, next_child) in compounds {
            loop {
                at = tree.parent(at);
                if at == NONE {
                    return false;
                }
                if tree.element(at).is_some() && compound.matches(tree, at) {
                    break;
                }
                if child {
                    return false;
                }
            }
            child = *next_child;
        }
        true
    }
}
