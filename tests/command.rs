//! The real binary: good input, and every bad input with all files left as they were.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic, its helpers too")]

use serde_json::Value;
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const AT: &str = "2026-11-22T12:00:00Z";
const URL: &str = "https://pro.kraken.com/app/trade/btc-usd";
const PAGE: &str = "<!doctype html><html lang=en><title>BTC/USD</title><main><h1>BTC/USD</h1><p>Some words.</p></main>";
const MEMORY: &str = r#"{"v": 1, "items": [
  {"id": "capability.margin", "state": "blocked", "reason": "verification", "kind": "trade", "at": "2026-11-22T11:00:00Z", "until": null}
]}
"#;

/// A directory of its own for each test, with a page, a memory, an account and two status bodies in it.
struct Place(PathBuf);

impl Place {
    fn new(name: &str) -> Place {
        let place = Place(Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("command-{name}")));
        let _ = fs::remove_dir_all(&place.0);
        fs::create_dir_all(&place.0).unwrap();
        place.put("page.html", PAGE);
        place.put("memory.json", MEMORY);
        place.put(
            "account.json",
            r#"{"region": "US-TX", "plan": "margin", "deadline": {"at": "2026-11-24T15:00:00Z", "rail": "ach"}}"#,
        );
        place.put("status.json", include_str!("status/system.json"));
        place.put("summary.json", include_str!("status/summary.json"));
        place
    }

    fn put(&self, name: &str, text: impl AsRef<[u8]>) {
        fs::write(self.0.join(name), text).unwrap();
    }

    fn get(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).unwrap()
    }

    /// Every file with its bytes.
    fn files(&self) -> Vec<(PathBuf, Option<Vec<u8>>)> {
        let mut files: Vec<_> = fs::read_dir(&self.0).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        files.into_iter().map(|path| (path.clone(), fs::read(path).ok())).collect()
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_preflight"));
        command.current_dir(&self.0).args(arguments);
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).stdin(Stdio::null()).output().unwrap()
    }

    fn read(&self, more: &[&str]) -> Output {
        self.run(&[&["read", "page.html", "--url", URL, "--at", AT], more].concat())
    }

    /// Runs with bad input, which must be named and must change nothing.
    fn refuses(&self, arguments: &[&str], says: &str) {
        let before = self.files();
        let output = self.run(arguments);
        let error = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {error}");
        assert_eq!(output.stdout, b"", "{arguments:?}");
        assert_eq!(error.matches('\n').count(), 1, "{arguments:?}: {error}");
        assert!(error.starts_with("preflight: ") && error.ends_with('\n') && error.contains(says), "{arguments:?}: {error}");
        assert!(!error.contains("panicked") && !error.contains("os error"), "{error}");
        assert!(self.files() == before, "{arguments:?} changed a file");
    }
}

