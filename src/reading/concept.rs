//! What words can stand for. The words themselves are data, one file a language, in `lexicon/`.

macro_rules! named {
    ($(#[$doc:meta])* $type:ident { $($(#[$note:meta])* $variant:ident $name:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub(crate) enum $type { $($(#[$note])* $variant),* }
        impl $type {
            const COUNT: usize = [$($name),*].len();
            /// By its name in the lexicon files.
            pub(crate) fn named(name: &str) -> Option<Self> {
                // One text: a comparison for each name weighs as much as all names.
                let at = concat!($($name, " "),*).split(' ').position(|known| known == name)?;
                [$($type::$variant),*].get(at).copied()
            }
            /// Its name in the lexicon files.
            #[allow(dead_code)]
            pub(crate) fn name(self) -> &'static str { match self { $($type::$variant => $name),* } }
        }
    };
}

named! {
    /// What a statement can be about.
    Subject {
        Spot "spot", Margin "margin", Futures "futures", Staking "staking", Stocks "stocks", Custody "custody",
        CryptoDeposit "crypto_deposit", CryptoWithdrawal "crypto_withdrawal",
        Ach "ach", Wire "wire", Card "card", FiatWithdrawal "fiat_withdrawal",
        /// Deposits of every kind.
        Deposits "deposits",
        /// Withdrawals of every kind.
        Withdrawals "withdrawals",
        /// All that moves money.
        Funding "funding",
        /// Trading as such.
        Trading "trading",
        /// The exchange, its website, its platform.
        Exchange "exchange",
        Api "api", SignUp "sign_up",
        TwoFactor "two_factor",
        /// Signing in, as one of the functions that 2FA is set for.
        SignIn "sign_in",
        TwoFactorFunding "two_factor_funding", TwoFactorTrading "two_factor_trading",
        Passkey "passkey", SettingsLock "settings_lock", MasterKey "master_key",
        Addresses "addresses", Sessions "sessions", ApiKeys "api_keys",
        /// The verification level.
        Level "level",
        Account "account",
    }
}

named! {
    /// What a word or phrase stands for.
    Concept {
        /// "X is …": it works.
        Good "good",
        /// "X is …": it does not work.
        Bad "bad",
        /// "offered", "supported": says nothing when affirmed, and that it does not work when denied.
        Offer "offer",
        /// "has been created", "you have a": there is one; of protections it says that it is on.
        Exists "exists",
        /// "locked": of the settings lock it says that it is on, of all else that it does not work.
        Locked "locked",
        /// "unlocked", likewise.
        Unlocked "unlocked",
        /// "enabled": what the user can bring about; denied, it is off and open.
        SwitchedOn "switched_on",
        /// "turned off", likewise.
        SwitchedOff "switched_off",
        /// "and", "because": joins clauses.
        And "and",
        /// A lone "On".
        On "on",
        /// A lone "Off".
        Off "off",
        /// "Aan", "uit": a state, and part of many verbs.
        Particle "particle",
        /// A verb that its negation follows: "werkt … niet".
        Verb "verb",
        /// "Available" over an amount: a balance.
        Balance "balance",
        /// "not", "never", "no longer".
        Not "not",
        /// "without": denies what follows at once, and no verb after that.
        Without "without",
        /// "cannot", "unable".
        Cannot "cannot",
        /// "can", "able".
        Can "can",
        /// "turn on", "opt in".
        Enable "enable",
        /// "turn off".
        Disable "disable",
        /// "Set up": beside a protection's name it says that there is none yet.
        SetUp "set_up",
        /// "Manage": beside a protection's name it says that there is one.
        Manage "manage",
        /// "pending", "in review".
        Pending "pending",
        /// "rejected", "declined".
        Rejected "rejected",
        /// "approved", "complete": of something handed in.
        Approved "approved",
        /// "none yet", "you have no".
        Empty "empty",
        /// "you".
        You "you",
        /// "your".
        Your "your",
        /// "region", "country", "state".
        Place "place",
        /// "where you live": addressed and a place in one.
        YourPlace "your_place",
        /// "in some regions", "eligible clients": nobody in particular.
        Generic "generic",
        /// "requires", "needs", "must".
        Require "require",
        /// "to", "in order to": what a requirement is for.
        Purpose "purpose",
        /// "until", "before you can".
        Until "until",
        /// "if", "when", "once".
        If "if",
        /// "as long as": followed by a denial it says "until".
        AsLong "as_long",
        /// "after", "usually": makes an affirmation doubtful, but is no condition.
        Perhaps "perhaps",
        /// Ways to pay in or out, named alone.
        Crypto "crypto", Cash "cash",
        /// A lone "in" or "out" beside a way to pay.
        WayIn "way_in", WayOut "way_out",
        /// "for your account": whose, not what.
        ForAccount "for_account",
        /// "because", "so": what follows explains.
        Because "because",
        /// "from", before a date.
        From "from",
        /// "in", before a number and a span: a time to come.
        Within "within",
        /// "hours", "days".
        Span "span",
        /// "but", "while": a new clause; "except": what follows is left out; "your last": one of several.
        But "but", Except "except", Recent "recent",
        /// "was", "yesterday".
        Past "past",
        /// "will", "scheduled", "upcoming".
        Future "future",
        /// "now", "currently".
        Now "now",
        /// "verify", "identity", "KYC".
        Verify "verify",
        /// "documents", "proof of residence".
        Documents "documents",
        /// "questionnaire", "assessment".
        Questionnaire "questionnaire",
        /// "terms", "agreement".
        Terms "terms",
        /// "complete", "submit", "upload", "accept": what is asked for.
        Complete "complete",
        /// "nothing outstanding", "up to date".
        NothingDue "nothing_due",
        /// "maintenance", "outage".
        Maintenance "maintenance",
        /// "minor": of an incident.
        Minor "minor",
        CancelOnly "cancel_only", PostOnly "post_only",
        /// "on hold".
        Hold "hold",
        /// "part of", "some of your funds".
        Partial "partial",
        /// "3-D Secure".
        ThreeDSecure "three_d_secure",
        /// "declined", "failed": of a card's authentication.
        Failed "failed",
        /// Another Kraken client by name.
        OnPro "on_pro", OnApp "on_app",
        /// "here", "this app": the client that the page is of.
        Here "here",
        /// "only", "exclusively".
        Only "only",
        /// "reduce only", "close only": positions may be closed, and none opened.
        CloseOnly "close_only",
        /// "as usual", "not affected".
        Usual "usual",
        /// "remains available", "is not affected": as usual, also where it is said of a time to come.
        Stays "stays",
        /// "affected", "disrupted".
        Affected "affected",
        /// "resolved", "lifted": what was wrong is over.
        Over "over",
        /// Verification levels.
        Starter "starter", Express "express", Intermediate "intermediate", Pro "pro", Business "business",
        /// "current", "your level".
        Current "current",
        /// "upgrade", "next level".
        Upgrade "upgrade",
        /// Words of adverts.
        Promo "promo",
        /// Headings of help, news and talk: what follows is no statement about this account.
        Help "help", Talk "talk",
        /// "Mail me when", "Messages about": what follows chooses what one is told (or shown), and tells nothing.
        Notify "notify", Display "display",
        /// "Permitted": of what can be used it says that it works, of a protection nothing.
        Permitted "permitted",
        /// "To your bank": a transfer that goes there goes out.
        ToBank "to_bank",
        /// "Sample data", "fictitious": what is shown is nobody's.
        Sample "sample",
        /// "Your password was changed", "your first purchase": what Kraken holds money back for.
        Changed "changed",
        /// "You can try again": what failed once is not stopped.
        Retry "retry",
        /// "restricted", "limited": of an account, which is open all the same.
        Limited "limited",
        /// Words that begin questions.
        Ask "ask",
        /// Names of countries and states, and who lives there.
        Somewhere "somewhere", Persons "persons",
        /// "friend", "team member", "sub-account": heads what is somebody else's.
        Others "others",
        /// "me", "I": a person speaks, and Kraken does not.
        Speaker "speaker",
        /// "in", "from", "to": before the name of a place; "about", "on": before what a noun is about.
        At "at", About "about",
        /// "could you", "please": a question that asks for something.
        Please "please",
        /// "pair", "market", "network", "token": narrows to one.
        Narrow "narrow",
        /// Names of assets; of those that are money.
        Asset "asset", Currency "currency",
        /// "all", "every".
        All "all",
        /// Phrases that contain a subject's word and are not about it.
        Noise "noise",
        /// Order forms.
        Buy "buy", Sell "sell", Long "long", Short "short",
        /// "tomorrow".
        Tomorrow "tomorrow",
        Amount "amount", Leverage "leverage", Submit "submit",
        Stake "stake", Unstake "unstake", Position "position",
        /// "deposit address", "account number".
        DepositAddress "deposit_address", BankDetails "bank_details",
        /// "Authenticator app", "security key": how a second factor is given.
        Method "method",
        /// Session.
        SignInVerb "sign_in_verb", SignOut "sign_out", SignUpVerb "sign_up_verb", Expired "expired", Identity "identity",
        /// API keys.
        PermWithdraw "perm_withdraw", PermAddress "perm_address", PermOther "perm_other", AnyIp "any_ip", IpList "ip_list", Expiry "expiry",
        Created "created", LastUsed "last_used", Never "never", KeyName "key_name", Permissions "permissions",
        /// Sessions and addresses.
        ThisDevice "this_device", Unrecognised "unrecognised", Confirmed "confirmed", New "new",
        /// Opens, starts, goes on: buttons without a meaning of their own.
        Go "go",
        /// Words that hold a statement's place and say nothing: "status", "state".
        Filler "filler",
    }
}

/// One meaning of a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Sense {
    /// It names a subject.
    Of(Subject),
    /// It stands for something said.
    Is(Concept),
}

