//! Prints the snapshot of each saved page as one line of JSON. Arguments come in pairs: page, URL.

use std::io::Write;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut out = std::io::stdout().lock();
    for pair in arguments.chunks(2) {
        let [page, url] = pair else { return Err("a page without a URL".into()) };
        let html = preflight::html::decode(&std::fs::read(page)?);
        writeln!(out, "{}", preflight::html::snapshot(&html, url)?.to_json()?)?;
    }
    Ok(())
}
