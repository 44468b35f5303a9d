#[test]
fn zy() {
    for h in [
        "<p>Hi</p>",
        "<!doctype html><title>K</title><p>Hi</p>",
        "<!doctype html>\n<html lang=\"en\"><head><title>K</title></head><body><p>Hi</p></body></html>",
        "<html><body><p>Hi</p>",
        "<html lang=en><head><meta charset=\"utf-8\"></head><body><p>Hi</p>",
    ] {
        println!("{:?}", preflight::html::snapshot(h, "https://pro.kraken.com/app").unwrap().nodes.len());
    }
}
