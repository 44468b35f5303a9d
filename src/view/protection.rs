//! How the account is protected: Kraken's layers one upon the other, the next thing to do, and what is wrong with each
//! API key. Folded to one line, but for pages and plans that are about it.

use super::dom::El;
use super::icon::icon;
use super::model::public_name;
use super::pen::Pen;
use super::sheet::step;
use super::words::{layer_words, protection_words, risk_words, weight_words};
use crate::checks::posture::{Posture, Suggestion};
use crate::data::{self, File};
use crate::facts::Tip;
use crate::gather::Gather;
use crate::moment::Moment;
use crate::report::{KeyReport, PageKind, Plan, Report, State};

/// The protection that a report shows.
pub fn protection(report: &Report, posture: &Posture) -> El {
    let mut pen = Pen::new("details", "protection");
    pen.attr("data-key", "protection");
    if matches!(report.page.kind, PageKind::Security | PageKind::ApiKeys) || report.plan == Plan::Hold {
        pen.attr("open", "");
    }
    pen.open("summary", "");
    pen.open("span", "body");
    pen.text("strong", "", "Protection");
    pen.text("span", "gist", &protection_words(posture));
    pen.close();
    pen.close();
    keys(&mut pen, &report.keys);
    layers(&mut pen, posture);
    if let Some((first, rest)) = posture.advice.split_first() {
        pen.open("section", "advice");
        pen.text("p", "word", "Next");
        suggestion(&mut pen, first);
        pen.close();
        others(&mut pen, rest);
    }
    tips(&mut pen, &posture.key_advice);
    pen.done()
}

fn layers(pen: &mut Pen, posture: &Posture) {
    pen.open("ol", "layers");
    pen.attr("aria-label", "Layers of protection, the outermost first");
    for layer in posture.posture.iter().rev() {
        pen.open("li", "layer");
        pen.attr("data-layer", layer.fact.key);
        pen.attr("data-look", public_name(layer.state));
        pen.put(icon(layer.state));
        pen.open("div", "body");
        pen.open("p", "title");
        pen.text("span", "name", layer.fact.title);
        pen.text("span", "state", layer_words(layer));
        pen.close();
        pen.text("p", "stops", &format!("Stops: {}", layer.fact.stops));
        pen.close();
        pen.close();
    }
    pen.close();
    if posture.hidden_by_lock {
        pen.text("p", "aside", data::words_of(File::AppWords, "hidden_by_lock"));
    }
}

fn others(pen: &mut Pen, rest: &[Suggestion]) {
    if rest.is_empty() {
        return;
    }
    fold(pen, &format!("Then, in this order: {} more", rest.len()));
    pen.open("ol", "advised");
    for one in rest {
        pen.open("li", "advice");
        suggestion(pen, one);
        pen.close();
    }
    pen.close();
    pen.close();
}

fn suggestion(pen: &mut Pen, of: &Suggestion) {
    let fact = &of.fact;
    pen.text("h3", "", fact.title);
    if let Some(words) = weight_words(of.weight) {
        pen.text("p", "weight", words);
    }
    said(pen, "Why: ", fact.why);
    if !of.unread.is_empty() {
        let titles: Vec<&str> = of.unread.iter().map(|id| id.title()).gather();
        said(pen, "Not read yet: ", &titles.join(", "));
    }
    if of.locked {
        said(pen, "First: ", "the settings lock is on and prevents it. Take it off, and lock again afterwards.");
    }
    said(pen, "Costs: ", fact.cost);
    said(pen, "Where: ", fact.place);
    if let Some(link) = of.next_step.as_ref().and_then(step) {
        pen.put(link);
    }
    source(pen, fact.source, fact.entered);
}

fn said(pen: &mut Pen, word: &str, text: &str) {
    pen.open("p", "");
    pen.text("b", "", word);
    pen.text("span", "", text);
    pen.close();
}

fn source(pen: &mut Pen, source: &str, entered: Moment) {
    let date = entered.text();
    pen.text("p", "source", &format!("{source}, as of {}", date.get(..10).unwrap_or(&date)));
}

/// Opens a fold.
fn fold(pen: &mut Pen, words: &str) {
    pen.open("details", "fold");
    pen.attr("data-key", words);
    pen.text("summary", "", words);
}

fn keys(pen: &mut Pen, all: &[KeyReport]) {
    if all.is_empty() {
        return;
    }
    pen.text("h3", "", "API keys");
    pen.open("ul", "keys");
    for key in all {
        let look = if key.risks.is_empty() { State::Ready } else { State::Attention };
        pen.open("li", "key");
        pen.attr("data-look", public_name(look));
        pen.put(icon(look));
        pen.open("p", "");
        pen.text("b", "", &format!("Key {} of {} ", key.key, key.of));
        let mut words = String::new();
        for risk in &key.risks {
            words.push_str(if words.is_empty() { "" } else { ", " });
            words.push_str(risk_words(*risk));
        }
        pen.text("span", "", if words.is_empty() { "nothing wrong was read" } else { &words });
        pen.close();
        pen.close();
    }
    pen.close();
}

fn tips(pen: &mut Pen, all: &[Tip]) {
    for (server, words) in [(false, "For every bot’s key"), (true, "For a key on a rented server")] {
        if all.is_empty() {
            return;
        }
        fold(pen, words);
        pen.open("ul", "tips");
        for tip in all.iter().filter(|tip| tip.server == server) {
            pen.open("li", "");
            pen.text("p", "", tip.text);
            source(pen, tip.source, tip.entered);
            pen.close();
        }
        pen.close();
        pen.close();
    }
}
