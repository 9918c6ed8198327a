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
  // The clocks of an incident count down while one looks; words as the server writes them, in the language of the page.
  const clocks = document.querySelectorAll("[data-deadline]");
  const language = document.documentElement.lang;
  const inUnit = (n, unit) => new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long" }).format(n);
  const count = () => {
    for (const clock of clocks) {
      const left = Date.parse(clock.dataset.deadline) - Date.now();
      const minutes = Math.floor(Math.abs(left) / 60000);
      const parts = [[Math.floor(minutes / 1440), "day"], [Math.floor(minutes / 60) % 24, "hour"], [minutes % 60, "minute"]];
      const first = parts.findIndex(([n, unit]) => n || unit === "minute");
      const told = parts.slice(first, first + 2).filter(([n], i) => n || !i).map(([n, unit]) => inUnit(n, unit));
      const words = new Intl.ListFormat(language, { type: "conjunction" }).format(told);
      clock.textContent = (left < 0 ? clock.dataset.late : clock.dataset.left).replace("{}", words);
    }
  };
  if (clocks.length) setInterval(count, 10000);
  const errors = document.getElementById("errors");
  if (errors) errors.focus();
  // A signed-in page without errors after a submit means the text was taken in: its draft can go.
  if (!errors && document.querySelector(".vs-person")) {
    sessionStorage.removeItem(sessionStorage.getItem("submitted"));
    sessionStorage.removeItem("submitted");
  }
})();
