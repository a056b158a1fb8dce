// Keys on a page of lines: j and k go from line to line, o opens, Escape leaves. The page is complete
// without this file; all other keys are those of keys.js.
"use strict";
{
  const forms = [...document.querySelectorAll(".lines .form")];
  let at = -1;
  const go = (step) => {
    const here = forms.indexOf(document.activeElement);
    at = Math.min(Math.max((here < 0 ? at : here) + step, 0), forms.length - 1);
    forms[at].focus({ preventScroll: true });
    forms[at].closest("li").scrollIntoView({ block: "nearest" });
  };
  const actions = {
    j: () => go(1),
    k: () => go(-1),
    o: () => forms[Math.max(forms.indexOf(document.activeElement), at, 0)].click(),
    Escape: () => forms.includes(document.activeElement) && document.activeElement.blur(),
  };
  if (forms.length) {
    document.addEventListener("keydown", (event) => {
      const typing = event.target.closest?.("input, textarea, select");
      if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
      const action = actions[event.key];
      if (!action) return;
      event.preventDefault();
      action();
    });
  }
}
