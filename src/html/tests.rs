use super::*;
use crate::snapshot::{MAX_NODES, MAX_RUN, Mode};
use std::time::{Duration, Instant};

/// The nodes of a page as one line: `kind.flags"text"(extra)`, `>` before each for its depth.
fn read(html: &str) -> String {
    lines(&snapshot(html, "https://pro.kraken.com/app/trade").unwrap())
}

fn lines(page: &Snapshot) -> String {
    let node = |node: &crate::snapshot::Node| {
        let mut out = ">".repeat(usize::from(node.depth)) + node.kind.name();
        if !node.flags.is_empty() {
            out += &format!(".{}", node.flags);
        }
        if !node.text.is_empty() {
            out += &format!("'{}'", node.text);
        }
        let mut extra =
            |key: &str, value: Option<String>| out += &value.map_or(String::new(), |value| format!("({key}={value})"));
        extra("n", node.name().map(str::to_owned));
        extra("d", node.description().map(str::to_owned));
        extra("l", node.extra.as_ref().and_then(|extra| extra.level).map(|level| level.to_string()));
        extra("p", node.path().map(str::to_owned));
        extra("y", node.input().map(str::to_owned));
        extra("i", node.test_id().map(str::to_owned));
        extra("cs", node.extra.as_ref().and_then(|extra| extra.span).map(|span| span.to_string()));
        out
    };
    page.nodes.iter().map(node).collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn is(html: &str, wanted: &str) {
    assert_eq!(read(html), wanted, "{html}");
}

#[test]
fn text_is_folded_and_belongs_to_the_block_around_it() {
    is("<p> One <b>two</b>\n<i>three</i>\n</p>\n<p>four", "block >t' One ' >t'two' >t' three' block >t'four'");
    is("<p>One<br>two</p><p><br></p>", "block >t'One' >br >t'two'");
    is("<p>Buy <a href=/x>here</a> now", "block >t'Buy ' >link(p=/x) >>t'here' >t' now'");
    is("<div>a</div> <div>b</div>", "block >t'a' block >t'b'");
    is("text", "t'text'");
    is("<p>a<!-- -->b<b>c</b><!-- --> <!-- --> d", "block >t'ab' >t'c' >t' d'");
    is("<a>no link</a>", "t'no link'");
}

#[test]
fn every_tag_has_its_kind() {
    for (tag, kind) in [
        ("main", "main"),
        ("nav", "nav"),
        ("header", "header"),
        ("footer", "footer"),
        ("aside", "aside"),
        ("search", "search"),
        ("article", "article"),
        ("form", "form"),
        ("fieldset", "group"),
        ("blockquote", "quote"),
        ("ul", "list"),
        ("ol", "list"),
        ("dl", "dl"),
        ("dt", "term"),
        ("dd", "definition"),
        ("output", "status"),
        ("address", "block"),
        ("section", "block"),
        ("figure", "block"),
        ("pre", "block"),
        ("label", "label"),
        ("button", "button"),
        ("hgroup", "block"),
    ] {
        is(&format!("<{tag}>x</{tag}>"), &format!("{kind} >t'x'"));
    }
    is("<h3>x</h3>", "heading(l=3) >t'x'");
    is("<section aria-label=A>x</section>", "region(n=A) >t'x'");
    is("<ul><li>x</ul>", "list >item >>t'x'");
    is("<fieldset><legend>x</legend></fieldset>", "group >legend >>t'x'");
    is("<details open><summary>s</summary>x</details>", "details.x >summary >>t's' >t'x'");
    is("<details><summary>s</summary>x<summary>t</summary></details>", "details.z >summary >>t's'");
    is("<dialog open>x</dialog><dialog>y</dialog>", "dialog >t'x'");
    is("<iframe src=x>y</iframe>", "iframe");
    is("<progress value=1>x</progress>", "progress");
    is(
        "<hr><video>x</video><script>x</script><style>x</style><noscript>x</noscript><template>x</template><svg><text>x</text></svg>",
        "",
    );
    is("<my-card><div>x</div></my-card> <my-chip>y</my-chip>", "block >block >>t'x' t' y'");
}

#[test]
fn tables_keep_their_empty_cells() {
    is(
        "<table><caption>c</caption><tr><th>a<th scope=row>b<tr><td><td colspan=2>d</table>",
        "table >caption >>t'c' >block >>row >>>colheader >>>>t'a' >>>rowheader >>>>t'b' >>row >>>cell >>>cell(cs=2) >>>>t'd'",
    );
}

#[test]
fn every_role_has_its_kind() {
    for (role, kind) in [
        ("main", "main"),
        ("banner", "header"),
        ("navigation", "nav"),
        ("contentinfo", "footer"),
        ("complementary", "aside"),
        ("search", "search"),
        ("region", "region"),
        ("article", "article"),
        ("form", "form"),
        ("group", "group"),
        ("radiogroup", "group"),
        ("feed", "feed"),
        ("note", "note"),
        ("log", "log"),
        ("marquee", "log"),
        ("timer", "log"),
        ("tooltip", "tooltip"),
        ("list", "list"),
        ("listitem", "item"),
        ("term", "term"),
        ("definition", "definition"),
        ("grid", "table"),
        ("treegrid", "table"),
        ("row", "row"),
        ("rowgroup", "block"),
        ("gridcell", "cell"),
        ("columnheader", "colheader"),
        ("rowheader", "rowheader"),
        ("dialog", "dialog"),
        ("alertdialog", "dialog"),
        ("alert", "alert"),
        ("status", "status"),
        ("button", "button"),
        ("link", "link"),
        ("switch", "switch"),
        ("checkbox", "checkbox"),
        ("radio", "radio"),
        ("tab", "tab"),
        ("menuitem", "menuitem"),
        ("menuitemradio", "menuitem"),
        ("option", "option"),
        ("combobox", "combobox"),
        ("slider", "slider"),
        ("tablist", "tablist"),
        ("tabpanel", "tabpanel"),
        ("menu", "menu"),
        ("progressbar", "progress"),
        ("none", "block"),
        ("unheard-of", "block"),
        ("unheard-of switch", "switch"),
    ] {
        is(&format!("<div role='{role}'>x</div>"), &format!("{kind} >t'x'"));
    }
    is("<div role=heading>x</div><h1 role=heading aria-level=4>y</h1>", "heading(l=2) >t'x' heading(l=4) >t'y'");
    is("<div role=textbox>secret</div><p contenteditable>secret</p>", "textbox textbox");
    is("<div role=img aria-label=A>x</div><div role=img>x</div>", "img(n=A)");
    is("<div aria-modal=true>x</div>", "dialog.v >t'x'");
}

#[test]
fn fields_are_there_without_their_values() {
    is("<input value=secret><textarea>secret</textarea>", "textbox(y=text) textbox");
    is("<input type=password value=secret placeholder=P>", "textbox(n=P)(y=password)");
    is("<input type=number value=7><input type=hidden value=x>", "textbox(y=number)");
    is("<input type=submit value=Go><input type=image alt=Buy value=x>", "button(n=Go)(y=submit) button(n=Buy)(y=image)");
    is(
        "<input type=checkbox><input type=radio checked><input type=range value=3>",
        "checkbox.u(y=checkbox) radio.c(y=radio) slider(y=range)",
    );
    is("<input type=checkbox role=switch checked>", "switch.c(y=checkbox)");
    is("<select><option>a<option selected>b</select>", "combobox >t'b'");
    is("<select><option disabled>a<option label=L>b</select>", "combobox >t'L'");
    is("<select multiple><option>a</select>", "combobox");
    is(
        "<form><button>a</button><button type=button>b</button></form><button>c</button>",
        "form >button(y=submit) >>t'a' >button >>t'b' button >t'c'",
    );
}

#[test]
fn names_come_from_where_they_are_said() {
    is(
        "<span id=a hidden>One <b>two</b></span><button aria-labelledby='a b'>x</button><i id=b>3</i>",
        "button(n=One two 3) >t'x' t'3'",
    );
    is("<button aria-label=' A  b '>x</button>", "button(n=A b) >t'x'");
    is(
        "<label for=s>Use <p>margin</p></label><button role=switch id=s></button>",
        "label >t'Use ' >block >>t'margin' switch(n=Use margin)",
    );
    is("<label>Use <input type=checkbox> margin</label>", "label >t'Use ' >checkbox.u(n=Use margin)(y=checkbox) >t' margin'");
    is("<button title=Lock></button><button title=Why>x</button>", "button(n=Lock) button(d=Why) >t'x'");
    is("<button aria-describedby=d>x</button><div id=d hidden>Not <i>here</i></div>", "button(d=Not here) >t'x'");
    is("<img alt=Logo><img alt=''><img><svg><title>On</title></svg><svg></svg>", "img(n=Logo) img(n=On)");
    is(
        "<p>a <span title=T>b</span> <span data-testid=i>c</span> <span class=k>d</span>",
        "block >t'a ' >inline(d=T) >>t'b' >inline(i=i) >>t' c' >t' d'",
    );
    is("<i aria-label=Verified></i><div title=Off></div><div id=x></div>", "inline(n=Verified) block(n=Off)");
    is(&format!("<button aria-label='{}'>", "x".repeat(400)), &format!("button(n={})", "x".repeat(300)));
}

#[test]
fn states_are_letters() {
    is("<button disabled>x</button><button data-disabled=false>x</button>", "button.d >t'x' button >t'x'");
    is("<div aria-disabled=true><button>x</button></div>", "block.d >button.d >>t'x'");
    is("<div data-state=disabled>x</div><a href=/ data-disabled>x</a>", "block.d >t'x' link.d(p=/) >t'x'");
    is(
        "<fieldset disabled><legend><input></legend><input><a href=/>x</a></fieldset>",
        "group.d >legend >>textbox(y=text) >textbox.d(y=text) >link(p=/) >>t'x'",
    );
    is("<div inert><button>x</button></div>", "block.d >button.d >>t'x'");
    is("<b role=switch aria-checked=true>x</b><b role=switch data-state=unchecked>x</b>", "switch.c >t'x' switch.u >t'x'");
    is("<b role=checkbox aria-checked=mixed>x</b>", "checkbox.m >t'x'");
    is("<button aria-pressed=true aria-expanded=false aria-haspopup=menu>x</button>", "button.hpz >t'x'");
    is("<button aria-pressed=false aria-expanded=true>x</button>", "button.nx >t'x'");
    is("<a role=tab aria-selected=true aria-current=page>x</a>", "tab.ks >t'x'");
    is("<div aria-busy=true><button>x</button></div>", "block.b >button.b >>t'x'");
    is("<input required readonly>", "textbox.or(y=text)");
}

#[test]
fn what_nobody_sees_is_left_out() {
    for hidden in [
        "<p hidden>x",
        "<p style='display:none'>x",
        "<p style='VISIBILITY: hidden !important'>x",
        "<p style=opacity:0>x",
        "<p aria-hidden=true>x",
        "<div style='height:0;overflow:hidden'><p>x</p></div>",
        "<div style='max-height: 0px; overflow-y: clip'>x</div>",
        "<button style=visibility:hidden>x</button>",
        "<style>.a .b{display:none}</style><div class=a><p class=b>x</div>",
        "<style>#a > p[data-x=y]{opacity:0}</style><div id=a><p data-x=y>x</div>",
    ] {
        is(hidden, "");
    }
    is("<p style=visibility:hidden>x<b style=visibility:visible>y</b>", "block >t'y'");
    is("<input type=checkbox style=opacity:0><input style=opacity:0>", "checkbox.u(y=checkbox)");
    is(
        "<style>p{display:none} p.on{display:block} .off{display:none!important} .x:hover{display:none}</style><p class=on>a<p class='on off'>b<p class=x>c",
        "block >t'a'",
    );
    is("<style>[hidden]{display:block}</style><p hidden>x", "");
    is("<p style='position:absolute;width:1px;height:1px;overflow:hidden'>x", "block >t'x'");
}

#[test]
fn a_modal_excuses_the_page_behind_it() {
    is(
        "<div aria-hidden=true><p>page <b aria-hidden=true>no</b></div><div><div role=dialog>d</div></div>",
        "block >block >>t'page ' block >dialog >>t'd'",
    );
    is("<div inert><button>x</button></div><dialog open>d</dialog>", "block >button >>t'x' dialog >t'd'");
    is("<div aria-hidden=true>page</div><div role=dialog hidden>d</div>", "");
}

#[test]
fn an_element_of_a_page_s_own_is_a_block_where_it_holds_several_and_stands_in_no_text() {
    is(
        "<k-list><k-row><b>One</b> <i>two</i></k-row> <k-row><b>Three</b><i>four</i></k-row></k-list>",
        "block >block >>t'One' >>t' two' >block >>t'Three' >>t'four'",
    );
    is("<p>You have <k-sum><b>1</b><i>BTC</i></k-sum> left</p>", "block >t'You have ' >t'1' >t'BTC' >t' left'");
    is("<p><k-chip>On</k-chip> <k-chip>Off</k-chip></p>", "block >t'On' >t' Off'");
}

#[test]
fn shadow_trees_are_shown_with_what_is_slotted_into_them() {
    is(
        "<my-x><template shadowrootmode=open><style>p{display:none}</style><p>no</p><h2><slot name=t></slot></h2><slot>fallback</slot><slot name=u>else</slot></template>\
         <b slot=t>Title</b>body<p>kept</p></my-x><p>p</p>",
        "block >heading(l=2) >>t'Title' >t'body' >block >>t'kept' >t'else' block >t'p'",
    );
    is("<my-x><template shadowrootmode=closed>x</template>y</my-x>", "");
}

#[test]
fn the_page_says_what_it_is() {
    let page =
        snapshot("<html lang=EN-us><title> A\n b </title><body>x", "https://www.kraken.com/c/ab12cd34e?dialog=funding/deposit#y")
            .unwrap();
    assert_eq!((page.url.as_str(), page.dialog.as_deref()), ("https://www.kraken.com/c/-", Some("funding/deposit")));
    assert_eq!((page.lang.as_deref(), page.title.as_str(), page.truncated), (Some("en-us"), "A b", false));
    assert!(snapshot("", "no address").is_err());
}

#[test]
fn scripts_and_encodings_do_not_stop_the_parser() {
    is(
        "<!doctype html><html><head><meta charset=utf-8><script>if (a < b) {}</script><title>T</title></head><body><p>x</body></html>",
        "block >t'x'",
    );
}

#[test]
fn sign_in_pages_give_headings_and_alerts_only() {
    let html = "<form><h1>Sign <i>in</i></h1><label>Mail <input value=x></label><div role=alert>Wrong <a href=/x>code</a> <button>b</button></div><p>y</form>";
    let page = snapshot(html, "https://id.kraken.com/sign-in").unwrap();
    assert_eq!(page.mode, Mode::SignIn);
    assert_eq!(lines(&page), "heading(l=1) >t'Sign ' >t'in' alert >t'Wrong ' >t'code'");
}

#[test]
fn limits_cut_and_say_so() {
    let page = |html: &str| snapshot(html, "https://a.b/").unwrap();
    let long = page(&"x".repeat(MAX_RUN + 1));
    assert_eq!((long.nodes[0].text.len(), long.truncated), (MAX_RUN, true));
    let many = page(&"<p>x".repeat(MAX_NODES));
    assert_eq!((many.nodes.len(), many.truncated), (MAX_NODES, true));
    assert!(page(&format!("<p>{}", "x".repeat(19_999)).repeat(101)).truncated);
}

#[test]
fn any_bytes_are_a_page() {
    assert_eq!(read(&decode(b"\xef\xbb\xbf<p>a\xff\x00b")), "block >t'a\u{fffd}b'");
    assert_eq!(read(&decode(b"\xff\xfe<\0p\0>\0x\0")), "block >t'x'");
    for html in [
        "",
        "<",
        "<p",
        "<!",
        "</",
        "<p a=",
        "<!DOCTYPE",
        "<table><tr><p>x",
        "<svg><p>x",
        "<template><p>x",
        "<select><p>x",
        "<frameset><frame>",
        "&#xffffffff;",
        "<a b=&#0;>",
    ] {
        read(html);
    }
}

#[test]
fn deep_and_large_pages_take_seconds_at_most() {
    let started = Instant::now();
    let deep = read(&("<div><span>".repeat(50_000) + "x"));
    assert!(deep.ends_with("t'x'"));
    read(&"<b>".repeat(100_000));
    read(&(0..20_000).map(|index| format!("<p><font id={index}>")).collect::<String>());
    read(&("<div>".repeat(100_000) + &"</div>".repeat(100_000)));
    let crowded = (0..200_000).map(|index| format!("a{index}=\"x y\" ")).collect::<String>();
    assert!(snapshot(&format!("<p {crowded}>x"), "https://a.b/").unwrap().truncated);
    assert!(started.elapsed() < Duration::from_secs(30), "{:?}", started.elapsed());
}

#[test]
fn a_declared_encoding_does_not_end_the_page() {
    let page = snapshot(
        "<head><meta charset=utf-8><title>K</title></head><body><p>Hi</p><script>1</script><p>there</p>",
        "https://pro.kraken.com/app",
    )
    .unwrap();
    assert_eq!(page.nodes.len(), 4);
}
