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

  preflight.settle = {
    start(read, route) {
      const now = () => performance.now();
      /** When the first change came that no reading has seen, and when the last one did; 0 for none. */
      let first = 0;
      let last = 0;
      let urgent = false;
      let readAt = -Infinity;
      let pause = APART;
      let urgentPause = APART;
      /** Until when what readings have cost is more than their share. */
      let owed = 0;
      let reading = false;
      /** The observer is off. */
      let resting = false;
      let stopped = false;
      let address = location.href;
      /** @type {ReturnType<typeof setTimeout> | undefined} */
      let timer;
      let due = Infinity;
      let dialogs = 0;
      /** When to read whether anything changed or not. */
      let look = Infinity;

      const arm = (/** @type {number} */ at) => {
        if (stopped || (timer !== undefined && due <= at)) return;
        clearTimeout(timer);
        due = at;
        timer = setTimeout(tick, Math.max(0, at - now()));
      };

      /** The next look for dialogs, or the end of the observer's rest if that is sooner. */
      const glanceAt = () => Math.min(now() + GLANCE, resting ? listenAt() : Infinity);

      /** When the changes noted so far have settled. */
      const settled = () => Math.min(last + QUIET, first + LATEST);

      /** When what nothing hurries may be read. */
      const calmAt = () => Math.max(readAt + pause, Math.min(owed - CREDIT, readAt + LONGEST_COSTLY));

      /** When they are to be read. */
      const dueAt = () => Math.max(settled(), urgent ? readAt + urgentPause : calmAt());

      /** From when on it matters again whether the page is quiet: that something has changed is known. */
      const listenAt = () => calmAt() - QUIET;

      const wake = () => {
        if (!resting || stopped) return;
        resting = false;
        observer.observe(document, WHAT);
      };

      const note = () => {
        last = now();
        if (first === 0) first = last;
        if (reading) return;
        if (!urgent && !resting && last < listenAt()) {
          resting = true;
          observer.disconnect();
        }
        if (document.visibilityState === "visible") arm(resting ? glanceAt() : Math.max(settled(), readAt + APART));
      };

      const hurry = () => {
        urgent = true;
        wake();
        note();
        arm(dueAt());
      };

      const tick = async () => {
        timer = undefined;
        due = Infinity;
        if (stopped || reading || document.visibilityState === "hidden") return;
        onRoute();
        countDialogs();
        if (now() >= look) {
          look = Infinity;
          urgent = true;
          if (first === 0) first = last = now() - QUIET;
        }
        if (resting && (urgent || now() >= listenAt())) wake();
        if (first !== 0 && now() >= dueAt()) {
          first = last = 0;
          urgent = false;
          reading = true;
          wake();
          try {
            const from = now();
            const { spent, fresh, failed } = await read();
            // The less a reading brought and the more it and those before it cost, the longer until the next one.
            pause = fresh ? APART : Math.min(pause * 2, LONGEST);
            owed = Math.max(owed, from) + spent / SHARE;
            urgentPause = Math.max(APART, Math.min(spent / URGENT_SHARE, URGENT_LONGEST));
            // Nobody took it, or the background was on its way up: soon again, whatever the reading cost.
            if (failed) {
              first = last = now();
              urgent = true;
              urgentPause = APART;
            }
          } catch (error) {
            // The page did something that no page should: try again when it has changed.
            console.debug("preflight:", error);
            pause = LONGEST;
          } finally {
            reading = false;
            readAt = now();
          }
        }
        if (first !== 0) arm(Math.min(dueAt(), glanceAt()));
        if (look !== Infinity) arm(look);
      };

      const lookLate = (/** @type {number} */ delay) => { look = now() + delay; };

      const onRoute = () => {
        if (location.href === address) return;
        address = location.href;
        route();
        lookLate(LATE_LOOK_ON_ROUTE);
        hurry();
      };

      /** A dialog or an alert that comes or goes is worth a look at once. */
      const countDialogs = () => {
        const count = document.querySelectorAll("dialog[open],[role=dialog],[role=alertdialog],[aria-modal=true],[role=alert]").length;
        if (count !== dialogs) {
          dialogs = count;
          urgent = true;
          if (first === 0) first = last = now();
        }
      };

      /** Ticking a native box or choosing from a list is no mutation. Never text fields, and never their values.
       * @param {Event} event */
      const onChange = (event) => {
        const target = /** @type {Element | null} */ (event.target);
        if (target?.localName === "select" || target?.matches?.("input[type=checkbox],input[type=radio]")) hurry();
      };

      const onVisible = () => {
        if (document.visibilityState !== "visible") return;
        if (first !== 0) arm(dueAt());
        else if (look !== Infinity) arm(look);
      };

      /** @param {MutationRecord[]} records */
      const onMutations = (records) => {
        // Changes to the overlay's own host are none of the page's.
        if (records.length === 1 && records[0]?.target === preflight.host) return;
        note();
      };
      const observer = new MutationObserver(onMutations);
      const signIn = () => preflight.mode === "sign_in";
      let listening = false;
      /** On sign-in pages nothing listens to any field. */
      const listen = () => {
        if (listening === !signIn()) return;
        listening = !signIn();
        if (listening) document.addEventListener("change", onChange, { capture: true, passive: true });
        else document.removeEventListener("change", onChange, { capture: true });
      };

      observer.observe(document, WHAT);
      document.addEventListener("visibilitychange", onVisible);
      const { navigation } = /** @type {any} */ (globalThis);
      navigation?.addEventListener("currententrychange", onRoute);
      addEventListener("popstate", onRoute);
      addEventListener("hashchange", onRoute);
      preflight.onRoute(listen);
      listen();
      lookLate(LATE_LOOK);
      hurry();

      return () => {
        stopped = true;
        clearTimeout(timer);
        observer.disconnect();
        document.removeEventListener("visibilitychange", onVisible);
        document.removeEventListener("change", onChange, { capture: true });
        navigation?.removeEventListener("currententrychange", onRoute);
        removeEventListener("popstate", onRoute);
        removeEventListener("hashchange", onRoute);
      };
    },
  };
})();
