// The comparison: what a reader gives up and gains who moves from one loop to others, in words.
(() => {
  const { loops, clauses } = globalThis.ATLAS;
  const byId = (id) => document.getElementById(id);
  const selects = ["from", "to-0", "to-1", "to-2"].map(byId);
  const names = new Set(loops.map(({ name }) => name));
  selects.forEach((select, i) => {
    if (i > 1) select.append(new Option("nothing", ""));
    for (const { name, title } of loops) select.append(new Option(title, name));
  });

  const element = (tag, attributes, ...children) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  };
  const plural = (n, word) => `${n} ${word}${n === 1 ? "" : "s"}`;

  /** Sentences whose mark goes from one of `before` to one of `after`. */
  const changes = (from, to, before, after, promised) =>
    clauses.filter(
      (clause, i) =>
        clause.promised === promised &&
        before.includes(from.marks[i]) &&
        after.includes(to.marks[i]),
    );

  const list = (title, found, page) => {
    if (found.length === 0) return [];
    const items = found.map(({ id, says, level }) =>
      element(
        "li",
        {},
        element("span", { class: "level" }, level),
        ` ${says} `,
        element("a", { href: `loops/${page.name}.html#s-${id}` }, page.title),
      ),
    );
    const summary = element("summary", {}, title);
    return [element("details", { open: "" }, summary, element("ol", {}, ...items))];
  };

  const compare = (from, to) => {
    const broken = changes(from, to, "hond ", "b", true).filter(({ id }) => id !== "");
    const kept = changes(from, to, "b", "h", true);
    const lost = changes(from, to, "hd", "o", true);
    const blind = changes(from, to, "hb", "n ", true);
    const odd = changes(from, to, "h", "d", false);
    const lead =
      broken.length === 0 && lost.length === 0
        ? `If you move from ${from.title} to ${to.title}, no promise changes for the worse.`
        : `If you move from ${from.title} to ${to.title}, ${plural(broken.length + lost.length, "promise")} of the documentation no longer ${broken.length + lost.length === 1 ? "holds" : "hold"}.`;
    return element(
      "section",
      {},
      element("h2", {}, `From ${from.title} to ${to.title}`),
      element("p", { class: "headline" }, lead),
      ...list(`Broken there: ${broken.length}`, broken, to),
      ...list(`Not offered there: ${lost.length}`, lost, to),
      ...list(`Holds there and is broken here: ${kept.length}`, kept, from),
      ...list(`Not judged there, so nobody knows: ${blind.length}`, blind, to),
      ...list(`Differs from CPython there, and no text promises it: ${odd.length}`, odd, to),
    );
  };

  const apply = () => {
    const [from, ...others] = selects.map(({ value }) => loops.find(({ name }) => name === value));
    const chosen = others.filter((one, i) => one !== undefined && others.indexOf(one) === i);
    const sections = chosen.filter((one) => one !== from).map((one) => compare(from, one));
    byId("answer").replaceChildren(
      ...(sections.length > 0 ? sections : [element("p", {}, "Choose two different loops.")]),
    );
    history.replaceState(null, "", `#${[from, ...chosen].map((one) => one?.name ?? "").join(",")}`);
  };

  const given = decodeURIComponent(location.hash.slice(1)).split(",");
  const start = loops.length > 1 ? [loops[0].name, loops[1].name] : [];
  selects.forEach((select, i) => {
    const wanted = given.length > 1 ? given[i] : start[i];
    if (wanted !== undefined && names.has(wanted)) select.value = wanted;
  });
  byId("choice").hidden = loops.length === 0;
  byId("choice").addEventListener("submit", (event) => event.preventDefault());
  byId("choice").addEventListener("input", apply);
  if (loops.length > 0) apply();
})();
