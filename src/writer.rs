//! Writes JSON. By hand for the same reason as [`crate::json`] reads it so; tests hold it against what serde writes.

use crate::moment::Moment;
use crate::names::Named;

/// A text of JSON that grows from front to back.
#[derive(Debug, Default)]
pub struct Writer {
    out: String,
}

impl Writer {
    /// The text.
    pub fn done(self) -> String {
        self.out
    }

    /// A comma, unless this is the first of a list or object, or the value of a key.
    fn part(&mut self) {
        if !matches!(self.out.as_bytes().last(), None | Some(b'{' | b'[' | b':')) {
            self.out.push(',');
        }
    }

    /// As it stands: `true`, `null`, a number.
    pub fn raw(&mut self, text: &str) {
        self.part();
        self.out.push_str(text);
    }

    /// The key of what comes next.
    pub fn key(&mut self, name: &str) {
        self.part();
        self.quoted(name);
        self.out.push(':');
    }

    /// An object; `fields` writes keys and values.
    pub fn object(&mut self, fields: &mut dyn FnMut(&mut Self)) {
        self.raw("{");
        fields(self);
        self.out.push('}');
    }

    /// A list; `members` writes values.
    pub fn list(&mut self, members: &mut dyn FnMut(&mut Self)) {
        self.raw("[");
        members(self);
        self.out.push(']');
    }

    /// A text.
    pub fn text(&mut self, text: &str) {
        self.part();
        self.quoted(text);
    }

    fn quoted(&mut self, text: &str) {
        self.out.push('"');
        for letter in text.chars() {
            let short = match letter {
                '"' | '\\' => letter,
                '\u{8}' => 'b',
                '\u{c}' => 'f',
                '\n' => 'n',
                '\r' => 'r',
                '\t' => 't',
                '\0'..='\u{1f}' => {
                    self.out.push_str(if letter < '\u{10}' { "\\u000" } else { "\\u001" });
                    self.out.extend(char::from_digit(letter as u32 % 16, 16));
                    continue;
                }
                _ => {
                    self.out.push(letter);
                    continue;
                }
            };
            self.out.push('\\');
            self.out.push(short);
        }
        self.out.push('"');
    }

    /// A key and its text, null where there is none.
    pub fn text_of(&mut self, key: &str, text: Option<&str>) {
        self.key(key);
        match text {
            Some(text) => self.text(text),
            None => self.raw("null"),
        }
    }

    /// A key and the name of a member of a closed set.
    pub fn name_of<T: Named>(&mut self, key: &str, member: Option<T>) {
        self.text_of(key, member.map(Named::public));
    }

    /// A key and a time.
    pub fn time_of(&mut self, key: &str, time: Moment) {
        self.text_of(key, Some(&time.text()));
    }

    /// A key and a whole number.
    pub fn number_of(&mut self, key: &str, number: i64) {
        self.key(key);
        self.raw(&number.to_string());
    }

    /// A key and yes or no, null where it is neither.
    pub fn flag_of(&mut self, key: &str, flag: Option<bool>) {
        self.key(key);
        self.raw(match flag {
            Some(true) => "true",
            Some(false) => "false",
            None => "null",
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_escaped_as_serde_does() {
        let all: String = ('\0'..='\u{2ff}').chain("\u{2028}\u{1f600}\u{feff}".chars()).collect();
        let mut writer = Writer::default();
        writer.text(&all);
        assert_eq!(writer.done(), serde_json::to_string(&all).unwrap());
    }

    #[test]
    fn commas_stand_between() {
        let mut writer = Writer::default();
        writer.object(&mut |object| {
            object.key("a");
            object.list(&mut |list| {
                list.raw("1");
                list.text("{");
                list.text("b:");
                list.object(&mut |_| ());
                list.list(&mut |_| ());
            });
            object.flag_of("b", None);
        });
        assert_eq!(writer.done(), r#"{"a":[1,"{","b:",{},[]],"b":null}"#);
    }
}
