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

#[test]
fn an_accessible_name_stands_for_the_content() {
    assert_eq!(
        texts(r#"[0,"button","","",{"n":"Enable margin"}],[1,"t","Enable"]"#),
        [(Role::Control, "Enable margin".to_owned())]
    );
}
