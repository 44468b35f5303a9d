//! Reads style sheets into rules. What it does not understand it leaves out, as browsers do.

use super::css::{Compound, Look, Rule, Test};

/// Window width that width queries are judged for, in CSS pixels.
const WIDTH: f64 = 1280.0;
/// Most rules of one page that are looked at.
const MOST: usize = 20_000;

/// Adds the rules of a sheet that say something about what is shown.
pub(super) fn read(text: &str, rules: &mut Vec<Rule>) {
    let text = without_comments(text);
    let mut open = Vec::new();
    let mut start = 0;
    for (index, letter) in text.char_indices() {
        match letter {
            '{' => {
                let head = text.get(start..index).unwrap_or_default().trim();
                let above = open.last().is_none_or(|(enters, _)| *enters);
                let enters = above && head.starts_with('@') && goes_into(head);
                open.push((enters, (above && !head.starts_with('@')).then_some((head, index + 1))));
                start = index + 1;
            }
            '}' => {
                if let Some((_, Some((head, from)))) = open.pop() {
                    rule(head, text.get(from..index).unwrap_or_default(), rules);
                }
                start = index + 1;
            }
            ';' if open.last().is_none_or(|(enters, _)| *enters) => start = index + 1,
            _ => {}
        }
    }
}

fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, comment)) = rest.split_once("/*") {
        out.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out
}

/// Whether the rules inside an at-rule hold.
fn goes_into(head: &str) -> bool {
    let head = head.to_ascii_lowercase();
    if head.starts_with("@layer") || head.starts_with("@supports") {
        return true;
    }
    let Some(query) = head.strip_prefix("@media") else { return false };
    query.split(',').any(|query| !query.contains("print") && widths_hold(query))
}

fn widths_hold(query: &str) -> bool {
    query.split('(').skip(1).all(|part| {
        let Some((name, value)) = part.split(')').next().unwrap_or_default().split_once(':') else { return true };
        let value = value.trim();
        let (number, scale) = match (value.strip_suffix("px"), value.strip_suffix("rem").or(value.strip_suffix("em"))) {
            (Some(number), _) => (number, 1.0),
            (_, Some(number)) => (number, 16.0),
            _ => return true,
        };
        let Ok(number) = number.trim().parse::<f64>() else { return true };
        match name.trim() {
            "max-width" => WIDTH <= number * scale,
            "min-width" => WIDTH >= number * scale,
            _ => true,
        }
    })
}

fn rule(head: &str, block: &str, rules: &mut Vec<Rule>) {
    let look = Look::parse(block.split('{').next().unwrap_or_default());
    if look.is_empty() {
        return;
    }
    for selector in head.split(',') {
        if rules.len() >= MOST {
            return;
        }
        if let Some(compounds) = parse(selector) {
            let mut specificity = (false, 0, 0, 0, u32::try_from(rules.len()).unwrap_or(u32::MAX));
            for (compound, _) in &compounds {
                specificity.3 += u16::from(!compound.tag.is_empty());
                for (test, _) in &compound.parts {
                    match test {
                        Test::Id(_) => specificity.1 += 1,
                        _ => specificity.2 += 1,
                    }
                }
            }
            rules.push(Rule { compounds, look, specificity });
        }
    }
}

/// A selector's compounds from right to left, none when it holds anything that is not understood.
fn parse(selector: &str) -> Option<Vec<(Compound, bool)>> {
    let spaced = selector.trim().replace('>', " > ");
    let mut compounds = Vec::new();
    let mut child = false;
    // Attribute values with spaces are not understood: their halves do not parse.
    for word in spaced.split_ascii_whitespace() {
        if word == ">" {
            child = true;
        } else {
            compounds.push((compound(word)?, std::mem::take(&mut child)));
        }
    }
    compounds.reverse();
    (!compounds.is_empty() && compounds.len() < 16 && !child).then_some(compounds)
}

fn compound(word: &str) -> Option<Compound> {
    let mut compound = Compound::default();
    let mut rest = word;
    let (name, after) = ident(rest);
    if !name.is_empty() {
        compound.tag = name.to_ascii_lowercase();
        rest = after;
    } else if let Some(after) = rest.strip_prefix('*') {
        rest = after;
    }
    while !rest.is_empty() {
        if let Some(inside) = rest.strip_prefix(":not(") {
            let (part, after) = inside.split_once(')')?;
            let (test, left) = simple(part)?;
            if !left.is_empty() {
                return None;
            }
            compound.parts.push((test, false));
            rest = after;
        } else {
            let (test, after) = simple(rest)?;
            compound.parts.push((test, true));
            rest = after;
        }
    }
    Some(compound)
}

fn simple(text: &str) -> Option<(Test, &str)> {
    if let Some(rest) = text.strip_prefix('[') {
        let (inside, after) = rest.split_once(']')?;
        let Some((name, value)) = inside.split_once('=') else {
            return Some((Test::Attr(inside.trim().to_ascii_lowercase(), ' ', String::new()), after));
        };
        let how = name.chars().last().filter(|letter| "~^$*|".contains(*letter));
        let name = name.trim_end_matches(['~', '^', '$', '*', '|']).trim().to_ascii_lowercase();
        let value = value.trim().trim_matches(['"', '\'']).to_owned();
        return Some((Test::Attr(name, how.unwrap_or('='), value), after));
    }
    let make: fn(String) -> Test = if text.starts_with('#') { Test::Id } else { Test::Class };
    let (name, after) = ident(text.strip_prefix(['#', '.'])?);
    let plain = name.replace('\\', "");
    (!plain.is_empty()).then(|| (make(plain), after))
}

/// The name at the start of a text, and what follows. `\` takes the letter after it into the name.
fn ident(text: &str) -> (&str, &str) {
    let mut escaped = false;
    let end = text.find(|letter: char| {
        if std::mem::take(&mut escaped) {
            return false;
        }
        escaped = letter == '\\';
        !(escaped || letter.is_alphanumeric() || letter == '-' || letter == '_' || !letter.is_ascii())
    });
    text.split_at(end.unwrap_or(text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(text: &str) -> usize {
        let mut found = Vec::new();
        read(text, &mut found);
        found.len()
    }

    #[test]
    fn what_is_not_understood_is_left_out() {
        assert_eq!(rules(".a{display:none} /* .b{display:none} */ #c > .d, e [f] { visibility : hidden }"), 3);
        assert_eq!(rules("a:hover{display:none} .x::before{opacity:0} p + p {display:none}"), 0);
        assert_eq!(rules("@media print{.a{display:none}} @media (max-width: 600px){.b{display:none}}"), 0);
        assert_eq!(rules("@media screen and (min-width:640px){.a{display:none}} @import url(x); .b{opacity:0}"), 2);
        assert_eq!(rules("@keyframes f{from{opacity:0}to{opacity:1}} .md\\:hidden{display:none}"), 1);
        assert_eq!(rules("}}}{{{ .a{display:none"), 0);
    }
}
