mod corpus;
#[test]
fn zz() {
    let f = corpus::fixtures("products").into_iter().find(|f| f.name.contains(&std::env::var("P").unwrap())).unwrap();
    println!(
        "{}\n{}",
        f.snapshot().to_json().unwrap().chars().take(1500).collect::<String>(),
        preflight::engine::explain(&f.snapshot(), &f.given())
    );
}
