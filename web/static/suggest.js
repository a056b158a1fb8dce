// Suggestions below the search box, while something is typed.
"use strict";

{
  const field = document.querySelector("input[data-suggest]");
  const list = document.getElementById("suggestions");
  const row = document.getElementById("suggestion");
  const PAUSE = 120; // Milliseconds after the last key: a fast typist asks once a word.
  const LONGEST = 200; // What the server completes (search/completion/completions.py).
  let timer, asked, typed, at = -1;

  const options = () => [...list.children];

  function close() {
    clearTimeout(timer);
    asked?.abort();
    list.hidden = true;
    at = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }

  function choose(next) {
    clearTimeout(timer); // The list that is being walked is not changed under the reader.
    asked?.abort();
    options()[at]?.setAttribute("aria-selected", "false");
    at = next;
    const one = options()[at];
    if (one) {
      one.setAttribute("aria-selected", "true");
      one.scrollIntoView({ block: "nearest" });
      field.setAttribute("aria-activedescendant", one.id);
    } else {
      field.removeAttribute("aria-activedescendant");
    }
    field.value = one ? one.dataset.text : typed;
  }

  function option(found, number) {
    const one = row.content.firstElementChild.cloneNode(true);
    const [kind, name, other, count] = one.children;
    kind.textContent = row.dataset[found.kind];
    name.textContent = found.text;
    other.textContent = found.other;
    for (const part of [name, other]) {
      if (/\p{Script=Han}/u.test(part.textContent)) part.lang = "zh";
    }
    count.textContent = found.kind === "title" ? "" : found.count.toLocaleString("en").replaceAll(",", "\u202f");
    one.id = `suggestion-${number}`;
    one.dataset.text = found.text;
    one.dataset.url = found.url;
    one.setAttribute("aria-selected", "false");
    return one;
  }

  async function ask() {
    asked?.abort();
    asked = new AbortController();
    const { signal } = asked;
    try {
      const answer = await fetch(`${field.dataset.suggest}?limit=8&q=${encodeURIComponent(typed)}`, { signal });
      if (!answer.ok) return close();
      const found = await answer.json();
      if (signal.aborted || document.activeElement !== field) return;
      list.replaceChildren(...found.map(option));
      at = -1;
      list.hidden = !found.length;
      field.setAttribute("aria-expanded", String(!list.hidden));
      field.removeAttribute("aria-activedescendant");
    } catch {
      if (!signal.aborted) close(); // No connection: the box still searches.
    }
  }

  const open = (one) => location.assign(one.dataset.url);

  if (field && list) {
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", list.id);
    field.setAttribute("aria-expanded", "false");
    field.addEventListener("input", (event) => {
      typed = field.value;
      clearTimeout(timer);
      if (event.isComposing) return; // An input method is not done with the syllable.
      if (!typed.trim() || typed.length > LONGEST) close();
      else timer = setTimeout(ask, PAUSE);
    });
    field.addEventListener("compositionend", () => field.dispatchEvent(new Event("input")));
    field.addEventListener("keydown", (event) => {
      if (list.hidden || event.isComposing) return;
      const most = list.children.length;
      const steps = { ArrowDown: 1, ArrowUp: -1 };
      if (steps[event.key]) choose(((at + 1 + steps[event.key] + most + 1) % (most + 1)) - 1);
      else if (event.key === "Escape") {
        if (at >= 0) choose(-1);
        close();
        event.stopImmediatePropagation(); // The first Escape closes the list, the next leaves the box.
      } else if (event.key === "Enter" && at >= 0) open(options()[at]);
      else return;
      event.preventDefault();
    });
    field.addEventListener("blur", close);
    // Before the box loses focus, which would close the list.
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const one = event.target.closest("[role=option]");
      if (one) open(one);
    });
  }
}
