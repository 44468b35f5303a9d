//! The arguments, read by hand: there are six options, and each wrong use has to be named.

use crate::moment::Moment;
use crate::report::Plan;
use std::ffi::{OsStr, OsString};
use std::path::PathBuf;
use url::Url;

/// What is to be done.
#[derive(Debug, PartialEq)]
pub(super) enum Command {
    Help,
    Version,
    Read(Box<Read>),
    /// Names, or none to take them from standard input.
    Host(Vec<String>),
}

/// What `read` was given.
#[derive(Debug, PartialEq)]
pub(super) struct Read {
    pub page: PathBuf,
    pub url: String,
    pub plan: Option<Plan>,
    pub account: Option<PathBuf>,
    pub memory: Option<PathBuf>,
    pub status: Vec<PathBuf>,
    pub at: Option<Moment>,
    /// How it was read, in words, instead of the report.
    pub explain: bool,
}

/// Reads the arguments, without the program's name.
///
/// # Errors
/// One line that names what is wrong.
pub(super) fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Command, String> {
    let mut arguments = arguments.into_iter();
    let Some(first) = arguments.next() else { return Err("say read or host; --help tells more".to_owned()) };
    match first.to_str() {
        Some("read") => read(arguments),
        Some("host") => host(arguments),
        Some("--help" | "-h" | "help") => Ok(Command::Help),
        Some("--version" | "-V") => Ok(Command::Version),
        _ => Err(format!("{} is no command; there are read and host", shown(&first))),
    }
}

fn host(arguments: impl Iterator<Item = OsString>) -> Result<Command, String> {
    let (mut names, mut plain) = (Vec::new(), false);
    for argument in arguments {
        let text = argument.to_string_lossy().into_owned();
        match text.as_str() {
            "--" if !plain => plain = true,
            "--help" | "-h" if !plain => return Ok(Command::Help),
            _ if !plain && text.starts_with('-') => return Err(format!("{} is no option of host", shown(&argument))),
            _ => names.push(text),
        }
    }
    Ok(Command::Host(names))
}

fn read(mut arguments: impl Iterator<Item = OsString>) -> Result<Command, String> {
    let mut pages: Vec<PathBuf> = Vec::new();
    let (mut url, mut plan, mut account, mut memory, mut at) = (None, None, None, None, None);
    let mut status: Vec<PathBuf> = Vec::new();
    let (mut plain, mut explain) = (false, false);
    while let Some(argument) = arguments.next() {
        if plain || !looks_like_option(&argument) {
            pages.push(argument.into());
            continue;
        }
        let (name, attached) = split(&argument);
        match name.as_str() {
            "--" => {
                plain = true;
                continue;
            }
            "--help" | "-h" => return Ok(Command::Help),
            "--explain" => {
                explain = true;
                continue;
            }
            "--url" | "--plan" | "--account" | "--memory" | "--status" | "--at" => {}
            _ => return Err(format!("{} is no option of read", shown(&argument))),
        }
        let value = match attached {
            Some(value) => value,
            None => arguments.next().filter(|value| !value.to_string_lossy().starts_with("--")).ok_or_else(|| missing(&name))?,
        };
        if value.is_empty() {
            return Err(missing(&name));
        }
        match name.as_str() {
            "--url" => once(&name, &mut url, address(&value)?)?,
            "--plan" => {
                once(&name, &mut plan, text(&name, &value)?.parse::<Plan>().map_err(|error| format!("--plan: {error}"))?)?
            }
            "--account" => once(&name, &mut account, PathBuf::from(value))?,
            "--memory" => once(&name, &mut memory, PathBuf::from(value))?,
            "--at" => once(&name, &mut at, Moment::parse(text(&name, &value)?).map_err(|error| format!("--at: {error}"))?)?,
            _ => status.push(value.into()),
        }
    }
    let mut pages = pages.into_iter();
    let page = pages.next().ok_or("read needs a page: a saved HTML file")?;
    if let Some(second) = pages.next() {
        return Err(format!("read takes one page; {} is a second", shown(second.as_os_str())));
    }
    let url = url.ok_or("read needs --url, the address the page was saved from")?;
    Ok(Command::Read(Box::new(Read { page, url, plan, account, memory, status, at, explain })))
}

fn looks_like_option(argument: &OsStr) -> bool {
    argument.len() > 1 && argument.as_encoded_bytes().starts_with(b"-")
}

/// `--name=value` in its two parts.
fn split(argument: &OsStr) -> (String, Option<OsString>) {
    let Some(text) = argument.to_str() else { return (argument.to_string_lossy().into_owned(), None) };
    match text.split_once('=') {
        Some((name, value)) if name.starts_with("--") => (name.to_owned(), Some(value.into())),
        _ => (text.to_owned(), None),
    }
}

