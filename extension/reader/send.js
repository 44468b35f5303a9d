// @ts-check
/// <reference path="./types.d.ts" />
// Takes a snapshot in slices that the page does not notice, and hands it to the background when it says something new.
"use strict";

(() => {
  if (preflight.started) return;
  /** Longest time in one go, in milliseconds. */
  const SLICE = 8;

  /** Lets the page work, then goes on; without waiting for a timer that a busy page would hold back, and without coming
   * before the page's own tasks, as `scheduler.yield` does. */
  const breathe = () => new Promise((done) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      channel.port1.close();
      done(undefined);
    };
    channel.port2.postMessage(null);
  });

  /** Characters that are hashed between two looks at the clock. */
  const PIECE = 50_000;

  /** A hash of a text, digits all counted alike: prices that tick say nothing new. In pieces, like the walk.
   * @param {string} text @param {(mark: string) => void} tell @returns {Generator<void, void>} */
  function* hash(text, tell) {
    let one = 0x811c9dc5;
    let other = 0x1b873593;
    let digits = false;
    for (let from = 0; from < text.length; from += PIECE) {
      const to = Math.min(from + PIECE, text.length);
      for (let index = from; index < to; index++) {
        let unit = text.charCodeAt(index);
        if (unit >= 48 && unit <= 57) {
          if (digits) continue;
          digits = true;
          unit = 48;
        } else {
          digits = false;
        }
        one = Math.imul(one ^ unit, 0x01000193);
        other = Math.imul(other + unit, 0x85ebca6b) ^ (other >>> 13);
      }
      yield;
    }
    tell(`${one >>> 0}:${other >>> 0}`);
  }

  /** How long an answer is waited for, in milliseconds. */
  const PATIENCE = 3_000;

  let sent = "";

  /** @param {object} message */
  const send = async (message) => {
    if (!preflight.isAlive()) {
      preflight.stop();
      return null;
    }
    try {
      // A background that is stopped just then may never answer: do not wait for it for ever.
      const late = new Promise((done) => setTimeout(done, PATIENCE, null));
      return await Promise.race([preflight.extension.runtime.sendMessage(message), late]);
    } catch (error) {
      if (!preflight.isAlive() || /context invalidated/i.test(String(error))) preflight.stop();
      // Otherwise the background was on its way up or down: the next reading tells it all.
      return null;
    }
  };

  preflight.send = {
    async snapshot() {
      let spent = 0;
      /** Works in slices, and lets the page work in between; false when everything was stopped meanwhile.
       * @param {(deadline: number) => boolean} work true when it is through */
      const inSlices = async (work) => {
        for (;;) {
          const from = performance.now();
          const done = work(from + SLICE);
          spent += performance.now() - from;
          if (done) return preflight.started;
          await breathe();
          if (!preflight.started) return false;
        }
      };
      const stopped = () => ({ spent, fresh: false, failed: false });
      const walk = new preflight.Walk({ mode: preflight.mode });
      if (!await inSlices((deadline) => walk.step(deadline))) return stopped();
      await breathe();
      let snapshot = "";
      let mark = "";
      await inSlices(() => {
        snapshot = walk.json();
        return true;
      });
      const hashing = hash(snapshot, (found) => { mark = found; });
      await breathe();
      const whole = await inSlices((deadline) => {
        do {
          if (hashing.next().done) return true;
        } while (performance.now() < deadline);
        return false;
      });
      if (!whole) return stopped();
      if (mark === sent) return { spent, fresh: false, failed: false };
      const answer = await send({ v: 1, kind: "snapshot", snapshot });
      if (answer?.ok === true) sent = mark;
      else if (answer?.reload === true) preflight.stop();
      return { spent, fresh: answer !== null, failed: answer?.ok !== true };
    },

    again() {
      sent = "";
      void preflight.send.snapshot();
    },

    route() {
      sent = "";
      void send({ v: 1, kind: "route" });
    },
  };
})();
