//! Reads JSON. By hand, as every page waits for the module to load: with a library's reader and the code it derives
//! for each shape, and the texts of errors that nobody sees, the module is a quarter larger. A test reads the same
//! texts with both. [`crate::writer`] writes.

use crate::letters;
use std::borrow::Cow;

/// Deepest nesting that [`Reader::value`] and [`Reader::skip`] follow: a hostile text must not exhaust the stack.
const DEEPEST: usize = 64;

/// Reads a text from front to back. What returns none has met something else than it was asked for;
/// what is read after that means nothing.
pub struct Reader<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
}

impl<'a> Reader<'a> {
    /// A reader at the start of a text.
    pub fn new(text: &'a str) -> Self {
        Reader { text, at: 0, depth: 0 }
    }

    /// How far it got, in bytes.
    pub fn position(&self) -> usize {
        self.at
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn next(&mut self) -> Option<u8> {
        while matches!(self.byte(), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.at += 1;
        }
        self.byte()
    }

    fn take(&mut self, byte: u8) -> bool {
        let found = self.next() == Some(byte);
        self.at += usize::from(found);
        found
    }

    fn word(&mut self, word: &str) -> bool {
        self.next();
        let found = self.text.get(self.at..).is_some_and(|rest| rest.starts_with(word));
        self.at += if found { word.len() } else { 0 };
        found
    }

    /// Nothing but white space is left.
    pub fn end(&mut self) -> Option<()> {
        self.next().is_none().then_some(())
    }

    /// `null`, or something else, which stays.
    pub fn null(&mut self) -> bool {
        self.word("null")
    }

    /// `true` or `false`.
    pub fn flag(&mut self) -> Option<bool> {
        if self.word("true") { Some(true) } else { self.word("false").then_some(false) }
    }

    /// A number; none for one that is not whole.
    pub fn whole(&mut self) -> Option<i64> {
        letters::number(self.number()?)
    }

    fn number(&mut self) -> Option<&'a str> {
        self.next();
        let from = self.at;
        self.at += usize::from(self.byte() == Some(b'-'));
        let first = self.byte();
        let digits = self.digits()?;
        if digits > 1 && first == Some(b'0') {
            return None;
        }
        if self.byte() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if matches!(self.byte(), Some(b'e' | b'E')) {
            self.at += 1;
            self.at += usize::from(matches!(self.byte(), Some(b'+' | b'-')));
            self.digits()?;
        }
        self.text.get(from..self.at)
    }

    fn digits(&mut self) -> Option<usize> {
        let from = self.at;
        while self.byte().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        (self.at > from).then_some(self.at - from)
    }

    /// A text; borrowed where nothing in it is escaped. Half a surrogate pair becomes U+FFFD.
    pub fn string(&mut self) -> Option<Cow<'a, str>> {
        self.take(b'"').then_some(())?;
        let mut text = Cow::Borrowed("");
        loop {
            let from = self.at;
            while !matches!(self.byte()?, b'"' | b'\\' | 0..=0x1f) {
                self.at += 1;
            }
            let run = self.text.get(from..self.at)?;
            if text.is_empty() {
                text = Cow::Borrowed(run);
            } else {
                text.to_mut().push_str(run);
            }
            let stop = self.byte()?;
            self.at += 1;
            match stop {
                b'"' => return Some(text),
                b'\\' => {
                    let letter = self.escaped()?;
                    text.to_mut().push(letter);
                }
                _ => return None,
            }
        }
    }

    fn escaped(&mut self) -> Option<char> {
        let letter = self.byte()?;
        self.at += 1;
        Some(match letter {
            b'"' | b'\\' | b'/' => char::from(letter),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let high = self.hex()?;
                let rest = self.text.as_bytes().get(self.at..self.at.saturating_add(2));
                if (0xd800..0xdc00).contains(&high) && rest == Some(b"\\u") {
                    let before = self.at;
                    self.at += 2;
                    let low = self.hex()?;
                    if (0xdc00..0xe000).contains(&low) {
                        return char::from_u32(0x1_0000 + ((high - 0xd800) << 10) + (low - 0xdc00));
                    }
                    self.at = before;
                }
                char::from_u32(high).unwrap_or(char::REPLACEMENT_CHARACTER)
            }
            _ => return None,
        })
    }

    fn hex(&mut self) -> Option<u32> {
        let digits = self.text.as_bytes().get(self.at..self.at.saturating_add(4))?;
        self.at += 4;
        digits.iter().try_fold(0, |sum, digit| Some(sum * 16 + char::from(*digit).to_digit(16)?))
    }

    /// A list; `each` reads one member.
    pub fn list(&mut self, each: &mut dyn FnMut(&mut Self) -> Option<()>) -> Option<()> {
        self.take(b'[').then_some(())?;
        if self.take(b']') {
            return Some(());
        }
        loop {
            each(self)?;
            if self.take(b']') {
                return Some(());
            }
            self.take(b',').then_some(())?;
        }
    }

    /// An object; `each` reads the value of one key.
    pub fn fields(&mut self, each: &mut dyn FnMut(&mut Self, &str) -> Option<()>) -> Option<()> {
        self.take(b'{').then_some(())?;
        if self.take(b'}') {
            return Some(());
        }
        loop {
            let key = self.string()?;
            self.take(b':').then_some(())?;
            each(self, &key)?;
            if self.take(b'}') {
                return Some(());
            }
            self.take(b',').then_some(())?;
        }
    }

    /// Whatever comes next, as a tree.
    pub fn value(&mut self) -> Option<Json> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return None;
        }
        let value = match self.next()? {
            b'"' => Json::Text(self.string()?.into_owned()),
            b'[' => {
                let mut list = Vec::new();
                self.list(&mut |reader| {
                    list.push(reader.value()?);
                    Some(())
                })?;
                Json::List(list)
            }
            b'{' => {
                let mut fields = Vec::new();
                self.fields(&mut |reader, key| {
                    fields.push((key.to_owned(), reader.value()?));
                    Some(())
                })?;
                Json::Fields(fields)
            }
            b't' | b'f' => Json::Flag(self.flag()?),
            b'n' => {
                self.null().then_some(())?;
                Json::Null
            }
            _ => letters::number(self.number()?).map_or(Json::Null, Json::Whole),
        };
        self.depth -= 1;
        Some(value)
    }

    /// Passes over whatever comes next.
    pub fn skip(&mut self) -> Option<()> {
        self.value().map(|_| ())
    }
}

