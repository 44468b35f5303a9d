//! From a saved page to a snapshot, for the native command and the tests. Must agree with the reader in `extension/reader`.