fn once<T>(name: &str, place: &mut Option<T>, value: T) -> Result<(), String> {
    match place.replace(value) {
        None => Ok(()),
        Some(_) => Err(format!("{name} is given twice")),
    }
}

fn missing(name: &str) -> String {
    format!("{name} needs a value")
}

fn text<'a>(name: &str, value: &'a OsStr) -> Result<&'a str, String> {
    value.to_str().ok_or_else(|| format!("{name}: {} is not UTF-8", shown(value)))
}

/// An address as a page can have it: absolute, http or https, with a host.
fn address(value: &OsStr) -> Result<String, String> {
    let text = text("--url", value)?;
    let wrong = |why: &str| format!("--url: {} is not an address like https://pro.kraken.com/app/home: {why}", shown(value));
    // The parser forgives "https:host" and "https:///host", which no address bar shows.
    let (scheme, rest) = text.trim().split_once("://").ok_or_else(|| wrong("it is not absolute"))?;
    if !scheme.eq_ignore_ascii_case("http") && !scheme.eq_ignore_ascii_case("https") {
        return Err(wrong("it is neither http nor https"));
    }
    if rest.is_empty() || rest.starts_with(['/', '\\', '?', '#']) {
        return Err(wrong("it has no host"));
    }
    match Url::parse(text) {
        Ok(url) if url.host_str().is_some_and(|host| !host.is_empty()) => Ok(url.into()),
        Ok(_) => Err(wrong("it has no host")),
        Err(error) => Err(wrong(&error.to_string())),
    }
}

/// An argument for a message.
pub(super) fn shown(argument: &OsStr) -> String {
    format!("\"{}\"", argument.to_string_lossy())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Command, String> {
        parse(line.split(' ').filter(|word| !word.is_empty()).map(OsString::from))
    }

    #[test]
    fn everything_may_be_given_in_any_order() {
        let Ok(Command::Read(read)) = parsed(
            "read --at 2026-11-22T13:00:00+01:00 --status a --url=https://pro.kraken.com/app?x=1 page.html --status=b --plan bot",
        ) else {
            panic!("not read");
        };
        assert_eq!(read.page, PathBuf::from("page.html"));
        assert_eq!(read.at.unwrap().to_string(), "2026-11-22T12:00:00Z");
        assert_eq!(read.status, [PathBuf::from("a"), PathBuf::from("b")]);
        assert_eq!(read.plan, Some(Plan::Bot));
        let dashed = parsed("read --url https://www.kraken.com -- --page.html");
        assert!(matches!(dashed, Ok(Command::Read(read)) if read.page.as_os_str() == "--page.html"));
        assert_eq!(parsed("host a -- -b"), Ok(Command::Host(vec!["a".to_owned(), "-b".to_owned()])));
        assert_eq!(parsed("read --help"), Ok(Command::Help));
    }

    #[test]
    fn each_wrong_use_is_named() {
        let good = "read p --url https://www.kraken.com/c";
        for (line, says) in [
            ("", "read or host"),
            ("--plan", "no command"),
            ("wread", "\"wread\""),
            ("read", "needs a page"),
            ("read p", "--url"),
            ("read p --url", "--url needs a value"),
            ("read p --url --plan spot", "--url needs a value"),
            ("read p --url=", "--url needs a value"),
            ("read p q --url https://www.kraken.com/", "\"q\" is a second"),
            ("read p --url www.kraken.com", "not absolute"),
            ("read p --url /c", "not absolute"),
            ("read p --url file:///c", "neither http"),
            ("read p --url https:///c", "no host"),
            ("read p --url https://", "no host"),
            ("read p --url https://www.kraken.com:99999/", "port"),
            ("read p --url https://a..b\u{0}/", "--url"),
            (&format!("{good} --url https://www.kraken.com/c"), "--url is given twice"),
            (&format!("{good} --plan dance"), "\"dance\" is not a plan"),
            (&format!("{good} --plan spot --plan spot"), "--plan is given twice"),
            (&format!("{good} --at noon"), "\"noon\" is not a time"),
            (&format!("{good} --at 2026-02-29T00:00:00Z"), "is not a time"),
            (&format!("{good} --memory"), "--memory needs a value"),
            (&format!("{good} --memory a --memory a"), "--memory is given twice"),
            (&format!("{good} --account a --account b"), "--account is given twice"),
            (&format!("{good} --frob"), "\"--frob\" is no option"),
            (&format!("{good} -x"), "\"-x\" is no option"),
            ("host --frob", "no option of host"),
        ] {
            let error = parsed(line).unwrap_err();
            assert!(error.contains(says), "{line}: {error}");
        }
    }
}
