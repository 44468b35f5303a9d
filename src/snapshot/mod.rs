//! The snapshot: what a person can see and operate on a page, as plain data (`docs/snapshot.md`).

mod wire;

pub use wire::SnapshotError;

use std::str::FromStr;

/// Most nodes a snapshot may hold.
pub const MAX_NODES: usize = 120_000;
/// Most characters of text in all.
pub const MAX_TEXT: usize = 2_000_000;
/// Most characters of one run of text.
pub const MAX_RUN: usize = 20_000;
/// Deepest nesting; deeper content hangs here.
pub const MAX_DEPTH: u16 = 1_000;
/// Longest accessible name or description, in characters.
pub const MAX_NAME: usize = 300;

/// One page, as the reader or the HTML reading took it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Snapshot {
    /// Scheme, host and path; never a query or a fragment.
    pub url: String,
    /// The value of the query or hash key `dialog`.
    pub dialog: Option<String>,
    /// `lang` of the document, lower case.
    pub lang: Option<String>,
    /// The document's title.
    pub title: String,
    /// How much was taken.
    pub mode: Mode,
    /// A limit was hit: what is missing is not known.
    pub truncated: bool,
    /// The nodes in pre-order.
    pub nodes: Vec<Node>,
}

/// How much of the page was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mode {
    /// All that is visible.
    #[default]
    Full,
    /// Headings and alerts only: the sign-in flow.
    SignIn,
}

/// One node of the tree.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Node {
    /// Emitted ancestors.
    pub depth: u16,
    /// What it is.
    pub kind: Kind,
    /// Text of a text node, white space folded.
    pub text: String,
    /// States of a control.
    pub flags: Flags,
    /// What only few nodes have.
    pub extra: Option<Box<Extra>>,
}

/// What only few nodes have.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Extra {
    /// Accessible name that is not the node's own content.
    pub name: Option<String>,
    /// Text of `aria-describedby`, or the title.
    pub description: Option<String>,
    /// Heading level.
    pub level: Option<u8>,
    /// Path of a link.
    pub path: Option<String>,
    /// Input type.
    pub input: Option<String>,
    /// Test id.
    pub test_id: Option<String>,
    /// Columns that a cell spans, when more than one.
    pub span: Option<u16>,
}

