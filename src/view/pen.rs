//! Draws line by line where [`El`] builds by nesting: less code for what is long.

use super::dom::{El, el};

/// Elements that are open, the outermost first.
pub struct Pen(Vec<El>);

impl Pen {
    /// Begins with this element.
    pub fn new(tag: &str, class: &str) -> Pen {
        Pen(vec![el(tag, class)])
    }

    /// Opens an element in the innermost open one.
    #[inline(never)]
    pub fn open(&mut self, tag: &str, class: &str) {
        self.0.push(el(tag, class));
    }

    /// Sets an attribute of the innermost open element.
    #[inline(never)]
    pub fn attr(&mut self, name: &str, value: &str) {
        if let Some(last) = self.0.last() {
            last.clone().attr(name, value);
        }
    }

    /// Puts a part into the innermost open element.
    #[inline(never)]
    pub fn put(&mut self, part: El) {
        if let Some(last) = self.0.last() {
            last.clone().child(part);
        }
    }

    /// Puts an element with a text.
    #[inline(never)]
    pub fn text(&mut self, tag: &str, class: &str, text: &str) {
        self.put(el(tag, class).text(text));
    }

    /// Closes the innermost element; the outermost stays open.
    #[inline(never)]
    pub fn close(&mut self) {
        if let Some(last) = self.0.pop() {
            if self.0.is_empty() {
                self.0.push(last);
            } else {
                self.put(last);
            }
        }
    }

    /// What was drawn.
    pub fn done(mut self) -> El {
        while self.0.len() > 1 {
            self.close();
        }
        self.0.pop().unwrap_or_else(|| el("span", ""))
    }
}
