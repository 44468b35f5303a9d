//! The facts as a page to read, `docs/facts.md`: `cargo run --example facts > docs/facts.md` writes it.

use super::regions::{Says, rules};
use super::{apps, holds, leads, links};
use crate::data::{self, File};
use crate::table;

/// The page.
pub fn document() -> String {
    let mut page = INTRODUCTION.to_owned();
    section(&mut page, "Where what is offered", REGIONS, &["region", "about", "offered", "what was said", "as of", "source"]);
    for rule in rules() {
        let says = match rule.says {
            Says::No => "no",
            Says::Yes => "yes",
            Says::If => "with conditions",
        };
        row(&mut page, &[rule.region, rule.product, says, rule.label, rule.dated.unwrap_or("undated"), rule.source]);
    }
    section(&mut page, "Holds", HOLDS, &["key", "always", "what was said", "entered", "source"]);
    for hold in holds() {
        let always = if hold.always { "yes" } else { "sometimes" };
        row(&mut page, &[hold.key, always, hold.label, date(&hold.entered.text()), hold.source]);
    }
    section(&mut page, "What takes time first", "", &["item", "what was said", "entered", "source"]);
    for lead in leads() {
        row(&mut page, &[lead.item.id(), lead.label, date(&lead.entered.text()), lead.source]);
    }
    section(&mut page, "Kraken’s apps", "", &["app", "does", "lacks or costs", "entered", "source"]);
    for app in apps() {
        row(&mut page, &[app.name, app.does, app.minds, date(&app.entered.text()), app.source]);
    }
    section(&mut page, "Which client can do what", CLIENTS, &["client", "plan", "can", "go to", "entered", "source"]);
    table::rows::<6>(data::text(File::Clients)).for_each(|cells| row(&mut page, &cells));
    section(&mut page, "Links", LINKS, &["key", "address"]);
    links::all().for_each(|(key, _, url)| row(&mut page, &[key, url]));
    page
}

const INTRODUCTION: &str = "# Facts

What Preflight knows besides the page: made from the data in `src/facts`, each row with the source that was seen and its date.
Facts explain and link. They never go before a page and never make anything ready; alone they make an item *attention* at
most. A source older than 180 days, or without a date, is shown as “may have changed” and changes no item. What is not here
is not known.
";
const REGIONS: &str = "
What was looked for and not found is left out: in which states of the US staking is open, where futures are open outside of the
regions below, and what applies in the territories of the US.
";
const HOLDS: &str = "
A hold stops withdrawals; trading goes on.
";
const CLIENTS: &str = "
A pair that is not here is not known, and nothing is claimed of it.
";
const LINKS: &str = "
Next steps lead to these addresses only.
";

fn section(page: &mut String, title: &str, words: &str, columns: &[&str]) {
    page.push_str(&format!("\n## {title}\n{words}\n| {} |\n|{}\n", columns.join(" | "), " --- |".repeat(columns.len())));
}

fn row(page: &mut String, cells: &[&str]) {
    page.push_str(&format!("| {} |\n", cells.join(" | ")));
}

fn date(time: &str) -> &str {
    time.split('T').next().unwrap_or(time)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_is_made_from_the_data() {
        let written = include_str!("../../docs/facts.md");
        assert!(written == document(), "docs/facts.md is not current: cargo run --example facts > docs/facts.md");
        for rule in rules() {
            assert!(written.contains(rule.label) && !rule.label.contains('|') && !rule.source.contains('|'));
        }
    }
}
