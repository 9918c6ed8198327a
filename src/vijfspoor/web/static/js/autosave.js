/* Saves each answer of an assessment by itself. What could not be saved stays in this window until it is. */
(() => {
  "use strict";
  const form = document.querySelector("form[data-autosave]");
  if (!form) return;
  const status = form.querySelector("[role=status]");
  const store = `draft:${location.pathname}`;
  const drafts = () => JSON.parse(sessionStorage.getItem(store) || "{}");
  const keep = (code, values) => {
    const all = drafts();
    if (values === null) delete all[code];
    else all[code] = { values, seen: form.elements[`seen-${code}`]?.value || "" };
    if (Object.keys(all).length) sessionStorage.setItem(store, JSON.stringify(all)); else sessionStorage.removeItem(store);
  };
  const chosen = (question) => new FormData(form).getAll(`q-${question.dataset.question}`);
  const timers = new Map();
  const remember = (code, question, seen) => {
    let field = form.elements[`seen-${code}`];
    if (!field) { field = Object.assign(document.createElement("input"), { type: "hidden", name: `seen-${code}` }); question.append(field); }
    field.value = seen;
  };

  const save = async (question) => {
    const code = question.dataset.question;
    const values = chosen(question);
    const body = new FormData();
    body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    for (const value of values) body.append(`q-${code}`, value);
    for (const name of [`seen-${code}`, `shown-${code}`]) if (form.elements[name]) body.append(name, form.elements[name].value);
    let answer = null;
    try {
      const response = await fetch(location.href, { method: "POST", body, headers: { "X-Autosave": code }, redirect: "manual" });
      if (response.ok) answer = await response.json();
    } catch { /* offline: the text stays in this window */ }
    if (answer === null) { status.textContent = status.dataset.unsaved; return; }
    if (answer.conflicts.length) { keep(code, null); location.reload(); return; }
    if (JSON.stringify(values) === JSON.stringify(chosen(question))) keep(code, null);
    remember(code, question, answer.seen);
    status.textContent = `${status.dataset.saved} ${answer.saved}`;
    form.dispatchEvent(new CustomEvent("vs-saved"));
  };

  // A draft keeps the row it was written on, so a colleague's newer text is never overwritten by it.
  for (const [code, { values, seen }] of Object.entries(drafts())) {
    const question = form.querySelector(`[data-question="${CSS.escape(code)}"]`);
    if (!question || JSON.stringify(values) === JSON.stringify(chosen(question))) { keep(code, null); continue; }
    remember(code, question, seen);
    for (const field of question.querySelectorAll(`[name="q-${CSS.escape(code)}"]`)) {
      if (field.type === "radio" || field.type === "checkbox") field.checked = values.includes(field.value);
      else field.value = values[0] || "";
    }
    status.textContent = status.dataset.unsaved;
    save(question);
  }
  form.addEventListener("input", (event) => {
    const question = event.target.closest("[data-question]");
    if (!question || !event.target.name.startsWith("q-")) return;
    keep(question.dataset.question, chosen(question));
    clearTimeout(timers.get(question));
    timers.set(question, setTimeout(() => save(question), event.target.tagName === "TEXTAREA" ? 4000 : 300));
  });
  form.addEventListener("submit", () => sessionStorage.setItem("submitted", store));
})();
