//! Pages cut into blocks.

use super::*;
use crate::reading::concept::Subject;
use crate::snapshot::Snapshot;

fn texts(nodes: &str) -> Vec<(Role, String)> {
    let page = Snapshot::parse(&format!(r#"{{"v":1,"url":"","nodes":[{nodes}]}}"#)).unwrap();
    let cut = cut(&Tree::new(&page), "en", Moment(0));
    cut.blocks().into_iter().map(|block| (block.role, block.text.to_owned())).collect()
}

#[test]
fn a_sentence_with_a_link_is_one_block_and_a_button_another() {
    let got =
        texts(r#"[0,"block"],[1,"t","Margin is "],[1,"link"],[2,"t","not"],[1,"t"," available."],[1,"button"],[2,"t","Verify"]"#);
    assert_eq!(got, [(Role::Text, "Margin is not available.".to_owned()), (Role::Control, "Verify".to_owned())]);
}

#[test]
fn words_split_over_spans_join_and_cells_side_by_side_do_not() {
    let page = |nodes: &str| {
        let page = Snapshot::parse(&format!(r#"{{"v":1,"url":"","nodes":[{nodes}]}}"#)).unwrap();
        let cut = cut(&Tree::new(&page), "en", Moment(0));
        let block = cut.blocks().remove(0);
        (block.words(), block.names(Subject::Margin), block.says(Concept::Off))
    };
    assert_eq!(page(r#"[0,"block"],[1,"t","Mar"],[1,"t","gin"]"#), (1, true, false));
    assert_eq!(page(r#"[0,"block"],[1,"t","Margin"],[1,"t","Off"]"#), (2, true, true));
    assert_eq!(page(r#"[0,"block"],[1,"t","MARGIN"],[1,"t","OFF"]"#), (2, true, true));
}

/// How many cells a block of these texts has.
fn cells(texts: &[&str]) -> usize {
    let nodes: String = texts.iter().map(|text| format!(r#",[1,"t","{text}"]"#)).collect();
    let page = Snapshot::parse(&format!(r#"{{"v":1,"url":"","nodes":[[0,"block"]{nodes}]}}"#)).unwrap();
    let cut = cut(&Tree::new(&page), "en", Moment(0));
    cut.blocks().remove(0).breaks.len() + 1
}

#[test]
fn cells_part_where_a_name_or_a_state_ends_and_sentences_do_not() {
    assert_eq!(cells(&["Stocks", " Not in your area"]), 2);
    assert_eq!(cells(&["Stocks", " US shares and funds.", " Not in your area"]), 3);
    assert_eq!(cells(&["Code for withdrawals (funding 2FA)", " Turned on"]), 2);
    assert_eq!(cells(&["3 March", " You turned off two-factor for funding"]), 2);
    assert_eq!(cells(&["Passkey", "Active", " Master Key", "Not set up"]), 4);
    assert_eq!(cells(&["Not available to the", " United Kingdom for now"]), 1);
    assert_eq!(cells(&["Pulling money in by", " ACH is paused."]), 1);
    assert_eq!(cells(&["Global", " Settings Lock is on."]), 1);
    assert_eq!(cells(&["Funding", " 2FA is on for you"]), 1);
    assert_eq!(cells(&["Staking Paused", " Inu (SPI/EUR)"]), 1);
}

#[test]
fn words_that_touch_part_before_a_state_only() {
    assert_eq!(cells(&["buying and sell", "ing coins"]), 1);
    assert_eq!(cells(&["these are like", "wise out of service"]), 1);
    assert_eq!(cells(&["7Hq2vXk9mPzL4tRb8w", "Yc3nDf6sGj1aUe5oKi"]), 1);
    assert_eq!(cells(&["0x91…c02e", "Confirmed"]), 2);
    assert_eq!(cells(&["Marta G.", "Level: Intermediate"]), 2);
}

#[test]
fn an_accessible_name_stands_for_the_content() {
    assert_eq!(
        texts(r#"[0,"button","","",{"n":"Enable margin"}],[1,"t","Enable"]"#),
        [(Role::Control, "Enable margin".to_owned())]
    );
}

#[test]
fn texts_in_no_element_flow_together_up_to_the_next_one() {
    let loose = texts(r#"[0,"t","Households in Britain"],[0,"t"," cannot hold stocks"],[0,"p"],[1,"t","One"],[0,"t","Two"]"#);
    let words: Vec<&str> = loose.iter().map(|(_, words)| words.as_str()).collect();
    assert_eq!(words, ["Households in Britain cannot hold stocks", "One", "Two"]);
}