fn json(output: &Output) -> Value {
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(output.stderr, b"");
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn a_page_becomes_a_report() {
    let place = Place::new("report");
    let report = json(&place.read(&["--plan", "bot"]));
    assert_eq!(report["schema"], 1);
    assert_eq!(report["at"], AT);
    assert_eq!(report["plan"], "bot");
    assert_eq!(report["items"].as_array().unwrap().len(), 33);
    for item in report["items"].as_array().unwrap() {
        for field in ["id", "state", "reason", "title", "summary", "evidence", "nextStep"] {
            assert!(item.get(field).is_some(), "{field} is missing in {item}");
        }
    }
    assert_eq!(json(&place.read(&["--account", "account.json"]))["plan"], "margin");
    assert_eq!(json(&place.read(&["--account", "account.json", "--plan", "hold"]))["plan"], "hold", "the flag goes first");
    assert_eq!(json(&place.read(&[]))["plan"], "spot");
    json(&place.read(&["--status", "status.json", "--status=summary.json"]));
    json(&place.run(&["read", "page.html", "--url", URL]));
}

#[test]
fn nothing_is_written_but_the_memory() {
    let place = Place::new("written");
    let before = place.files();
    json(&place.read(&["--account", "account.json", "--status", "status.json"]));
    assert!(place.files() == before);
    json(&place.read(&["--memory", "new.json"]));
    let new: Value = serde_json::from_str(&place.get("new.json")).unwrap();
    assert_eq!(new["v"], 1);
    let names: Vec<_> = place.files().into_iter().map(|(path, _)| path.file_name().unwrap().to_owned()).collect();
    assert_eq!(names.len(), before.len() + 1, "{names:?}");
    assert!(place.files().iter().filter(|(path, _)| !path.ends_with("new.json")).eq(before.iter()));
}

#[test]
fn readings_of_other_items_stay_in_the_memory() {
    let place = Place::new("memory");
    json(&place.read(&["--memory", "memory.json"]));
    assert!(place.get("memory.json").contains("capability.margin"));
    json(&place.read(&["--memory", "memory.json"]));
    let kept: Value = serde_json::from_str(&place.get("memory.json")).unwrap();
    assert_eq!(kept["items"][0]["at"], "2026-11-22T11:00:00Z");
}

#[test]
fn bad_pages_and_addresses_are_named() {
    let place = Place::new("pages");
    fs::create_dir(place.0.join("folder")).unwrap();
    place.refuses(&["read", "none.html", "--url", URL, "--memory", "memory.json"], "\"none.html\": there is no such file");
    place.refuses(&["read", "folder", "--url", URL], "\"folder\": it is a directory");
    place.refuses(&["read", "page.html/x", "--url", URL], "no directory");
    place.refuses(&["read", "", "--url", URL], "the page");
    for url in [
        "",
        "pro.kraken.com/app",
        "/app",
        "ftp://pro.kraken.com/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "https://",
        "about:blank",
    ] {
        place.refuses(&["read", "page.html", "--url", url, "--memory", "memory.json"], "--url");
    }
    for url in ["https://[::1", "https://a b/", "https://www.kraken.com:port/", "https://%00/"] {
        place.refuses(&["read", "page.html", "--url", url, "--memory", "memory.json"], "is not an address");
    }
}

#[test]
fn bad_options_are_named() {
    let place = Place::new("options");
    let with = |more: &[&str], says: &str| {
        place.refuses(&[&["read", "page.html", "--url", URL, "--memory", "memory.json"], more].concat(), says);
    };
    with(&["--plan", "dance"], "\"dance\" is not a plan; the plans are spot, margin");
    with(&["--plan", "Spot"], "\"Spot\"");
    with(&["--plan"], "--plan needs a value");
    with(&["--at", "yesterday"], "\"yesterday\" is not a time");
    with(&["--at", "2026-11-22"], "is not a time");
    with(&["--at", "2026-13-22T12:00:00Z"], "is not a time");
    with(&["--at", AT, "--at", AT], "--at is given twice");
    with(&["--url", URL], "--url is given twice");
    with(&["--memory", "memory.json"], "--memory is given twice");
    with(&["--frob"], "\"--frob\" is no option of read");
    with(&["second.html"], "\"second.html\" is a second");
    with(&["line\nbreak"], "second");
    place.refuses(&["read", "--url", URL], "read needs a page");
    place.refuses(&["read", "page.html"], "read needs --url");
    place.refuses(&[], "read or host");
    place.refuses(&["report"], "\"report\" is no command");
    place.refuses(&["host", "--fast"], "\"--fast\" is no option of host");
}

#[test]
fn bad_files_are_named() {
    let place = Place::new("files");
    fs::create_dir(place.0.join("folder")).unwrap();
    let with = |more: &[&str], says: &str| {
        place.refuses(&[&["read", "page.html", "--url", URL, "--at", AT, "--memory", "memory.json"], more].concat(), says);
    };
    for flag in ["--account", "--status"] {
        with(&[flag, "none.json"], "\"none.json\": there is no such file");
        with(&[flag, "folder"], "\"folder\": it is a directory");
    }
    for (bad, says) in [
        ("", "EOF"),
        ("{", "EOF"),
        ("[]", "expected a map"),
        ("nonsense", "expected"),
        (r#"{"plan": "dance"}"#, "dance"),
        (r#"{"region": "Texas"}"#, "Texas"),
        (r#"{"deadline": "soon"}"#, "soon"),
        (r#"{"deadline": {"at": "2026-11-24T15:00:00Z", "rail": "mule"}}"#, "mule"),
        (r#"{"holdings": 7}"#, "7"),
        (r#"{"assets": "BTC"}"#, "BTC"),
    ] {
        place.put("bad.json", bad);
        with(&["--account", "bad.json"], says);
        with(&["--account", "bad.json"], "the account file \"bad.json\"");
    }
    for (bad, says) in [
        ("", "it is empty"),
        ("<html><title>429 Too Many Requests</title>", "it is a web page"),
        ("{\"error\":", "it is not JSON"),
        ("{}", "none of Kraken's status bodies"),
        ("[1]", "none of Kraken's status bodies"),
        ("{\"error\":[\"EGeneral:Internal error\"]}", "EGeneral:Internal error"),
    ] {
        place.put("bad.json", bad);
        with(&["--status", "status.json", "--status", "bad.json"], says);
    }
    place.put("bad.json", [0x7b, 0xff, 0xfe, 0x7d]);
    with(&["--status", "bad.json"], "it is not UTF-8");
    with(&["--account", "bad.json"], "it is not UTF-8");
}

#[test]
fn a_memory_that_is_not_good_is_left_alone() {
    let place = Place::new("damaged");
    fs::create_dir(place.0.join("folder")).unwrap();
    let half = MEMORY.get(..MEMORY.len() / 2).unwrap();
    for (bad, says) in [
        ("", "it is empty"),
        (half, "it is cut off"),
        ("nonsense", "it is not JSON"),
        ("[]", "not a memory of Preflight"),
        (PAGE, "it is not JSON"),
        (r#"{"v": 2, "items": []}"#, "newer version (2)"),
        (r#"{"v": 1, "items": [{"id": "capability.spot"}]}"#, "item 1 has no good \"state\""),
        (
            r#"{"v": 1, "items": [{"id": "capability.moon", "state": "ready", "kind": "home", "at": "2026-11-22T11:00:00Z"}]}"#,
            "\"id\"",
        ),
    ] {
        place.put("memory.json", bad);
        place.refuses(&["read", "page.html", "--url", URL, "--memory", "memory.json"], says);
    }
    place.refuses(&["read", "page.html", "--url", URL, "--memory", "folder"], "\"folder\": it is a directory");
    place.refuses(&["read", "page.html", "--url", URL, "--memory", "none/memory.json"], "its directory does not exist");
}

#[cfg(unix)]
#[test]
fn links_and_rights_of_the_memory_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let place = Place::new("links");
    symlink("memory.json", place.0.join("link.json")).unwrap();
    place.put("memory.json", MEMORY.replace("  {", "{"));
    fs::set_permissions(place.0.join("memory.json"), fs::Permissions::from_mode(0o600)).unwrap();
    json(&place.read(&["--memory", "link.json"]));
    assert!(fs::symlink_metadata(place.0.join("link.json")).unwrap().is_symlink());
    assert_eq!(place.get("memory.json"), MEMORY);
    assert_eq!(fs::metadata(place.0.join("memory.json")).unwrap().permissions().mode() & 0o777, 0o600);
    place.put("memory.json", MEMORY.replace("  {", "{"));
    fs::set_permissions(place.0.join("memory.json"), fs::Permissions::from_mode(0o400)).unwrap();
    place.refuses(&["read", "page.html", "--url", URL, "--memory", "memory.json"], "it is read-only");
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_written_leaves_the_memory() {
    let place = Place::new("full");
    place.put("memory.json", MEMORY.replace("  {", "{"));
    let before = place.files();
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let arguments = ["read", "page.html", "--url", URL, "--at", AT, "--memory", "memory.json"];
    let output = place.command(&arguments).stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("the disk is full"));
    assert!(place.files() == before);
}

/// A shell limits how large a file may grow: what a full disk does to the memory's new copy.
#[cfg(target_os = "linux")]
#[test]
fn a_memory_that_cannot_be_written_whole_is_not_written() {
    let place = Place::new("limit");
    place.put("memory.json", MEMORY.replace("  {", "{"));
    let before = place.files();
    let program = env!("CARGO_BIN_EXE_preflight");
    let script =
        format!("trap '' XFSZ; ulimit -f 0; exec '{program}' read page.html --url {URL} --at {AT} --memory memory.json | cat");
    let output = Command::new("bash").current_dir(&place.0).args(["-o", "pipefail", "-c", &script]).output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(output.stdout, b"");
    assert!(String::from_utf8_lossy(&output.stderr).contains("the memory file"));
    assert!(place.files() == before);
}

#[test]
fn a_closed_pipe_is_no_fault() {
    let place = Place::new("pipe");
    let names = vec!["www.kraken.com"; 20_000];
    let mut child =
        place.command(&[&["host"][..], &names].concat()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut first = [0_u8; 10];
    let mut out = child.stdout.take().unwrap();
    out.read_exact(&mut first).unwrap();
    drop(out);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(output.stderr, b"");

    let mut child = place
        .command(&["read", "page.html", "--url", URL, "--memory", "new.json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(output.stderr, b"");
    assert!(place.get("new.json").contains("\"v\": 1"));
}

#[test]
fn any_bytes_are_a_page() {
    let place = Place::new("bytes");
    let wild: Vec<u8> = (0..200_000_u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    for page in [&b""[..], b"\0\0\0", b"\xff\xfe", b"\xed\xa0\x80<p>", b"plain", &wild] {
        place.put("page.html", page);
        assert_eq!(json(&place.read(&[]))["items"].as_array().unwrap().len(), 33);
    }
}

#[test]
fn hosts_come_from_arguments_or_standard_input() {
    let place = Place::new("hosts");
    let lines = |output: &Output| -> Vec<Value> {
        assert_eq!(output.status.code(), Some(0));
        String::from_utf8_lossy(&output.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    };
    let named = lines(&place.run(&["host", "pro.kraken.com", "example.org"]));
    assert_eq!((&named[0]["host"], &named[0]["verdict"]), (&"pro.kraken.com".into(), &"official".into()));
    assert_eq!((&named[1]["host"], &named[1]["verdict"]), (&"example.org".into(), &"other".into()));
    assert!(named[0]["why"].is_string());

    let mut child = place.command(&["host"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(b"www.kraken.com.\r\n\n  example.org  \n\xff\xfe\n127.0.0.1").unwrap();
    let piped = lines(&child.wait_with_output().unwrap());
    assert_eq!(piped.len(), 4);
    assert_eq!((&piped[0]["host"], &piped[0]["verdict"]), (&"www.kraken.com.".into(), &"official".into()));
    assert_eq!(piped[1]["host"], "example.org");
    assert_eq!(piped[3]["verdict"], "other");
    assert_eq!(lines(&place.run(&["host"])), [] as [Value; 0]);
}

#[test]
fn help_and_version_say_so() {
    let place = Place::new("help");
    for arguments in [&["--help"][..], &["-h"], &["help"], &["read", "--help"], &["host", "--help"]] {
        let output = place.run(arguments);
        assert_eq!(output.status.code(), Some(0));
        assert!(String::from_utf8_lossy(&output.stdout).contains("preflight read PAGE.html --url URL"));
    }
    let version = place.run(&["--version"]);
    assert_eq!(String::from_utf8_lossy(&version.stdout), format!("preflight {}\n", env!("CARGO_PKG_VERSION")));
}
