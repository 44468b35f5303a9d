//! Snapshot ↔ JSON. Written and read by hand because nodes travel as short arrays: on a page of 50,000
//! elements the names of fields would be most of the message.

use super::{Extra, Flags, Kind, MAX_DEPTH, MAX_NODES, MAX_TEXT, Mode, Node, Snapshot};
use serde::de::{Deserialize, Deserializer, IgnoredAny, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeSeq, Serializer};
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

#[derive(serde::Deserialize, serde::Serialize)]
struct Wire {
    v: u32,
    url: String,
    #[serde(default)]
    dialog: Option<String>,
    #[serde(default)]
    lang: Option<String>,
    #[serde(default)]
    title: String,
    #[serde(default)]
    mode: String,
    #[serde(default)]
    truncated: bool,
    nodes: Vec<Node>,
}

impl Snapshot {
    /// Reads a snapshot from its JSON.
    ///
    /// # Errors
    /// When it is no JSON, of another version, or of another shape.
    pub fn parse(json: &str) -> Result<Snapshot, SnapshotError> {
        let wire: Wire = serde_json::from_str(json).map_err(|error| SnapshotError(error.to_string()))?;
        if wire.v != 1 {
            return Err(SnapshotError(format!("version {} is not known, only 1 is", wire.v)));
        }
        let mut snapshot = Snapshot {
            url: wire.url,
            dialog: wire.dialog,
            lang: wire.lang,
            title: wire.title,
            mode: if wire.mode == "sign_in" { Mode::SignIn } else { Mode::Full },
            truncated: wire.truncated,
            nodes: wire.nodes,
        };
        snapshot.limit();
        Ok(snapshot)
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

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(NodeVisitor)
    }
}

struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a node: [depth, kind, text?, flags?, extra?]")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Node, A::Error> {
        use serde::de::Error;
        let depth = seq.next_element::<u32>()?.ok_or_else(|| A::Error::invalid_length(0, &self))?;
        let kind = seq.next_element::<KindName>()?.ok_or_else(|| A::Error::invalid_length(1, &self))?;
        let text = seq.next_element::<String>()?.unwrap_or_default();
        let flags = seq.next_element::<FlagLetters>()?.map(|letters| letters.0).unwrap_or_default();
        let extra = seq.next_element::<ExtraWire>()?.map(|wire| Box::new(Extra::from(wire)));
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        let depth = u16::try_from(depth).unwrap_or(u16::MAX);
        Ok(Node { depth, kind: kind.0, text, flags, extra })
    }
}

/// A kind by its name; one that this version does not know is a plain block.
struct KindName(Kind);

impl<'de> Deserialize<'de> for KindName {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Name;
        impl Visitor<'_> for Name {
            type Value = KindName;
            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("a kind's name")
            }
            fn visit_str<E>(self, name: &str) -> Result<KindName, E> {
                Ok(KindName(name.parse().unwrap_or(Kind::Block)))
            }
        }
        deserializer.deserialize_str(Name)
    }
}

struct FlagLetters(Flags);

impl<'de> Deserialize<'de> for FlagLetters {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Letters;
        impl Visitor<'_> for Letters {
            type Value = FlagLetters;
            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("letters")
            }
            fn visit_str<E>(self, letters: &str) -> Result<FlagLetters, E> {
                Ok(FlagLetters(Flags::from(letters)))
            }
        }
        deserializer.deserialize_str(Letters)
    }
}

#[derive(serde::Deserialize, serde::Serialize)]
struct ExtraWire {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    n: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    d: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    l: Option<u8>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    p: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    y: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    i: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    cs: Option<u16>,
}

impl From<ExtraWire> for Extra {
    fn from(wire: ExtraWire) -> Self {
        let ExtraWire { n: name, d: description, l: level, p: path, y: input, i: test_id, cs: span } = wire;
        Extra { name, description, level, path, input, test_id, span }
    }
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
        seq.serialize_element(self.kind.name())?;
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
        for kind in Kind::ALL {
            assert_eq!(kind.name().parse(), Ok(*kind));
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
