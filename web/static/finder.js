// The list of a facet follows what is typed.
"use strict";

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("đ", "d");

for (const form of document.querySelectorAll(".finder")) {
  const rows = [...form.closest(".facet").querySelectorAll("li")];
  form.addEventListener("input", (event) => {
    const typed = plain(event.target.value.trim());
    for (const row of rows) row.hidden = !plain(row.textContent).includes(typed);
  });
}
