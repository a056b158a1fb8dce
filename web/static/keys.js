// Keys for a hand that stays on the keyboard. The page is complete without this file.
"use strict";

const box = document.getElementById("q");
const hits = [...document.querySelectorAll(".hit")];
const marks = [...document.querySelectorAll("mark[id]")];
let at = -1;

// On a wide page the facets stand beside the results, also where the style sheet alone can't open them.
const filters = document.querySelector("details.filters");
if (filters && !CSS.supports("selector(::details-content)") && matchMedia("(min-width: 60rem)").matches) {
  filters.open = true;
}

// What tells of the same takes longer than the page itself, so it comes when the reader gets there.
const similar = document.querySelector("section#similar");
if (similar) {
  const load = async () => {
    const answer = await fetch(similar.querySelector("a").href);
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    similar.replaceChildren(...page.getElementById("similar").children);
  };
  new IntersectionObserver((seen, observer) => {
    if (!seen.some((one) => one.isIntersecting)) return;
    observer.disconnect();
    load().catch(() => {}); // The link to the list stays.
  }).observe(similar);
}

function move(step) {
  if (!hits.length) return;
  at = Math.min(Math.max(at + step, 0), hits.length - 1);
  hits[at].querySelector("h2 a").focus({ preventScroll: true });
  hits[at].scrollIntoView({ block: "nearest" });
}

function walk(step) {
  if (!marks.length) return;
  const here = marks.findIndex((mark) => `#${mark.id}` === location.hash);
  const next = here < 0 ? (step > 0 ? 0 : marks.length - 1) : here + step;
  // Replaced, not added: Back leads to the results, not through every match.
  if (marks[next]) location.replace(`#${marks[next].id}`);
}

const actions = {
  "/": () => { box.focus(); box.select(); },
  j: () => move(1),
  k: () => move(-1),
  o: () => hits[Math.max(at, 0)]?.querySelector("h2 a").click(),
  c: () => document.querySelector('a[data-key="c"]')?.click(),
  n: () => walk(1),
  p: () => walk(-1),
};

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, textarea, select");
  if (typing && event.key === "Escape") typing.blur();
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const action = box && actions[event.key];
  if (action) {
    event.preventDefault();
    action();
  }
});
