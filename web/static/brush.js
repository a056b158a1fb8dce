// Dragging over the bars of a histogram chooses a span.
"use strict";

for (const bars of document.querySelectorAll(".bars")) {
  const links = [...bars.querySelectorAll("a")];
  if (!links.length) continue;
  const years = bars.closest(".years");
  const veil = bars.querySelector(".brush");
  const { base, since, until } = bars.dataset;
  let [anchor, at] = [-1, -1]; // The bars from which and to which the span reaches.
  let pressed = null; // Where a pointer went down.

  years.querySelector(".brushing")?.removeAttribute("hidden");

  // One stop for the tab key; arrows lead on.
  const stop = (index) => links.forEach((link, i) => { link.tabIndex = i === index ? 0 : -1; });
  stop(Math.max(links.findIndex((link) => link.classList.length), 0));

  const span = () => links.slice(Math.min(anchor, at), Math.max(anchor, at) + 1);
  const box = (link) => link.getBoundingClientRect();
  const nearest = (x) => {
    const far = links.map((link) => Math.abs((box(link).left + box(link).right) / 2 - x));
    return far.indexOf(Math.min(...far));
  };

  function show(from, to) {
    anchor = from;
    at = to;
    const inside = at < 0 ? [] : span();
    const [first, last] = [inside[0], inside.at(-1)];
    veil.setAttribute("x", first ? box(first).left - box(bars).left - 2 : 0);
    veil.setAttribute("width", first ? box(last).right - box(first).left + 4 : 0);
    const names = new Set([first, last].map((link) => link?.ariaLabel.split(":")[0]));
    const count = inside.reduce((sum, link) => sum + Number(link.dataset.n), 0);
    years.querySelector(".span").textContent = first ? `${[...names].join(" – ")}: ${count}` : "";
  }

  function go() {
    const inside = span();
    const [first, last] = [inside[0].dataset.at, inside.at(-1).dataset.at];
    // The range that is on, in which was counted, may end within a bar.
    const from = since.startsWith(first) ? since : first;
    const to = until.startsWith(last) ? until : last;
    location.href = `${base}&from=${from}&to=${to}`;
  }

  bars.addEventListener("dragstart", (event) => event.preventDefault());
  bars.addEventListener("pointerdown", (event) => {
    show(-1, -1);
    pressed = event.button ? null : event.clientX;
  });
  bars.addEventListener("pointermove", (event) => {
    if (pressed === null || (at < 0 && Math.abs(event.clientX - pressed) < 6)) return;
    bars.setPointerCapture(event.pointerId);
    show(nearest(pressed), nearest(event.clientX));
  });
  bars.addEventListener("pointerup", () => {
    pressed = null;
    if (at >= 0) go();
  });
  bars.addEventListener("pointercancel", () => {
    pressed = null;
    show(-1, -1);
  });
  bars.addEventListener("click", (event) => at >= 0 && event.preventDefault(), true);
  bars.addEventListener("keydown", (event) => {
    const here = links.indexOf(document.activeElement);
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (event.key === "Escape") show(-1, -1);
    else if (event.key === "Enter" && at >= 0) go();
    else if (step && links[here + step]) {
      stop(here + step);
      links[here + step].focus();
      if (event.shiftKey) show(at < 0 ? here : anchor, here + step);
      else show(-1, -1);
    } else return;
    event.preventDefault();
  });
}
