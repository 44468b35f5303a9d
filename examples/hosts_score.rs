//! Scores the host check on labelled lists: `hosts_score FILE COLUMN [GROUP...]`.
//!
//! FILE is a table cut at tabs with a header line; COLUMN names the hosts, each GROUP a column to count by. Rows whose
//! `doubtful` column is 1 are left out. With `-` for COLUMN the file is a plain list, one host a line. Prints counts with
//! 95 % Wilson intervals and the time a host takes; every verdict goes to standard error. Where few hosts are called
//! lookalikes (a list of honest ones), these are listed.
#![allow(clippy::print_stdout, clippy::print_stderr)]

#[path = "../benches/interval/mod.rs"]
mod interval;

use interval::wilson;
use preflight::{hosts::judge, names::Named, report::Origin};
use std::collections::BTreeMap;

#[derive(Default)]
struct Count {
    all: u32,
    lookalike: u32,
    official: u32,
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (Some(path), Some(column)) = (arguments.first(), arguments.get(1)) else {
        eprintln!("usage: hosts_score FILE COLUMN [GROUP...]   (a FILE without a header line: column `-`)");
        std::process::exit(2);
    };
    let Ok(text) = std::fs::read_to_string(path) else {
        eprintln!("cannot read {path}");
        std::process::exit(2);
    };
    let mut lines = text.lines();
    let header: Vec<&str> = if column == "-" { vec!["-"] } else { lines.next().unwrap_or("").split('\t').collect() };
    let at = |name: &str| header.iter().position(|column| *column == name);
    let (host_at, doubtful_at) = (at(column).unwrap_or(0), at("doubtful"));
    let mut table: BTreeMap<(String, String), Count> = BTreeMap::new();
    let rows: Vec<Vec<&str>> = lines.filter(|line| !line.is_empty()).map(|line| line.split('\t').collect()).collect();
    let cell = |row: &[&str], at: Option<usize>| at.and_then(|at| row.get(at)).copied().unwrap_or("").to_owned();
    let mut listed = Vec::new();
    for row in &rows {
        if cell(row, doubtful_at) == "1" {
            continue;
        }
        let host = cell(row, Some(host_at));
        let verdict = judge(&host);
        let mut groups = vec![("all".to_owned(), String::new())];
        groups.extend(arguments.iter().skip(2).map(|group| (group.clone(), cell(row, at(group)))));
        for group in groups {
            let count = table.entry(group).or_default();
            count.all += 1;
            count.lookalike += u32::from(verdict.origin == Origin::Lookalike);
            count.official += u32::from(verdict.origin == Origin::Official);
        }
        listed.push((host, verdict));
    }
    println!("{:<10} {:<28} {:>6} {:>10} {:>9}  lookalike, 95 % interval", "group", "value", "hosts", "lookalike", "official");
    for ((group, value), count) in &table {
        let (low, high) = wilson(count.lookalike as usize, count.all as usize);
        println!(
            "{group:<10} {value:<28} {:>6} {:>10} {:>9}  {:5.1} % ({:.1} to {:.1})",
            count.all,
            count.lookalike,
            count.official,
            100.0 * f64::from(count.lookalike) / f64::from(count.all.max(1)),
            100.0 * low,
            100.0 * high
        );
    }
    for (host, verdict) in &listed {
        eprintln!("{}\t{host}\t{}", verdict.origin.public(), verdict.why);
    }
    let alarms: Vec<_> = listed.iter().filter(|(_, verdict)| verdict.origin == Origin::Lookalike).collect();
    if alarms.len() * 10 < listed.len() {
        for (host, verdict) in alarms {
            println!("called lookalike: {host}: {}", verdict.why);
        }
    }
    let start = std::time::Instant::now();
    let mut kept = 0usize;
    let rounds = 1 + 50_000 / rows.len().max(1);
    for _ in 0..rounds {
        for row in &rows {
            kept += judge(row.get(host_at).copied().unwrap_or("")).why.len();
        }
    }
    let each = start.elapsed().as_secs_f64() * 1e6 / (rounds * rows.len().max(1)) as f64;
    println!("{each:.2} microseconds a host ({} characters of reasons)", kept / rounds);
}
