//! The browser's extension interface, as far as it is used. Both browsers name it `browser` here: the pages' first
//! line sees to that. Values cross as JSON text or as single properties; there is nothing to keep in step.

use js_sys::{Array, Function, JSON, Object, Promise, Reflect};
use std::pin::Pin;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["browser", "runtime"], js_name = sendMessage)]
    fn send_message(message: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["browser", "runtime"], js_name = getManifest)]
    fn get_manifest() -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["browser", "storage", "session"], js_name = get)]
    fn session_get(key: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["browser", "storage", "local"], js_name = get)]
    fn local_get(key: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["browser", "storage", "onChanged"], js_name = addListener)]
    fn on_stored(listener: &Function) -> Result<(), JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["browser", "tabs"], js_name = get)]
    fn tabs_get(id: f64) -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["browser", "tabs"], js_name = query)]
    fn tabs_query(of: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["browser", "tabs", "onUpdated"], js_name = addListener)]
    fn on_updated(listener: &Function) -> Result<(), JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["browser", "permissions"], js_name = contains)]
    fn permissions_contains(what: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["browser", "permissions"], js_name = request)]
    fn permissions_request(what: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["browser", "permissions"], js_name = remove)]
    fn permissions_remove(what: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["browser", "scripting"], js_name = executeScript)]
    fn execute_script(how: &JsValue) -> Result<Promise, JsValue>;
}

/// A tab, as far as the browser lets us know it.
#[derive(Debug, Clone, Default)]
pub struct Tab {
    /// Its id.
    pub id: f64,
    /// Its address; none where no permission covers it.
    pub url: Option<String>,
    /// It is in a private window.
    pub private: bool,
}

/// Where something is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Area {
    /// In memory, for this run of the browser.
    Session,
    /// For good.
    Local,
}

/// Begins what takes its time. Boxed here, so that whatever drives it is in the module once.
pub fn later(work: impl Future<Output = ()> + 'static) {
    let work: Pin<Box<dyn Future<Output = ()>>> = Box::pin(work);
    spawn_local(work);
}

async fn settled(promise: Result<Promise, JsValue>) -> Option<JsValue> {
    JsFuture::from(promise.ok()?).await.ok()
}

/// A property; none when absent, null or undefined.
pub fn property(of: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(of, &name.into()).ok().filter(|value| !value.is_null() && !value.is_undefined())
}

fn parsed(json: &str) -> JsValue {
    JSON::parse(json).unwrap_or(JsValue::UNDEFINED)
}

/// Sends a message, given as JSON, to the background.
pub async fn send(json: &str) -> Option<JsValue> {
    settled(send_message(&parsed(json))).await
}

/// A stored text.
pub async fn stored(area: Area, key: &str) -> Option<String> {
    let name = JsValue::from_str(key);
    let found = match area {
        Area::Session => session_get(&name),
        Area::Local => local_get(&name),
    };
    property(&settled(found).await?, key)?.as_string()
}

/// Calls back whenever something was stored.
pub fn when_stored(listener: impl FnMut() + 'static) {
    on_stored(&kept(listener)).ok();
}

/// Calls back whenever a tab changed.
pub fn when_tabs_change(listener: impl FnMut() + 'static) {
    on_updated(&kept(listener)).ok();
}

/// A listener for as long as the window lives.
fn kept(listener: impl FnMut() + 'static) -> Function {
    Closure::<dyn FnMut()>::new(listener).into_js_value().unchecked_into()
}

/// The tab of this id, or the active one.
pub async fn tab(id: Option<f64>) -> Option<Tab> {
    let found = match id {
        Some(id) => settled(tabs_get(id)).await?,
        None => settled(tabs_query(&parsed(r#"{"active":true,"currentWindow":true}"#))).await?.dyn_into::<Array>().ok()?.get(0),
    };
    let private = property(&found, "incognito").is_some_and(|value| value.is_truthy());
    let url = property(&found, "url").and_then(|url| url.as_string()).filter(|url| !url.is_empty());
    Some(Tab { id: property(&found, "id")?.as_f64()?, url, private })
}

fn hosts() -> Option<JsValue> {
    let manifest = get_manifest().ok()?;
    let wanted = Object::new();
    Reflect::set(&wanted, &"origins".into(), &property(&manifest, "host_permissions")?).ok()?;
    Some(wanted.into())
}

/// Whether the user lets us read Kraken's hosts.
pub async fn may_read() -> bool {
    let Some(hosts) = hosts() else { return false };
    settled(permissions_contains(&hosts)).await.is_some_and(|answer| answer.is_truthy())
}

/// Asks the user to let us read Kraken's hosts. Only works straight from a click.
pub fn ask_to_read() -> Option<Promise> {
    permissions_request(&hosts()?).ok()
}

fn tabs_permission() -> JsValue {
    parsed(r#"{"permissions":["tabs"]}"#)
}

/// Whether the user lets us see the addresses of tabs.
pub async fn may_see_tabs() -> bool {
    settled(permissions_contains(&tabs_permission())).await.is_some_and(|answer| answer.is_truthy())
}

/// Asks the user to let us see the addresses of tabs, or gives that back. Asking only works straight from a click.
pub fn see_tabs(wanted: bool) -> Option<Promise> {
    let what = tabs_permission();
    if wanted { permissions_request(&what) } else { permissions_remove(&what) }.ok()
}

/// Starts the reader in a tab that was open before the extension was.
pub async fn read_tab(tab: f64) -> bool {
    let files = || {
        let scripts: Array = property(&get_manifest().ok()?, "content_scripts")?.dyn_into().ok()?;
        property(&scripts.get(0), "js")
    };
    let Some(files) = files() else { return false };
    run_in(tab, &files).await.is_some()
}

/// What a page that is not Kraken's shows of a sign-in (`extension/popup/signs.js`), as a snapshot. The browser lets us
/// look at it after a click on the icon; none where it does not.
pub async fn signs(tab: f64) -> Option<String> {
    let results: Array = run_in(tab, &parsed(r#"["popup/signs.js"]"#)).await?.dyn_into().ok()?;
    property(&results.get(0), "result")?.as_string()
}

/// Runs files of ours in a tab's page.
async fn run_in(tab: f64, files: &JsValue) -> Option<JsValue> {
    let (target, how) = (Object::new(), Object::new());
    Reflect::set(&target, &"tabId".into(), &tab.into()).ok()?;
    Reflect::set(&how, &"target".into(), &target).ok()?;
    Reflect::set(&how, &"files".into(), files).ok()?;
    settled(execute_script(&how)).await
}

/// The clock.
pub fn now() -> crate::moment::Moment {
    crate::moment::Moment((js_sys::Date::now() / 1000.0) as i64)
}