/// A tree of JSON. A number that is not whole counts as none: nothing of ours has one.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Json {
    /// Nothing.
    #[default]
    Null,
    /// Yes or no.
    Flag(bool),
    /// A whole number.
    Whole(i64),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Json>),
    /// An object, its keys in the text's order.
    Fields(Vec<(String, Json)>),
}

impl Json {
    /// Reads a whole text; none when it is no JSON.
    pub fn parse(text: &str) -> Option<Json> {
        let mut reader = Reader::new(text);
        let value = reader.value()?;
        reader.end().map(|()| value)
    }

    /// The members of an object.
    pub fn fields(&self) -> Option<&[(String, Json)]> {
        if let Json::Fields(fields) = self { Some(fields) } else { None }
    }

    /// A member of an object. Of two with one name the later counts.
    pub fn get(&self, name: &str) -> Option<&Json> {
        self.fields()?.iter().rfind(|(key, _)| key == name).map(|(_, value)| value)
    }

    /// A text.
    pub fn text(&self) -> Option<&str> {
        if let Json::Text(text) = self { Some(text) } else { None }
    }

    /// A list.
    pub fn list(&self) -> Option<&[Json]> {
        if let Json::List(list) = self { Some(list) } else { None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn agrees(json: &Json, value: &serde_json::Value) -> bool {
        use serde_json::Value;
        match (json, value) {
            (Json::Null, Value::Null) => true,
            (Json::Null, Value::Number(number)) => number.as_i64().is_none(),
            (Json::Flag(a), Value::Bool(b)) => a == b,
            (Json::Whole(a), Value::Number(b)) => Some(*a) == b.as_i64() || (*a == 0 && b.as_f64() == Some(0.0)),
            (Json::Text(a), Value::String(b)) => a == b,
            (Json::List(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| agrees(a, b)),
            (Json::Fields(_), Value::Object(b)) => b.iter().all(|(key, b)| json.get(key).is_some_and(|a| agrees(a, b))),
            _ => false,
        }
    }

    const SEEDS: &[&str] = &[
        r#"{"a": [1, -2, 0, 3.5, 1e9, -0.25E-3], "b": "x\ny\u00e9\ud83d\ude00\/\"\\", "c": {"d": null, "e": true, "f": false}, "": []}"#,
        " [ ] ",
        "\"ü — \u{1f600}\"",
        "{\"a\":1,\"a\":2}",
        "-9223372036854775808",
        "123456789012345678901234567890",
        r#"[0,"mai n",["t",""],{"l":1}]"#,
    ];

    #[test]
    fn reads_what_serde_reads_and_refuses_what_it_refuses() {
        let mut seed = 7_u64;
        let mut random = |below: usize| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) as usize % below
        };
        let letters: Vec<char> = "{}[]\",:\\u0123456789dDeE+-. \n\ttruefalsnul\u{1}é".chars().collect();
        for round in 0..60_000 {
            let mut text: Vec<char> = SEEDS[round % SEEDS.len()].chars().collect();
            for _ in 0..(round / SEEDS.len()) % 4 {
                let at = random(text.len().max(1)).min(text.len());
                match random(3) {
                    0 => text.insert(at, letters[random(letters.len())]),
                    1 if at < text.len() => text[at] = letters[random(letters.len())],
                    _ => text.truncate(at),
                }
            }
            let text: String = text.into_iter().collect();
            match (Json::parse(&text), serde_json::from_str::<serde_json::Value>(&text)) {
                (Some(ours), Ok(theirs)) => assert!(agrees(&ours, &theirs), "{text}"),
                (None, Err(_)) => {}
                // Half a surrogate pair is an error there and U+FFFD here; so is a float beyond all bounds.
                (Some(_), Err(error)) => {
                    let error = error.to_string();
                    assert!(
                        error.contains("surrogate") || error.contains("escape") || error.contains("range"),
                        "{text}: {error}"
                    );
                }
                (None, Ok(_)) => panic!("refused: {text}"),
            }
        }
    }

    #[test]
    fn half_a_surrogate_pair_is_replaced_and_nesting_has_an_end() {
        assert_eq!(Json::parse(r#""a\ud83db\ude00""#), Some(Json::Text("a\u{fffd}b\u{fffd}".into())));
        assert_eq!(Json::parse(r#""\ud83d\ud83d\ude00""#), Some(Json::Text("\u{fffd}\u{1f600}".into())));
        assert!(Json::parse(&"[".repeat(1_000_000)).is_none());
        assert!(Json::parse(&["[".repeat(60), "]".repeat(60)].concat()).is_some());
    }
}
