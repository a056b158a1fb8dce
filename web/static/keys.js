// Keys for a hand that stays on the keyboard.
"use strict";

const box = document.getElementById("q");
const hits = [...document.querySelectorAll(".hit h2 a, .lines .form")];
const marks = [...document.querySelectorAll("mark[id]")];
let at = -1;

// On a wide page what is folded on a narrow one stands open, also where the style sheet alone can't open it.
if (!CSS.supports("selector(::details-content)")) {
  for (const [folded, width] of [[".corner", 60], [".filters", 60], [".recognised", 74]]) {
    const one = document.querySelector(folded);
    if (one && matchMedia(`(min-width: ${width}rem)`).matches) one.open = true;
  }
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
  hits[at].focus({ preventScroll: true });
  (hits[at].closest("li") ?? hits[at]).scrollIntoView({ block: "nearest" });
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
  o: () => hits[Math.max(at, 0)]?.click(),
  c: () => document.querySelector('a[data-key="c"]')?.click(),
  n: () => walk(1),
  p: () => walk(-1),
  "?": help,
};

// The keys, which stand at the end of the page, over the page.
const keys = document.getElementById("keys");
let dialog;
function help() {
  if (!dialog) {
    dialog = document.createElement("dialog");
    dialog.append(...[...keys.children].map((one) => one.cloneNode(true)));
    dialog.setAttribute("aria-label", keys.firstElementChild.textContent);
    const form = document.createElement("form");
    form.method = "dialog";
    form.append(Object.assign(document.createElement("button"), { textContent: keys.dataset.close }));
    dialog.append(form);
    document.body.append(dialog);
  }
  dialog.open ? dialog.close() : dialog.showModal();
}
document.querySelector(".help")?.addEventListener("click", (event) => {
  event.preventDefault();
  help();
});

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, textarea, select");
  if (typing && event.key === "Escape") typing.blur();
  if (typing || (dialog?.open && event.key !== "?") || event.ctrlKey || event.metaKey || event.altKey) return;
  const action = box && actions[event.key];
  if (action) {
    event.preventDefault();
    action();
  }
});
