//! From a snapshot to signals: subject, meaning, evidence.
#![allow(dead_code)]

pub(crate) mod blocks;
pub(crate) mod clause;
pub(crate) mod concept;
pub(crate) mod date;
pub(crate) mod layout;
pub(crate) mod lexicon;
pub(crate) mod quote;
pub(crate) mod scope;
pub(crate) mod signal;
pub(crate) mod statement;
pub(crate) mod tree;
pub(crate) mod words;
