//! Reading files, and writing one so that it is never half there.

use super::args::shown;
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// What went wrong, in plain words.
pub(super) fn plain(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "there is no such file".to_owned(),
        ErrorKind::PermissionDenied => "it may not be read or written".to_owned(),
        ErrorKind::IsADirectory => "it is a directory".to_owned(),
        ErrorKind::NotADirectory => "a part of the path is no directory".to_owned(),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "the disk is full".to_owned(),
        ErrorKind::ReadOnlyFilesystem => "the file system is read-only".to_owned(),
        _ => error.to_string(),
    }
}

/// "the page "x": there is no such file".
pub(super) fn named(what: &str, path: &Path, why: &str) -> String {
    format!("{what} {}: {why}", shown(path.as_os_str()))
}

/// The bytes of a file.
///
/// # Errors
/// One line that names the file and what is wrong.
pub(super) fn bytes(what: &str, path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|error| named(what, path, &plain(&error)))
}

/// The text of a file in UTF-8.
///
/// # Errors
/// As [`bytes`], and when it is not UTF-8.
pub(super) fn text(what: &str, path: &Path) -> Result<String, String> {
    let text = String::from_utf8(bytes(what, path)?).map_err(|_| named(what, path, "it is not UTF-8"))?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// As [`text`], none when there is no such file.
///
/// # Errors
/// As [`text`].
pub(super) fn text_if_any(what: &str, path: &Path) -> Result<Option<String>, String> {
    match fs::metadata(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        _ => text(what, path).map(Some),
    }
}

/// A file that is written, down to the disk, beside the one that it will replace. Dropped, it is gone.
#[derive(Debug)]
pub(super) struct Staged {
    beside: PathBuf,
    target: PathBuf,
    placed: bool,
}

impl Staged {
    /// Writes the text beside the file. The file itself is not touched.
    ///
    /// # Errors
    /// One line that names the file and what is wrong; nothing is left behind.
    pub(super) fn write(what: &str, path: &Path, text: &str) -> Result<Staged, String> {
        let wrong = |error: io::Error| named(what, path, &plain(&error));
        // Through a link, the file that it leads to is replaced and not the link.
        let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let old = fs::metadata(&target).ok();
        if let Some(old) = &old {
            if !old.is_file() {
                return Err(named(what, path, "it is no plain file"));
            }
            if old.permissions().readonly() {
                return Err(named(what, path, "it is read-only"));
            }
        }
        let (mut file, beside) = create(&target).map_err(|error| match error.kind() {
            ErrorKind::NotFound => named(what, path, "its directory does not exist"),
            _ => wrong(error),
        })?;
        let staged = Staged { beside, target, placed: false };
        if let Some(old) = old {
            fs::set_permissions(&staged.beside, old.permissions()).map_err(wrong)?;
        }
        file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(wrong)?;
        Ok(staged)
    }

    /// Puts it in place, in one step.
    ///
    /// # Errors
    /// One line that names the file and what is wrong; the old file is as it was.
    pub(super) fn place(mut self, what: &str) -> Result<(), String> {
        fs::rename(&self.beside, &self.target).map_err(|error| named(what, &self.target, &plain(&error)))?;
        self.placed = true;
        // The new name too should outlive a power cut; where directories cannot be synced, so be it.
        if let Some(parent) = self.target.parent() {
            let _ = File::open(parent).and_then(|parent| parent.sync_all());
        }
        Ok(())
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        if !self.placed {
            let _ = fs::remove_file(&self.beside);
        }
    }
}

/// A new file beside the target, under a name that nothing has.
fn create(target: &Path) -> io::Result<(File, PathBuf)> {
    let name = target.file_name().ok_or(ErrorKind::IsADirectory)?.to_string_lossy().into_owned();
    let mut last = io::Error::from(ErrorKind::AlreadyExists);
    for attempt in 0..100 {
        let beside = target.with_file_name(format!(".{name}.{}-{attempt}.new", std::process::id()));
        match OpenOptions::new().write(true).create_new(true).open(&beside) {
            Ok(file) => return Ok((file, beside)),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => last = error,
            Err(error) => return Err(error),
        }
    }
    Err(last)
}
