//! Throw-away.
#![allow(clippy::all, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, missing_docs, dead_code)]
#[path = "../tests/corpus/mod.rs"]
mod corpus;
use preflight::engine::{self, Given};
use preflight::snapshot::{Kind, Node, Snapshot};
use std::io::Write;
fn main() {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let all: Vec<_> =
        ["account", "fresh", "kept", "languages", "markup", "products"].iter().flat_map(|f| corpus::fixtures(f)).collect();
    let urls = [
        "https://pro.kraken.com/app/home",
        "https://www.kraken.com/c/earn",
        "https://www.kraken.com/u/funding/deposit",
        "https://pro.kraken.com/app/settings/api",
        "https://www.kraken.com/c/withdraw",
        "https://pro.kraken.com/app/trade/btc-usd",
    ];
    for f in &all {
        let page = f.snapshot();
        let given = f.given();
        writeln!(out, "{} {}", f.name, serde_json::to_string(&engine::report(&page, &given)).unwrap()).unwrap();
        writeln!(out, "{}", engine::explain(&page, &given)).unwrap();
        for url in urls {
            let other = Snapshot { url: url.to_string(), ..page.clone() };
            writeln!(out, "{} {}", f.name, serde_json::to_string(&engine::report(&other, &given)).unwrap()).unwrap();
            writeln!(out, "{}", engine::explain(&other, &given)).unwrap();
        }
    }
    // Whole pages run together.
    for (number, some) in all.chunks(7).enumerate() {
        let mut nodes = Vec::new();
        for f in some {
            nodes.push(Node { kind: if number % 2 == 0 { Kind::Region } else { Kind::Dialog }, ..Node::default() });
            nodes.extend(f.snapshot().nodes.into_iter().map(|n| Node { depth: n.depth + 1, ..n }));
        }
        let page = Snapshot { url: urls[number % urls.len()].into(), nodes, ..Snapshot::default() };
        writeln!(out, "{number} {}", serde_json::to_string(&engine::report(&page, &Given::default())).unwrap()).unwrap();
        writeln!(out, "{}", engine::explain(&page, &Given::default())).unwrap();
    }
}
