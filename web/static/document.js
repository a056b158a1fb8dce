// What a document can do with a script: go to a part by its slider, link to what is selected, copy the
// reference.
"use strict";
{
  const article = document.querySelector("article[data-start]");
  const address = (name, value) => {
    const query = new URLSearchParams(location.search);
    for (const one of ["part", "hit", "span"]) query.delete(one);
    query.set(name, value);
    return `${location.pathname}?${query}`;
  };

  // A link to a place that is not in this part of the text, or to a span: the server opens it.
  const open = () => {
    const place = /^#(?:c(\d+-\d+)|hit-(\d+))$/.exec(location.hash);
    if (!place || document.getElementById(location.hash.slice(1))) return;
    const [name, value] = place[1] ? ["span", place[1]] : ["hit", place[2]];
    if (new URLSearchParams(location.search).get(name) !== value) location.replace(address(name, value) + location.hash);
  };
  addEventListener("hashchange", open);
  open();

  // n and p of keys.js know this part of the text; the match before or after it may be in another.
  addEventListener("keydown", (event) => {
    const side = { n: "a:last-child", p: "a:first-child" }[event.key];
    if (!side || event.target.closest?.("input") || event.ctrlKey || event.metaKey || event.altKey) return;
    const way = document.querySelector("mark:target + .hop")?.querySelector(side);
    if (!way || way.getAttribute("href").startsWith("#")) return;
    event.stopPropagation();
    location.replace(way.href);
  }, true);

  const slider = document.getElementById("part");
  if (slider) {
    const said = slider.form.querySelector("output");
    slider.addEventListener("input", () => { said.value = `${slider.value} / ${slider.max}`; });
    slider.addEventListener("change", () => slider.form.submit());
    slider.form.querySelector("button").hidden = true;
  }

  // Offsets count code points of the stored text: that of the paragraphs, without what was put in.
  const before = (node, offset) => {
    const range = new Range();
    let count = Number(article.dataset.start);
    for (const line of article.querySelectorAll(":scope > p:not(.meta)")) {
      range.selectNodeContents(line);
      const isHere = range.comparePoint(node, offset);
      if (isHere < 0) return count;
      if (isHere === 0) range.setEnd(node, offset);
      const text = range.cloneContents();
      for (const added of text.querySelectorAll(".hop, .page")) added.remove();
      count += [...text.textContent].length;
      if (isHere === 0) return count;
    }
    return count;
  };
  const link = document.querySelector(".passage-link");
  document.addEventListener("selectionchange", () => {
    const selection = getSelection();
    link.hidden = selection.isCollapsed || !article?.contains(selection.anchorNode) || !article.contains(selection.focusNode);
    if (link.hidden) return;
    const range = selection.getRangeAt(0);
    const [start, end] = [before(range.startContainer, range.startOffset), before(range.endContainer, range.endOffset)];
    link.hidden = start >= end;
    link.href = `${address("span", `${start}-${end}`)}#c${start}-${end}`;
  });

  for (const button of document.querySelectorAll("button[data-copy]")) {
    button.hidden = !navigator.clipboard;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
      button.textContent = button.dataset.copied;
    });
  }
}
