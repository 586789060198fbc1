// The filter of the chapter: words, one loop, broken sentences only. Without this script every sentence is shown.
(() => {
  const { loops, clauses } = globalThis.ATLAS;
  const byId = (id) => document.getElementById(id);
  const words = byId("words");
  const loop = byId("loop");
  const onlyBroken = byId("only-broken");
  const items = [...document.querySelectorAll("li[data-clause]")].map((element) => {
    const index = Number(element.dataset.clause);
    const { id, says, heading } = clauses[index];
    return { element, index, text: `${id} ${says} ${heading}`.toLowerCase() };
  });
  for (const { name, title } of loops) loop.append(new Option(title, name));

  /** The marks that count: of the chosen loop, or of all. */
  const marksAt = (index) => {
    const chosen = loops.filter(({ name }) => loop.value === "" || name === loop.value);
    return chosen.map(({ marks }) => marks[index]);
  };

  const apply = () => {
    const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    let found = 0;
    for (const { element, index, text } of items) {
      const fits = wanted.every((word) => text.includes(word));
      const marks = marksAt(index);
      const shown = fits && (!onlyBroken.checked || marks.includes("b"));
      element.hidden = !shown;
      if (shown) found += 1;
      for (const link of element.querySelectorAll("a.mark")) {
        const name = link
          .getAttribute("href")
          .split("#")[0]
          .slice("loops/".length, -".html".length);
        link.hidden = loop.value !== "" && name !== loop.value;
      }
    }
    for (const entry of document.querySelectorAll(".entry, .heading"))
      entry.hidden = entry.querySelector("li[data-clause]:not([hidden])") === null;
    byId("found").textContent = `${found} of ${items.length} sentences`;
    const state = new URLSearchParams();
    if (words.value !== "") state.set("q", words.value);
    if (loop.value !== "") state.set("loop", loop.value);
    if (onlyBroken.checked) state.set("broken", "1");
    const query = state.size > 0 ? `?${state}` : location.pathname;
    history.replaceState(null, "", `${query}${location.hash}`);
  };

  const given = new URLSearchParams(location.search);
  words.value = given.get("q") ?? "";
  loop.value = given.get("loop") ?? "";
  onlyBroken.checked = given.get("broken") === "1";
  byId("filter").hidden = false;
  byId("filter").addEventListener("submit", (event) => event.preventDefault());
  byId("filter").addEventListener("input", apply);
  apply();
  // What the address names may have been hidden by nothing yet; it is shown where the reader expects it.
  if (location.hash !== "") document.getElementById(location.hash.slice(1))?.scrollIntoView();
})();
