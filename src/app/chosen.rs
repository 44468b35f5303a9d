//! The settings as they are stored, which may be damaged or of a newer version.

use super::background::Stored;
use super::shapes::number;
use super::state::Settings;
use super::written;
use crate::json::Json;

/// The settings as they are stored.
pub(super) struct Chosen {
    pub(super) settings: Settings,
    /// They could not be read.
    pub(super) damaged: bool,
    /// Because a newer version wrote them: nothing is written over them.
    pub(super) newer: bool,
}

impl Chosen {
    pub(super) fn read(stored: &Stored) -> Chosen {
        let Some(json) = stored.settings.as_deref() else {
            return Chosen { settings: Settings::default(), damaged: false, newer: false };
        };
        let newer = Json::parse(json).and_then(|of| number(&of, "v")).is_some_and(|version| version > 1);
        let settings = Settings::parse(json).filter(|_| !newer);
        Chosen { damaged: settings.is_none(), settings: settings.unwrap_or_default(), newer }
    }

    /// What is to be stored.
    pub(super) fn written(&self) -> Option<String> {
        (!self.newer).then(|| written::settings(&self.settings))
    }
}
