/* Small helps on top of pages that work without them: keyboard shortcuts and a guard for unsaved text. */
(() => {
  "use strict";
  const typing = (el) => el instanceof HTMLElement && (el.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(el.tagName));
  let prefix = "";
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (event.key === "/") {
      const search = document.querySelector('[data-shortcut="search"]');
      if (search) { event.preventDefault(); search.focus(); search.select(); }
    } else if (prefix === "g" && event.key === "d") { location.href = "/bureau"; }
    else if (prefix === "g" && event.key === "r") { location.href = "/toepassingen"; }
    prefix = event.key === "g" ? "g" : "";
  });

  for (const form of document.querySelectorAll("form[data-guard]")) {
    let changed = false;
    form.addEventListener("input", () => { changed = true; });
    for (const done of ["submit", "vs-saved"]) form.addEventListener(done, () => { changed = false; });
    window.addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });
  }
  for (const field of document.querySelectorAll("[data-autosubmit]")) {
    field.addEventListener("change", () => field.form.requestSubmit());
  }
  for (const watched of document.querySelectorAll("[data-refresh]")) {
    setTimeout(() => { if (!document.hidden) location.reload(); }, 1000 * Number(watched.dataset.refresh));
  }
  const errors = document.getElementById("errors");
  if (errors) errors.focus();
  // A signed-in page without errors after a submit means the text was taken in: its draft can go.
  if (!errors && document.querySelector(".vs-person")) {
    sessionStorage.removeItem(sessionStorage.getItem("submitted"));
    sessionStorage.removeItem("submitted");
  }
})();
