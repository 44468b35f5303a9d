use crate::engine::{self, Given};
use crate::html;

const HOME: &str = "https://pro.kraken.com/app/home";
const SETTINGS: &str = "https://www.kraken.com/c/account-settings/profile";

/// The marks of a page as "kind mark", in the order in which they stand.
fn found(url: &str, body: &str) -> Vec<String> {
    let page = if body.starts_with("<html") { body.to_owned() } else { format!("<html lang=en><body>{body}</body></html>") };
    let marks = engine::read(&html::snapshot(&page, url).unwrap(), &Given::default()).marks;
    marks.lines().map(str::to_owned).collect()
}

#[test]
fn the_head_and_the_account_menu_show_the_accounts_own_mark() {
    for (body, wanted) in [
        (
            "<header><a href=/>Trade</a><span>Jo.Do@Example.org</span><button>Sign out</button></header>",
            "email jo.do@example.org",
        ),
        (
            "<header><button aria-haspopup=menu>jo@example.org</button></header><main><h1>Portfolio</h1></main>",
            "email jo@example.org",
        ),
        ("<header><button aria-label='Account menu for jo@example.org'>J</button></header>", "email jo@example.org"),
        (
            "<nav><ul><li><button>Portfolio</button></li><li><button>j***@example.org</button></li></ul></nav>",
            "email j***@example.org",
        ),
        ("<div role=menu><p>jo••••@example.org</p><a role=menuitem href=/x>Sign out</a></div>", "email jo••••@example.org"),
        (
            "<div role=dialog aria-label='Account menu'><p>jo@example.org</p><a href=/s>Account settings</a></div>",
            "email jo@example.org",
        ),
        (
            "<header><button aria-label='Account menu'><img alt=Avatar></button><span>jo@example.org</span></header>",
            "email jo@example.org",
        ),
        ("<header><div>Signed in as <b>sam77</b></div><a href=/o>Sign out</a></header>", "as sam77"),
        ("<header><p>Signed in as sam77</p><a href=/o>Sign out</a></header>", "as sam77"),
        ("<header><p>Signed in as sam@example.org</p><a href=/o>Sign out</a></header>", "email sam@example.org"),
        (
            "<div><button aria-label='Account menu' aria-haspopup=menu>jo_do</button></div><main><h1>Portfolio</h1></main>",
            "menu jo_do",
        ),
        ("<header><button aria-label='Profile menu'>JD</button></header>", "menu jd"),
        ("<header><button aria-label='Your account, Jolanda'>J</button></header>", "menu jolanda"),
        (
            "<header><div role=menu aria-label='Account menu'><dl><dt>Username</dt><dd>jo_do</dd></dl></div><button>Sign out</button></header>",
            "username jo_do",
        ),
        (
            "<header><div role=menu aria-label='User menu'><div>Public account ID</div><button>AA12 N84G QW3R TY5U</button></div></header>",
            "account_id aa12n84gqw3rty5u",
        ),
    ] {
        assert_eq!(found(HOME, body), [wanted], "{body}");
    }
}

#[test]
fn it_is_called_so_in_other_languages() {
    for (lang, body, kind) in [
        ("de", "<header><p>Angemeldet als <b>jo_do</b></p><button>Abmelden</button></header>", "as"),
        ("fr", "<header><button>Déconnexion</button></header><dl><dt>Nom d’utilisateur</dt><dd>jo_do</dd></dl>", "username"),
        ("nl", "<header><button aria-label=Accountmenu>jo_do</button><button>Afmelden</button></header>", "menu"),
        ("pl", "<header><button>Wyloguj</button></header><p>Nazwa użytkownika: jo_do</p>", "username"),
    ] {
        assert_eq!(found(SETTINGS, &format!("<html lang={lang}>{body}")), [format!("{kind} jo_do")], "{lang}");
    }
}

#[test]
fn rows_of_the_settings_show_it_where_they_name_it() {
    for (row, wanted) in [
        ("<div><p>E-mail address</p><p>j•••@example.net</p><button>Edit</button></div>", "email j•••@example.net"),
        ("<dl><dt>Username</dt><dd>jo_do</dd><dt>Language</dt><dd>English</dd></dl>", "username jo_do"),
        ("<p>Email: <b>jo@example.net</b></p>", "email jo@example.net"),
        ("<p>E-mail : jo@example.net</p>", "email jo@example.net"),
        ("<ul><li><span>Public account ID</span><span>AA12 N84G QW3R TY5U</span></li></ul>", "account_id aa12n84gqw3rty5u"),
        ("<form><h3>Your details</h3><label>Email</label><div>jo@example.net</div></form>", "email jo@example.net"),
    ] {
        let page = format!("<header><button>Sign out</button></header><main><h1>Profile</h1>{row}</main>");
        assert_eq!(found(SETTINGS, &page), [wanted], "{row}");
    }
}