macro_rules! kinds {
    ($($variant:ident $name:literal),* $(,)?) => {
        /// What a node is; `docs/snapshot.md` says which elements become which.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
        #[allow(missing_docs)]
        pub enum Kind { #[default] $($variant),* }
        impl Kind {
            /// Every kind.
            pub const ALL: &'static [Kind] = &[$(Kind::$variant),*];
            /// Its name in the snapshot.
            pub fn name(self) -> &'static str { match self { $(Kind::$variant => $name),* } }
        }
        impl FromStr for Kind {
            type Err = ();
            // Asked of every node: by comparisons, which weigh more than looking through one text and take half the time.
            fn from_str(name: &str) -> Result<Self, ()> { match name { $($name => Ok(Kind::$variant),)* _ => Err(()) } }
        }
    };
}

kinds! {
    Block "block", Text "t", Break "br", Inline "inline", Heading "heading",
    Main "main", Nav "nav", Header "header", Footer "footer", Aside "aside", Search "search",
    Region "region", Article "article", Form "form", Group "group", Feed "feed", Note "note", Quote "quote", Log "log",
    Legend "legend", Caption "caption", Label "label", Tooltip "tooltip",
    List "list", Item "item", Term "term", Definition "definition", DescriptionList "dl",
    Table "table", Row "row", Cell "cell", ColHeader "colheader", RowHeader "rowheader",
    Details "details", Summary "summary", Dialog "dialog", Alert "alert", Status "status",
    Button "button", Link "link", Switch "switch", Checkbox "checkbox", Radio "radio", Tab "tab", MenuItem "menuitem",
    Choice "option", Combobox "combobox", Slider "slider", Textbox "textbox",
    TabList "tablist", TabPanel "tabpanel", Menu "menu", Image "img", Progress "progress", Frame "iframe",
}

impl Kind {
    /// Something to operate.
    pub fn is_control(self) -> bool {
        matches!(
            self,
            Kind::Button
                | Kind::Link
                | Kind::Switch
                | Kind::Checkbox
                | Kind::Radio
                | Kind::Tab
                | Kind::MenuItem
                | Kind::Choice
                | Kind::Combobox
                | Kind::Slider
                | Kind::Textbox
        )
    }

    /// Flows with the text around it instead of standing on lines of its own.
    pub fn is_inline(self) -> bool {
        matches!(self, Kind::Text | Kind::Inline | Kind::Link | Kind::Image)
    }
}

/// States of a control, a small set of letters.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub struct Flags(u32);

impl Flags {
    /// Whether the state of this letter (`docs/snapshot.md`) is set.
    pub fn has(self, letter: char) -> bool {
        bit(letter).is_some_and(|bit| self.0 & bit != 0)
    }

    /// Sets the state of this letter; anything but `a`-`z` is ignored.
    pub fn set(&mut self, letter: char) {
        self.0 |= bit(letter).unwrap_or(0);
    }

    /// No state at all.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The control cannot be operated.
    pub fn disabled(self) -> bool {
        self.has('d')
    }

    /// The control, or what is in it, is still loading.
    pub fn busy(self) -> bool {
        self.has('b')
    }

    /// It is the chosen one of several.
    pub fn selected(self) -> bool {
        self.has('s')
    }

    /// It leads to where the user is already.
    pub fn current(self) -> bool {
        self.has('k')
    }

    /// It opens a menu or a list.
    pub fn has_popup(self) -> bool {
        self.has('h')
    }

    /// On or off, for what can be either; none when it has no such state.
    pub fn checked(self) -> Option<bool> {
        match (self.has('c') || self.has('p'), self.has('u') || self.has('n')) {
            (true, false) => Some(true),
            (false, true) => Some(false),
            _ => None,
        }
    }
}

fn bit(letter: char) -> Option<u32> {
    letter.is_ascii_lowercase().then(|| 1 << (letter as u32 - 'a' as u32))
}

impl From<&str> for Flags {
    fn from(letters: &str) -> Self {
        let mut flags = Flags::default();
        letters.chars().for_each(|letter| flags.set(letter));
        flags
    }
}

impl std::fmt::Display for Flags {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        ('a'..='z').filter(|letter| self.has(*letter)).try_for_each(|letter| write!(out, "{letter}"))
    }
}

impl std::fmt::Debug for Flags {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{:?}", self.to_string())
    }
}

impl Node {
    /// The accessible name that is not the node's own content.
    pub fn name(&self) -> Option<&str> {
        self.extra.as_ref()?.name.as_deref()
    }

    /// The text that describes it.
    pub fn description(&self) -> Option<&str> {
        self.extra.as_ref()?.description.as_deref()
    }

    /// The path a link leads to.
    pub fn path(&self) -> Option<&str> {
        self.extra.as_ref()?.path.as_deref()
    }

    /// The input's type.
    pub fn input(&self) -> Option<&str> {
        self.extra.as_ref()?.input.as_deref()
    }

    /// The test id.
    pub fn test_id(&self) -> Option<&str> {
        self.extra.as_ref()?.test_id.as_deref()
    }

    /// Whether it can be operated now.
    pub fn usable(&self) -> bool {
        !self.flags.disabled() && !self.flags.busy()
    }

    /// Heading level, 2 when it has none.
    pub fn level(&self) -> u8 {
        self.extra.as_ref().and_then(|extra| extra.level).unwrap_or(2)
    }

    /// Columns a cell spans.
    pub fn span(&self) -> usize {
        self.extra.as_ref().and_then(|extra| extra.span).map_or(1, usize::from)
    }
}
