//! Snapshot ↔ JSON. Written and read by hand because nodes travel as short arrays: on a page of 50,000
//! elements the names of fields would be most of the message.

use super::{Extra, Flags, Kind, MAX_DEPTH, MAX_NODES, MAX_TEXT, Mode, Node, Snapshot};
use crate::json::Reader;
use crate::names::Named;
use serde::ser::{Serialize, SerializeSeq, Serializer};
use std::borrow::Cow;
use std::fmt;

/// Why a snapshot could not be taken.
#[derive(Debug, Clone, PartialEq)]
pub struct SnapshotError(String);

impl fmt::Display for SnapshotError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "not a snapshot: {}", self.0)
    }
}

impl std::error::Error for SnapshotError {}

#[derive(serde::Serialize)]
struct Wire {
    v: u32,
    url: String,
    dialog: Option<String>,
    lang: Option<String>,
    title: String,
    mode: String,
    truncated: bool,
    nodes: Vec<Node>,
}

impl Snapshot {
    /// Reads a snapshot from its JSON.
    ///
    /// # Errors
    /// When it is no JSON, of another version, or of another shape.
    pub fn parse(json: &str) -> Result<Snapshot, SnapshotError> {
        let mut reader = Reader::new(json);
        let (mut page, mut version, mut told) = (Snapshot::default(), None, (false, false));
        let read = reader.fields(&mut |reader, key| {
            match key {
                "v" => version = Some(reader.whole()?),
                "url" => (page.url, told.0) = (text(reader)?, true),
                "dialog" => page.dialog = optional(reader)?,
                "lang" => page.lang = optional(reader)?,
                "title" => page.title = text(reader)?,
                "mode" => page.mode = if reader.string()? == "sign_in" { Mode::SignIn } else { Mode::Full },
                "truncated" => page.truncated = reader.flag()?,
                "nodes" => {
                    told.1 = true;
                    reader.list(&mut |reader| {
                        page.nodes.push(node(reader)?);
                        Some(())
                    })?;
                }
                _ => reader.skip()?,
            }
            Some(())
        });
        if read.and_then(|()| reader.end()).is_none() {
            return Err(SnapshotError(format!("not as expected from byte {} on", reader.position())));
        }
        match (version, told) {
            (Some(1), (true, true)) => {}
            (Some(1), _) => return Err(SnapshotError("url or nodes are missing".to_owned())),
            (Some(other), _) => return Err(SnapshotError(format!("version {other} is not known, only 1 is"))),
            (None, _) => return Err(SnapshotError("v is missing".to_owned())),
        }
        page.limit();
        Ok(page)
    }

    /// The JSON that [`Snapshot::parse`] reads.
    ///
    /// # Errors
    /// Never for a snapshot that was parsed; serde's type has one.
    pub fn to_json(&self) -> Result<String, SnapshotError> {
        let wire = Wire {
            v: 1,
            url: self.url.clone(),
            dialog: self.dialog.clone(),
            lang: self.lang.clone(),
            title: self.title.clone(),
            mode: if self.mode == Mode::SignIn { "sign_in" } else { "full" }.to_owned(),
            truncated: self.truncated,
            nodes: self.nodes.clone(),
        };
        serde_json::to_string(&wire).map_err(|error| SnapshotError(error.to_string()))
    }

    /// Cuts what is over the limits and says so, and mends depths that no tree can have:
    /// a message is not trusted to have been made by our reader.
    pub fn limit(&mut self) {
        if self.nodes.len() > MAX_NODES {
            self.nodes.truncate(MAX_NODES);
            self.truncated = true;
        }
        let (mut text, mut deepest) = (0, 0);
        for (index, node) in self.nodes.iter_mut().enumerate() {
            node.depth = node.depth.min(deepest).min(MAX_DEPTH);
            deepest = node.depth.saturating_add(1);
            text += node.text.len();
            if text > MAX_TEXT * 4 {
                self.nodes.truncate(index);
                self.truncated = true;
                break;
            }
        }
    }
}

fn text(reader: &mut Reader<'_>) -> Option<String> {
    reader.string().map(Cow::into_owned)
}

fn optional(reader: &mut Reader<'_>) -> Option<Option<String>> {
    if reader.null() { Some(None) } else { text(reader).map(Some) }
}

