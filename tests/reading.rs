//! The engine on every fixture page: what a person says of the page is what the report says.

mod corpus;

use corpus::fixtures;

#[test]
fn reports_say_what_people_say() {
    let (mut right, mut wrong) = (0, Vec::new());
    for folder in ["products", "account", "languages"] {
        for fixture in fixtures(folder) {
            let report = fixture.report();
            for judgement in fixture.judge(&report) {
                if judgement.right {
                    right += 1;
                } else {
                    let mark = if judgement.false_ready || judgement.false_blocked { "!!" } else { "  " };
                    wrong.push(format!(
                        "{mark} {}: {} wanted {}, got {}",
                        fixture.name, judgement.item, judgement.wanted, judgement.got
                    ));
                }
            }
        }
    }
    println!("{right} right, {} wrong", wrong.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
