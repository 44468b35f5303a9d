//! From a snapshot to signals: subject, meaning, evidence.
