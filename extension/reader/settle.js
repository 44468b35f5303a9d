// @ts-check
/// <reference path="./types.d.ts" />
// When to read: after the page has been quiet, or has not been for too long; soon after a dialog, a change of a switch
// or of the address; ever more seldom on a page that never rests but says nothing new. The observer only notes the time,
// and is off while what it could note would change nothing.
"use strict";

(() => {
  if (preflight.started) return;
  /** Quiet for so long: read. */
  const QUIET = 500;
  /** Never wait longer than this, quiet or not. */
  const LATEST = 3_000;
  /** Between the end of one reading and the start of the next. */
  const APART = 2_000;
  /** Longest pause on a page that keeps changing without saying anything new. */
  const LONGEST = 10_000;
  /** Share of the main thread that readings may take on a page that never rests. */
  const SHARE = 0.005;
  /** How far readings may be ahead of that share, in milliseconds of waiting: a page at rest that then changes is read soon. */
  const CREDIT = 8_000;
  /** However much a reading costs, what changed is not left unread for longer than this. */
  const LONGEST_COSTLY = 20_000;
  /** The same after a dialog, a switch or a new address, which are not held back for long. */
  const URGENT_SHARE = 0.02;
  const URGENT_LONGEST = 3_000;
  /** Between two looks for dialogs while changes wait to be read. */
  const GLANCE = 1_000;
  /** Readings that nothing holds back or has to ask for, after the start and after a new address: what a page loads last,
   * and style sheets, which come without a mutation. */
  const LATE_LOOK = 11_000;
  const LATE_LOOK_ON_ROUTE = 6_000;

  /** @type {MutationObserverInit} */
  const WHAT = {
    subtree: true, childList: true, characterData: true, attributes: true,
    attributeFilter: ["hidden", "disabled", "inert", "open", "class", "style", "role", "title", "checked", "data-state", "data-disabled",
      "aria-hidden", "aria-disabled", "aria-checked", "aria-pressed", "aria-expanded", "aria-selected", "aria-current", "aria-busy",
      "aria-label", "aria-modal", "aria-invalid"],
  };

  /** What a person waits for: one that comes or goes is worth a look at once. */
  const DIALOGS = "dialog[open],[role=dialog],[role=alertdialog],[aria-modal=true],[role=alert]";

  const now = () => performance.now();

  class Settling {
    /** @param {() => Promise<Reading>} read @param {() => void} route */
    constructor(read, route) {
      this.read = read;
      this.route = route;
      /** When the first change came that no reading has seen, and when the last one did; 0 for none. */
      this.first = 0;
      this.last = 0;
      this.urgent = false;
      this.reading = false;
      this.readAt = -Infinity;
      this.pause = APART;
      this.urgentPause = APART;
      /** Until when what readings have cost is more than their share. */
      this.owed = 0;
      /** The observer is off. */
      this.resting = false;
      this.stopped = false;
      this.address = location.href;
      this.dialogs = 0;
      /** When to read whether anything changed or not. */
      this.look = Infinity;
      /** @type {ReturnType<typeof setTimeout> | undefined} */
      this.timer = undefined;
      this.due = Infinity;
      this.observer = new MutationObserver((records) => this.onMutations(records));
      const onRoute = () => this.onRoute();
      const { navigation } = /** @type {{navigation?: EventTarget}} */ (globalThis);
      /** @type {[EventTarget | undefined, string, () => void][]} */
      this.events = [
        [document, "visibilitychange", () => this.onVisible()],
        [navigation, "currententrychange", onRoute], [window, "popstate", onRoute], [window, "hashchange", onRoute],
      ];
      /** Changes of fields are listened to. */
      this.listening = false;
      this.onChange = (/** @type {Event} */ event) => this.changed(event.target);
    }

    start() {
      this.observer.observe(document, WHAT);
      for (const [target, name, call] of this.events) target?.addEventListener(name, call);
      preflight.onRoute(() => this.listen());
      this.listen();
      this.lookLate(LATE_LOOK);
      this.hurry();
    }

    stop() {
      this.stopped = true;
      clearTimeout(this.timer);
      this.observer.disconnect();
      for (const [target, name, call] of this.events) target?.removeEventListener(name, call);
      document.removeEventListener("change", this.onChange, { capture: true });
    }

    /** When the changes noted so far have settled. */
    settled() {
      return Math.min(this.last + QUIET, this.first + LATEST);
    }

    /** When what nothing hurries may be read. */
    calmAt() {
      return Math.max(this.readAt + this.pause, Math.min(this.owed - CREDIT, this.readAt + LONGEST_COSTLY));
    }

    /** When they are to be read. */
    dueAt() {
      return Math.max(this.settled(), this.urgent ? this.readAt + this.urgentPause : this.calmAt());
    }

    /** From when on it matters again whether the page is quiet: that something has changed is known. */
    listenAt() {
      return this.calmAt() - QUIET;
    }

    /** The next look for dialogs, or the end of the observer's rest if that is sooner. */
    glanceAt() {
      return Math.min(now() + GLANCE, this.resting ? this.listenAt() : Infinity);
    }

    /** @param {number} at */
    arm(at) {
      if (this.stopped || (this.timer !== undefined && this.due <= at)) return;
      clearTimeout(this.timer);
      this.due = at;
      this.timer = setTimeout(() => this.tick(), Math.max(0, at - now()));
    }

    /** @param {number} delay */
    lookLate(delay) {
      this.look = now() + delay;
    }

    /** The end of the observer's rest. */
    wake() {
      if (!this.resting || this.stopped) return;
      this.resting = false;
      this.observer.observe(document, WHAT);
    }

    /** Something has changed. */
    note() {
      this.last = now();
      if (this.first === 0) this.first = this.last;
      if (this.reading) return;
      if (!this.urgent && !this.resting && this.last < this.listenAt()) {
        this.resting = true;
        this.observer.disconnect();
      }
      if (document.visibilityState === "visible") this.arm(this.resting ? this.glanceAt() : Math.max(this.settled(), this.readAt + APART));
    }

    /** Something has changed that is worth a look soon. */
    hurry() {
      this.urgent = true;
      this.wake();
      this.note();
      this.arm(this.dueAt());
    }

    async tick() {
      this.timer = undefined;
      this.due = Infinity;
      if (this.stopped || this.reading || document.visibilityState === "hidden") return;
      this.onRoute();
      this.countDialogs();
      if (now() >= this.look) {
        this.look = Infinity;
        this.urgent = true;
        if (this.first === 0) this.first = this.last = now() - QUIET;
      }
      if (this.resting && (this.urgent || now() >= this.listenAt())) this.wake();
      if (this.first !== 0 && now() >= this.dueAt()) await this.take();
      if (this.first !== 0) this.arm(Math.min(this.dueAt(), this.glanceAt()));
      if (this.look !== Infinity) this.arm(this.look);
    }

    /** Reads, and reckons when the next reading may be. */
    async take() {
      this.first = this.last = 0;
      this.urgent = false;
      this.reading = true;
      this.wake();
      try {
        const from = now();
        const { spent, fresh, failed } = await this.read();
        // The less a reading brought and the more it and those before it cost, the longer until the next one.
        this.pause = fresh ? APART : Math.min(this.pause * 2, LONGEST);
        this.owed = Math.max(this.owed, from) + spent / SHARE;
        this.urgentPause = Math.max(APART, Math.min(spent / URGENT_SHARE, URGENT_LONGEST));
        // Nobody took it, or the background was on its way up: soon again, whatever the reading cost.
        if (failed) {
          this.first = this.last = now();
          this.urgent = true;
          this.urgentPause = APART;
        }
      } catch (error) {
        // The page did something that no page should: try again when it has changed.
        console.debug("preflight:", error);
        this.pause = LONGEST;
      } finally {
        this.reading = false;
        this.readAt = now();
      }
    }

    countDialogs() {
      const count = document.querySelectorAll(DIALOGS).length;
      if (count === this.dialogs) return;
      this.dialogs = count;
      this.urgent = true;
      if (this.first === 0) this.first = this.last = now();
    }

    /** @param {MutationRecord[]} records */
    onMutations(records) {
      // Changes to the overlay's own host are none of the page's.
      if (records.length === 1 && records[0]?.target === preflight.host) return;
      this.note();
    }

    onRoute() {
      if (location.href === this.address) return;
      this.address = location.href;
      this.route();
      this.lookLate(LATE_LOOK_ON_ROUTE);
      this.hurry();
    }

    onVisible() {
      if (document.visibilityState !== "visible") return;
      if (this.first !== 0) this.arm(this.dueAt());
      else if (this.look !== Infinity) this.arm(this.look);
    }

    /** On sign-in pages nothing listens to any field. */
    listen() {
      const wanted = preflight.mode !== "sign_in";
      if (this.listening === wanted) return;
      this.listening = wanted;
      if (wanted) document.addEventListener("change", this.onChange, { capture: true, passive: true });
      else document.removeEventListener("change", this.onChange, { capture: true });
    }

    /** Ticking a native box or choosing from a list is no mutation. Never text fields, and never their values.
     * @param {EventTarget | null} target */
    changed(target) {
      const field = /** @type {Element | null} */ (target);
      if (field?.localName === "select" || field?.matches?.("input[type=checkbox],input[type=radio]")) this.hurry();
    }
  }

  preflight.settle = {
    start(read, route) {
      const settling = new Settling(read, route);
      settling.start();
      return () => settling.stop();
    },
  };
})();
