//! What the user told us: all optional.

use crate::moment::Moment;
use crate::report::Plan;
use crate::status::ticker;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};

/// What the options page or the file of `--account` holds.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Account {
    /// ISO 3166-1 alpha-2, or ISO 3166-2 for a US state or Canadian province.
    pub region: Option<String>,
    /// The chosen plan.
    pub plan: Option<Plan>,
    /// How much is at stake.
    pub holdings: Option<Holdings>,
    /// Whether the user runs anything with API keys.
    pub uses_api_keys: Option<bool>,
    /// The assets that matter.
    pub assets: Vec<String>,
    /// "I need it by then".
    pub deadline: Option<Deadline>,
}

/// How much is at stake.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Holdings {
    Small,
    Sizeable,
}

/// When something has to be done, and by which rail.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Deadline {
    /// By then, whatever the rail.
    Time(Moment),
    /// By then, over this rail.
    Rail {
        /// By when.
        at: Moment,
        /// Over which rail.
        rail: Option<Rail>,
    },
}

/// A way to move money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Rail {
    Ach,
    Wire,
    Card,
    Crypto,
}

/// By hand, so that the message names what is wrong; serde's own says only that nothing fits.
impl<'de> Deserialize<'de> for Deadline {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(deserializer)?;
        let moment = |value: &Value| match value.as_str() {
            Some(text) => Moment::parse(text),
            None => Err(format!("{value} is not a time like 2026-11-22T12:00:00Z")),
        };
        let read = || match &value {
            Value::Object(fields) => {
                let at = moment(fields.get("at").unwrap_or(&Value::Null))?;
                let rail = fields.get("rail").unwrap_or(&Value::Null);
                let rail = Option::<Rail>::deserialize(rail).map_err(|error| error.to_string())?;
                Ok(Deadline::Rail { at, rail })
            }
            other => moment(other).map(Deadline::Time),
        };
        read().map_err(|error: String| D::Error::custom(format!("deadline: {error}")))
    }
}

impl Deadline {
    /// By when.
    pub fn at(&self) -> Moment {
        match self {
            Deadline::Time(at) | Deadline::Rail { at, .. } => *at,
        }
    }

    /// Over which rail, when one was named.
    pub fn rail(&self) -> Option<Rail> {
        match self {
            Deadline::Time(_) => None,
            Deadline::Rail { rail, .. } => *rail,
        }
    }
}

impl Account {
    /// Whether the user named this asset, by a ticker or by its name.
    pub fn names(&self, asset: &str) -> bool {
        !asset.is_empty() && self.assets.iter().any(|mine| ticker(mine) == ticker(asset))
    }

    /// Reads the JSON of an account.
    ///
    /// # Errors
    /// When it is no JSON or a field has a wrong value; the message names it.
    pub fn parse(json: &str) -> Result<Account, String> {
        // Serde would take a list for the fields in their order.
        let fields: Map<String, Value> = serde_json::from_str(json).map_err(|error| error.to_string())?;
        let account = Account::deserialize(Value::Object(fields)).map_err(|error| error.to_string())?;
        match &account.region {
            Some(region) if !is_region(region) => Err(format!("\"{region}\" is not a region like DE or US-TX")),
            _ => Ok(account),
        }
    }
}

fn is_region(region: &str) -> bool {
    let letters = |part: &str| part.len() == 2 && part.bytes().all(|letter| letter.is_ascii_uppercase());
    match region.split_once('-') {
        Some((country, part)) => {
            letters(country) && (1..=3).contains(&part.len()) && part.bytes().all(|letter| letter.is_ascii_alphanumeric())
        }
        None => letters(region),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_asset_is_known_by_its_tickers_and_its_name() {
        let account = Account { assets: vec!["xbt".into(), " Monero".into(), String::new()], ..Account::default() };
        for mine in ["BTC", "btc", "Bitcoin", "XMR", "monero"] {
            assert!(account.names(mine), "{mine}");
        }
        for other in ["ETH", "bitcoins", ""] {
            assert!(!account.names(other), "{other}");
        }
    }

    #[test]
    fn every_key_may_be_missing_and_a_deadline_has_two_shapes() {
        assert_eq!(Account::parse("{}").unwrap(), Account::default());
        let plain = Account::parse(r#"{"region":"US-TX","plan":"margin","deadline":"2026-11-24T15:00:00Z"}"#).unwrap();
        let railed = Account::parse(r#"{"deadline":{"at":"2026-11-24T15:00:00Z","rail":"ach"}}"#).unwrap();
        assert_eq!(plain.deadline.unwrap().at(), railed.deadline.as_ref().unwrap().at());
        assert_eq!(railed.deadline.unwrap().rail(), Some(Rail::Ach));
        assert!(Account::parse("[]").is_err() && Account::parse("null").is_err() && Account::parse("{} {}").is_err());
        assert!(Account::parse(r#"{"region":"Texas"}"#).unwrap_err().contains("Texas"));
        for (deadline, says) in [
            (r#""soon""#, "\"soon\" is not a time"),
            ("7", "7 is not a time"),
            ("{}", "null is not a time"),
            (r#"{"at":"2026-11-24T15:00:00Z","rail":"mule"}"#, "mule"),
        ] {
            let error = Account::parse(&format!(r#"{{"deadline":{deadline}}}"#)).unwrap_err();
            assert!(error.contains(says), "{error}");
        }
        assert_eq!(Account::parse(r#"{"deadline":null}"#).unwrap().deadline, None);
    }
}