/// A set of senses: what is asked of every block again and again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Senses([u64; 4]);

const _: () = assert!(Subject::COUNT <= 64 && Concept::COUNT <= 192);

impl Senses {
    pub(crate) fn add(&mut self, sense: Sense) {
        let (word, bit) = place(sense);
        self.0.iter_mut().skip(word).take(1).for_each(|bits| *bits |= bit);
    }

    pub(crate) fn has(self, sense: Sense) -> bool {
        let (word, bit) = place(sense);
        self.0.get(word).is_some_and(|bits| bits & bit != 0)
    }
}

/// Where a sense is in a set: subjects in the first word, concepts in the three after it.
fn place(sense: Sense) -> (usize, u64) {
    let number = match sense {
        Sense::Of(subject) => subject as usize,
        Sense::Is(concept) => 64 + concept as usize,
    };
    (number / 64, 1 << (number % 64))
}

impl Sense {
    /// A word by which sentences are built, and not what they are about or say of it.
    pub(crate) fn is_grammar(self) -> bool {
        use Concept::*;
        let Sense::Is(concept) = self else { return false };
        matches!(
            concept,
            Not | Cannot
                | Can
                | If
                | Perhaps
                | Until
                | Require
                | Purpose
                | But
                | And
                | Because
                | Past
                | Future
                | Now
                | You
                | Your
                | All
                | Only
                | At
                | From
                | Within
                | Ask
                | Please
                | Filler
                | Current
                | Go
                | Generic
                | Exists
                | Partial
                | Never
                | Empty
                | Offer
                | New
                | Complete
                | Persons
                | Place
                | YourPlace
                | Usual
                | Affected
                | Over
                | Tomorrow
                | Span
                | Narrow
                | WayIn
                | WayOut
        )
    }

    /// By the heading of a lexicon section: `margin` or `good`.
    pub(crate) fn named(name: &str) -> Option<Sense> {
        match name.strip_prefix("subject ") {
            Some(subject) => Subject::named(subject.trim()).map(Sense::Of),
            None => Concept::named(name).map(Sense::Is),
        }
    }
}