/// `[depth, kind, text?, flags?, extra?]`; members of a later version are passed over.
fn node(reader: &mut Reader<'_>) -> Option<Node> {
    let (mut node, mut member) = (Node::default(), 0);
    reader.list(&mut |reader| {
        match member {
            0 => node.depth = u16::try_from(reader.whole().filter(|depth| *depth >= 0)?).unwrap_or(u16::MAX),
            // A kind that this version does not know is a plain block.
            1 => node.kind = Kind::named(&reader.string()?).unwrap_or(Kind::Block),
            2 => node.text = text(reader)?,
            3 => node.flags = Flags::from(&*reader.string()?),
            4 => node.extra = Some(Box::new(extra(reader)?)),
            _ => reader.skip()?,
        }
        member += 1;
        Some(())
    })?;
    (member >= 2).then_some(node)
}

fn extra(reader: &mut Reader<'_>) -> Option<Extra> {
    let mut extra = Extra::default();
    reader.fields(&mut |reader, key| {
        match key {
            "n" => extra.name = optional(reader)?,
            "d" => extra.description = optional(reader)?,
            "l" => extra.level = u8::try_from(reader.whole()?).ok(),
            "p" => extra.path = optional(reader)?,
            "y" => extra.input = optional(reader)?,
            "i" => extra.test_id = optional(reader)?,
            "cs" => extra.span = u16::try_from(reader.whole()?).ok(),
            _ => reader.skip()?,
        }
        Some(())
    })?;
    Some(extra)
}

#[derive(serde::Serialize)]
struct ExtraWire {
    #[serde(skip_serializing_if = "Option::is_none")]
    n: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    d: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    l: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    p: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    y: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    i: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cs: Option<u16>,
}

impl From<Extra> for ExtraWire {
    fn from(extra: Extra) -> Self {
        let Extra { name: n, description: d, level: l, path: p, input: y, test_id: i, span: cs } = extra;
        ExtraWire { n, d, l, p, y, i, cs }
    }
}

impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut seq = serializer.serialize_seq(None)?;
        seq.serialize_element(&self.depth)?;
        seq.serialize_element(self.kind.public())?;
        let members = match (self.extra.is_some(), self.flags.is_empty(), self.text.is_empty()) {
            (true, ..) => 3,
            (_, false, _) => 2,
            (.., false) => 1,
            _ => 0,
        };
        if members >= 1 {
            seq.serialize_element(&self.text)?;
        }
        if members >= 2 {
            seq.serialize_element(&self.flags.to_string())?;
        }
        if let Some(extra) = &self.extra {
            seq.serialize_element(&ExtraWire::from((**extra).clone()))?;
        }
        seq.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"{"v":1,"url":"https://pro.kraken.com/app","dialog":null,"lang":"en","title":"P","mode":"full","truncated":false,
        "nodes":[[0,"main"],[1,"heading","","",{"l":1}],[2,"t","Margin"],[1,"switch","","du",{"n":"Use margin"}]]}"#;

    #[test]
    fn what_is_written_is_what_was_read() {
        let page = Snapshot::parse(PAGE).unwrap();
        assert_eq!(page.nodes[3].flags.checked(), Some(false));
        assert!(page.nodes[3].flags.disabled());
        assert_eq!(Snapshot::parse(&page.to_json().unwrap()).unwrap(), page);
    }

    #[test]
    fn every_kind_has_its_own_name() {
        for kind in Kind::MEMBERS {
            assert_eq!(Kind::named(kind.public()), Some(*kind));
        }
    }

    #[test]
    fn a_message_from_elsewhere_is_cut_and_mended() {
        let wild = r#"{"v":1,"url":"","nodes":[[900,"main"],[70000,"nonsense"],[1,"t","x"]]}"#;
        let page = Snapshot::parse(wild).unwrap();
        assert_eq!(page.nodes.iter().map(|node| node.depth).collect::<Vec<_>>(), [0, 1, 1]);
        assert_eq!(page.nodes[1].kind, Kind::Block);
        assert!(Snapshot::parse(r#"{"v":2,"url":"","nodes":[]}"#).is_err());
        assert!(Snapshot::parse("[]").is_err());
    }
}