#[test]
fn what_may_be_somebody_elses_is_no_mark() {
    for (url, body) in [
        (HOME, "<p>Sent to jo@example.org</p><p>Email: jo@example.org</p><p>Username: jo_do</p>"),
        (HOME, "<ul><li>jo@example.org</li></ul><h2>Recipients</h2><dl><dt>Email</dt><dd>jo@example.org</dd></dl>"),
        (
            "https://www.kraken.com/c/funding/withdraw",
            "<h1>Withdraw</h1><dl><dt>Email</dt><dd>jo@example.org</dd><dt>Account ID</dt><dd>AA12 N84G QW3R TY5U</dd></dl>",
        ),
        (SETTINGS, "<h1>Profile</h1><p>jo@example.org</p><p>Write to us: help@example.org</p>"),
        (SETTINGS, "<h1>Profile</h1><p>Email</p><p>support@kraken.com</p>"),
        (SETTINGS, "<h2>Withdrawal addresses</h2><dl><dt>Email</dt><dd>jo@example.org</dd></dl>"),
        (SETTINGS, "<h2>API keys</h2><div><p>Username</p><p>grid_bot</p></div>"),
        (SETTINGS, "<table><tr><th>Name</th><th>Email</th></tr><tr><td>Jo</td><td>jo@example.org</td></tr></table>"),
        (SETTINGS, "<article><h2>Jo</h2><p>Email: jo@example.org</p></article>"),
        (SETTINGS, "<div role=log><p>Email: jo@example.org</p></div>"),
        (SETTINGS, "<div role=dialog aria-modal=true><h2>Invite a friend</h2><p>Email</p><p>jo@example.org</p></div>"),
        (SETTINGS, "<h1>Profile</h1><p>Username</p><button>Change</button><p>Username changed</p>"),
        (SETTINGS, "<h1>Profile</h1><p>Email notifications</p><p>Account ID</p><p>Not shown</p><p>Username</p><p>Verified</p>"),
        (SETTINGS, "<h1>Profile</h1><p>Email</p><p>•••••@•••••</p><p>Username</p><p>••••••</p>"),
    ] {
        let page = format!("<header><button>Sign out</button></header><main>{body}</main>");
        assert_eq!(found(url, &page), [""; 0], "{body}");
    }
}

#[test]
fn not_all_that_stands_in_the_head_or_outside_of_all_is_a_mark() {
    for body in [
        "<header><div role=menu aria-label=Notifications><p>jo@example.org</p></div></header>",
        "<header><div role=status>From jo@example.org</div></header>",
        "<header><p>You have got two bitcoin from jo@example.org today</p></header>",
        "<header><a href=/h>help@kraken.com</a></header><footer><nav><p>jo@example.org</p></nav></footer>",
        "<header><button aria-label='Account menu'><span>Account</span></button><button>Markets</button></header>",
        "<header><button>Profile</button><a href=/m>Markets</a><span>Account</span> <a href=/o>Orders</a></header>",
        "<header><a href=/s>Account management</a><a href=/p>My account overview</a></header>",
        "<header><button aria-label='Profile'><span>9</span></button></header>",
        "<header><button aria-label='Account menu'>Intermediate</button></header>",
        "<p>jo@example.org</p><p>Username: jo_do</p><p>Signed in as jo_do</p>",
        "<div role=dialog><h2>Send</h2><p>jo@example.org</p></div>",
        "<main><header><h1>Order</h1><p>jo@example.org</p></header></main>",
    ] {
        let page = format!("{body}<div><button>Sign out</button></div>");
        assert_eq!(found(HOME, &page), [""; 0], "{body}");
    }
}

#[test]
fn where_nobody_is_signed_in_and_elsewhere_there_is_none() {
    let head = "<header><span>jo@example.org</span><button>Sign out</button></header>";
    assert_eq!(found(HOME, head), ["email jo@example.org"]);
    assert_eq!(found(HOME, "<header><span>jo@example.org</span><a href=/s>Sign in</a></header>"), [""; 0]);
    for url in [
        "https://id.kraken.com/sign-in",
        "https://pro-kraken.com/app/home",
        "https://example.org/",
        "https://support.kraken.com/x",
    ] {
        assert_eq!(found(url, head), [""; 0], "{url}");
    }
}

#[test]
fn marks_of_several_kinds_stand_beside_each_other() {
    let body = "<header><button aria-label='Account menu'>JD</button><button>Sign out</button></header>
        <main><h1>Profile</h1><p>Username</p><p>jo_do</p><p>Email</p><p>jo@example.net</p><p>Email</p><p>JO@example.net</p></main>";
    assert_eq!(found(SETTINGS, body), ["menu jd", "username jo_do", "email jo@example.net", "email jo@example.net"]);
}
