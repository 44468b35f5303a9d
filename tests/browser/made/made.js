// What made-up test pages need a script for: deep nesting, steady mutations, a form that turns off.
"use strict";
(() => {
  const { deep, rate, settle, turn } = document.body.dataset;

  if (deep) {
    const outer = document.createElement("div");
    let at = outer;
    for (let level = 1; level < Number(deep); level += 1) {
      const inner = document.createElement("div");
      at.append(inner);
      at = inner;
    }
    at.textContent = "Bottom";
    document.querySelector("main")?.append(outer);
  }

  if (Number(rate) > 0) {
    // At most a hundred wake-ups a second, each with its share of the changes.
    const wakeUps = Math.min(Number(rate), 100);
    const share = Number(rate) / wakeUps;
    const cells = [...document.querySelectorAll(".row span:nth-child(3)")];
    let next = 0;
    setInterval(() => {
      for (let index = 0; index < share; index += 1) {
        next = (next + 7919) % cells.length;
        const cell = cells[next];
        if (cell) cell.textContent = (Math.random() * 1e5).toFixed(1);
      }
    }, 1000 / wakeUps);
  }

  if (settle) {
    setTimeout(() => {
      document.getElementById("late")?.append("Nothing more comes.");
      document.documentElement.dataset.last = String(performance.timeOrigin + performance.now());
    }, Number(settle));
  }

  if (turn) {
    document.getElementById("turn")?.addEventListener("click", () => {
      const alert = document.createElement("p");
      alert.setAttribute("role", "alert");
      alert.textContent = "Spot trading is under maintenance. You cannot place orders.";
      document.getElementById("turning")?.replaceChildren(alert);
    });
  }
})();
