//! The fixture pages, and how a report is held against what a person said of the page.
#![allow(dead_code, reason = "each test takes what it needs")]

use preflight::account::Account;
use preflight::engine::{self, Given};
use preflight::moment::Moment;
use preflight::report::{ItemId, Report};
use preflight::{html, snapshot::Snapshot};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

/// One page with its expectation.
pub struct Fixture {
    /// Folder and name.
    pub name: String,
    /// The page.
    pub html: String,
    /// What a person said of it.
    pub expected: Value,
}

/// One judgement: what an item was to be and what it came out as.
pub struct Judgement {
    pub item: String,
    pub wanted: String,
    pub got: String,
    pub right: bool,
    /// It came out ready although it is not.
    pub false_ready: bool,
    /// It came out blocked although it is not.
    pub false_blocked: bool,
    /// A person sees evidence of it: it is to come out as something else than unknown.
    pub visible: bool,
    /// It came out as something else than unknown.
    pub claimed: bool,
}

/// The sets of pages: the folders of `tests/pages`.
pub fn sets() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let entries = fs::read_dir(root).unwrap().map(|entry| entry.unwrap());
    let folders = entries.filter(|entry| entry.path().is_dir());
    let mut names: Vec<String> = folders.map(|entry| entry.file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// Every fixture below a folder of `tests/pages`.
pub fn fixtures(folder: &str) -> Vec<Fixture> {
    below("tests/pages", folder, |_| true)
}

/// The pages of the practice site that say what is to be read on them.
pub fn practice() -> Vec<Fixture> {
    ["www", "pro", "id"]
        .iter()
        .flat_map(|client| below("www/practice", client, |page| page.with_extension("json").is_file()))
        .collect()
}

/// Every page below a folder that is to be taken; one without its expectation is an error.
fn below(root: &str, folder: &str, take: fn(&Path) -> bool) -> Vec<Fixture> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(root);
    let mut paths: Vec<PathBuf> = Vec::new();
    let mut open = vec![root.join(folder)];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(&next).unwrap_or_else(|error| panic!("{}: {error}", next.display())) {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|ending| ending == "html") && take(&path) {
                paths.push(path);
            }
        }
    }
    paths.sort();
    paths.iter().map(|path| read(&root, path)).collect()
}

fn read(root: &Path, path: &Path) -> Fixture {
    let expected = fs::read_to_string(path.with_extension("json")).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let expected = serde_json::from_str(&expected).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let name = path.strip_prefix(root).unwrap().with_extension("").display().to_string();
    Fixture { name, html: fs::read_to_string(path).unwrap(), expected }
}

impl Fixture {
    pub fn url(&self) -> &str {
        self.expected["url"].as_str().unwrap()
    }

    /// The language of the page's words, as its author says.
    pub fn language(&self) -> &str {
        self.expected["page"]["locale"].as_str().unwrap_or("en")
    }

    pub fn snapshot(&self) -> Snapshot {
        html::snapshot(&self.html, self.url()).unwrap()
    }

    pub fn given(&self) -> Given {
        let at = self.expected["at"].as_str().unwrap_or("2026-11-22T12:00:00Z");
        let account = match &self.expected["account"] {
            Value::Null => Account::default(),
            account => Account::parse(&account.to_string()).unwrap(),
        };
        let plan = self.expected["plan"].as_str().map(|plan| plan.parse().unwrap());
        Given { at: Moment::parse(at).unwrap(), account, plan, ..Given::default() }
    }

    pub fn report(&self) -> Report {
        engine::report(&self.snapshot(), &self.given())
    }

    /// Holds a report against the expectation: every item, every listed member of the page, every listed notice.
    pub fn judge(&self, report: &Report) -> Vec<Judgement> {
        let mut judgements: Vec<Judgement> = ItemId::ALL.iter().filter_map(|id| self.judge_item(*id, report)).collect();
        let page = serde_json::to_value(&report.page).unwrap();
        for (member, wanted) in self.expected["page"].as_object().into_iter().flatten() {
            judgements.push(plain(format!("page.{member}"), wanted.to_string(), page[member].to_string()));
        }
        for wanted in self.expected["notices"].as_array().into_iter().flatten() {
            let has = report.notices.iter().any(|notice| serde_json::to_value(notice.kind).unwrap() == *wanted);
            judgements.push(plain(
                format!("notice.{}", wanted.as_str().unwrap()),
                "there".to_owned(),
                if has { "there" } else { "missing" }.to_owned(),
            ));
        }
        judgements
    }

    fn judge_item(&self, id: ItemId, report: &Report) -> Option<Judgement> {
        let item = serde_json::to_value(report.item(id).unwrap()).unwrap();
        let state = item["state"].as_str().unwrap();
        let got = shown(state, &item["reason"]);
        let (wanted, right) = match (&self.expected["items"][id.id()], &self.expected["not"][id.id()]) {
            (Value::Object(expected), _) => {
                let wanted = shown(expected["state"].as_str().unwrap(), expected.get("reason").unwrap_or(&Value::Null));
                let right = wanted == got;
                (wanted, right)
            }
            (_, Value::Array(not)) => (format!("not {}", Value::Array(not.clone())), !not.iter().any(|no| no == state)),
            _ if id.id().starts_with("session.") || id == ItemId::Deadline => return None,
            _ => ("unknown".to_owned(), matches!(state, "unknown" | "not_applicable")),
        };
        let open = wanted.starts_with("not ");
        let unclaimed = |state: &str| matches!(state, "unknown" | "not_applicable");
        Some(Judgement {
            visible: !open && !unclaimed(&wanted),
            claimed: !unclaimed(state),
            false_ready: state == "ready" && !wanted.starts_with("ready") && !(open && right),
            false_blocked: state == "blocked" && !wanted.starts_with("blocked") && !(open && right),
            item: id.id().to_owned(),
            wanted,
            got,
            right,
        })
    }
}

fn shown(state: &str, reason: &Value) -> String {
    reason.as_str().map_or_else(|| state.to_owned(), |reason| format!("{state} ({reason})"))
}

fn plain(item: String, wanted: String, got: String) -> Judgement {
    Judgement {
        right: wanted == got,
        false_ready: false,
        false_blocked: false,
        visible: false,
        claimed: false,
        item,
        wanted,
        got,
    }
}
