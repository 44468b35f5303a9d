//! The report's types (version 1), as docs/report.md tells them. Names here are public interface.

mod item;
mod plan;
pub(crate) mod text;
mod verdict;

pub use item::{Group, ItemId};
pub use plan::Plan;
pub use verdict::{Badge, Tone};

use crate::moment::Moment;
use serde::{Deserialize, Serialize};

/// What is known of a page and an account at one moment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// Version of this shape: 1.
    pub schema: u32,
    /// When it was made.
    pub at: Moment,
    /// The page it was made from.
    pub page: Page,
    /// The plan it is judged for.
    pub plan: Plan,
    /// The plan's required items as one state.
    pub verdict: Verdict,
    /// The verdict as one sentence.
    pub headline: String,
    /// What has to be said about the report itself.
    pub notices: Vec<Notice>,
    /// Every item, in the order of docs/report.md, Items.
    pub items: Vec<Item>,
    /// What is wrong with each API key that the page lists.
    #[serde(default)]
    pub keys: Vec<KeyReport>,
    /// What has to be said at once, while it can still be prevented.
    #[serde(default)]
    pub warnings: Vec<Warning>,
}

/// An API key of the page's list: neither its name nor anything of the key itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct KeyReport {
    /// Its place in the list, from 1.
    pub key: i64,
    /// How many keys are listed.
    pub of: i64,
    /// What is wrong with it; none may also mean that the page does not say.
    pub risks: Vec<KeyRisk>,
}

/// What may be wrong with an API key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeyRisk {
    /// It may withdraw or edit withdrawal addresses.
    Withdraw,
    /// It can be used from any address.
    AnyIp,
    /// It has no end.
    NoExpiry,
    /// It is more than 90 days old.
    Old,
    /// It has not been used for 90 days.
    Unused,
    /// It may do more than what its name says that it is for.
    TooMuch,
}

/// What the user should know before the next click.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Warning {
    /// The item that it is about.
    pub item: ItemId,
    /// In words.
    pub text: String,
}

/// The page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Page {
    /// Whose host it is.
    pub origin: Origin,
    /// Which of Kraken's clients.
    pub client: Client,
    /// What is on screen.
    pub kind: PageKind,
    /// Language of the page's words.
    pub locale: Option<String>,
    /// Signed in, signed out, or cannot tell.
    pub signed_in: Option<bool>,
}

/// Whose host a page is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// Kraken's own.
    Official,
    /// It only looks like Kraken's.
    Lookalike,
    /// Anything else.
    Other,
}

/// Kraken's clients, by host and path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Client {
    /// Consumer web, `www.kraken.com/c`.
    App,
    /// Kraken Pro.
    Pro,
    /// The older interface, `www.kraken.com/u`.
    Classic,
    /// The sign-in flow.
    SignIn,
    /// Public pages.
    Marketing,
    /// The help centre.
    Support,
    /// The older futures interface.
    FuturesLegacy,
    /// Not Kraken's.
    None,
}

/// What is on screen; a dialog goes before the page under it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum PageKind {
    Home,
    Trade,
    Portfolio,
    Earn,
    Deposit,
    Withdraw,
    Security,
    ApiKeys,
    Verification,
    Documents,
    Settings,
    Stocks,
    History,
    SignIn,
    Other,
}

/// The state of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// There is positive evidence that it works.
    Ready,
    /// It works, or may work, and something should be mended, or trouble is announced.
    Attention,
    /// There is evidence that it does not work now.
    Blocked,
    /// No evidence.
    Unknown,
    /// It cannot matter for this account.
    NotApplicable,
}

/// The verdict over a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Verdict {
    Ready,
    Attention,
    Blocked,
    Unknown,
}

/// Why an item is not ready.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Level, documents, questionnaire, terms.
    Verification,
    /// Not offered where the user lives.
    Region,
    /// Planned window, incident, cancel-only or post-only market.
    Maintenance,
    /// The Global Settings Lock.
    SettingsLock,
    /// Another Kraken client does this.
    Client,
    /// A protection is off or weak.
    SecuritySetup,
    /// Funds or withdrawals on hold.
    Hold,
    /// Account restricted, disabled, unconfirmed; signed out.
    Account,
    /// Open to this user, who has to switch it on.
    NotEnabled,
    /// 3-D Secure.
    CardAuthentication,
    /// The host only looks like Kraken's.
    Lookalike,
    /// Disabled, and the page does not say why.
    Unstated,
}

/// One line of the checklist.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Item {
    /// Which one.
    pub id: ItemId,
    /// Its state.
    pub state: State,
    /// Why, for `attention` and `blocked`.
    pub reason: Option<Reason>,
    /// Its name.
    pub title: String,
    /// One sentence.
    pub summary: String,
    /// What it rests on.
    pub evidence: Vec<Evidence>,
    /// What to do next.
    pub next_step: Option<NextStep>,
}

/// What a state rests on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Evidence {
    /// Where it comes from.
    pub source: Source,
    /// A run of the page's words (masked), or a phrase of ours.
    pub quote: String,
    /// Which part of the page; null unless `source` is `page`.
    pub r#where: Option<Where>,
    /// When it was seen.
    pub seen_at: Moment,
}

/// Where evidence comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// The page as it is now.
    Page,
    /// Read earlier.
    Memory,
    /// Kraken's public status.
    Status,
    /// Bundled, dated facts.
    Knowledge,
    /// What the user told the options page.
    Account,
    /// Host and path of the page.
    Address,
}

/// Which part of the page a quote stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Where {
    Heading,
    Row,
    Control,
    Label,
    Banner,
    Dialog,
    Text,
}

/// What to do next; `url` comes from the bundled table, never from the page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NextStep {
    /// What the link says.
    pub label: String,
    /// One of Kraken's own pages.
    pub url: String,
}

/// What has to be said about the report itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Notice {
    /// Which.
    pub kind: NoticeKind,
    /// In words.
    pub text: String,
}

/// The notices there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticeKind {
    /// A limit was hit while reading.
    Truncated,
    /// A page of a known kind yields nothing.
    LayoutNotUnderstood,
    /// The page's language is not one that we read.
    LanguageNotSupported,
    /// The engine failed on this page.
    EngineFailed,
    /// No status source was read.
    StatusNotChecked,
    /// One asset or network is affected.
    AssetAffected,
    /// Stored data could not be read.
    StoredDataDamaged,
    /// The page is of another account than before; what was read of that one is forgotten.
    AnotherAccount,
}

impl Report {
    /// The item of this id, if the report holds it (one that we made always does).
    pub fn item(&self, id: ItemId) -> Option<&Item> {
        self.items.iter().find(|item| item.id == id)
    }
}
