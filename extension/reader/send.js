// @ts-check
/// <reference path="./types.d.ts" />
// Takes a snapshot in slices that the page does not notice, and hands it to the background when it says something new.
"use strict";

(() => {
  if (preflight.started) return;
  /** Longest time in one go, in milliseconds. */
  const SLICE = 8;

  /** Lets the page work, then goes on; without waiting for a timer that a busy page would hold back. */
  const breathe = () => {
    const { scheduler } = /** @type {any} */ (globalThis);
    if (scheduler?.yield) return scheduler.yield();
    return new Promise((done) => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => {
        channel.port1.close();
        done(undefined);
      };
      channel.port2.postMessage(null);
    });
  };

  /** A hash of a text, digits all counted alike: prices that tick say nothing new.
   * @param {string} text */
  const hash = (text) => {
    let one = 0x811c9dc5;
    let other = 0x1b873593;
    let digits = false;
    for (let index = 0; index < text.length; index++) {
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
    return `${one >>> 0}:${other >>> 0}`;
  };

  let sent = "";

  /** @param {object} message */
  const send = async (message) => {
    if (!preflight.isAlive()) {
      preflight.stop();
      return null;
    }
    try {
      return await preflight.extension.runtime.sendMessage(message);
    } catch (error) {
      if (!preflight.isAlive() || /context invalidated/i.test(String(error))) preflight.stop();
      // Otherwise the background was on its way up or down: the next reading tells it all.
      return null;
    }
  };

  preflight.send = {
    async snapshot() {
      let spent = 0;
      const walk = new preflight.Walk({ mode: preflight.mode });
      for (let done = false; !done;) {
        const from = performance.now();
        done = walk.step(from + SLICE);
        spent += performance.now() - from;
        if (!done) await breathe();
        if (!preflight.started) return { spent, fresh: false, failed: false };
      }
      let from = performance.now();
      const snapshot = walk.json();
      spent += performance.now() - from;
      await breathe();
      from = performance.now();
      const mark = hash(snapshot);
      spent += performance.now() - from;
      if (!preflight.started) return { spent, fresh: false, failed: false };
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
