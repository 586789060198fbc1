// The page of scripts: shows the one that the address names, `#LOOP/CASE`.
(() => {
  const { paragraphs, scripts, shown } = globalThis.ATLAS_SCRIPTS;
  const ENDINGS = { python: "py", javascript: "mjs", typescript: "mts" };
  const byId = (id) => document.getElementById(id);
  let saved = "";

  /** The script that an address names, or undefined. An address may be anything. */
  const named = (address) => {
    const [, loop, encoded] = /^#([^/]+)\/(.+)$/.exec(address) ?? [];
    try {
      return shown.find(([name, id]) => name === loop && id === decodeURIComponent(encoded));
    } catch {
      return undefined;
    }
  };

  const show = ([loop, id, index, language]) => {
    const text = scripts[index].map((part) => paragraphs[part]).join("\n\n");
    const { title = loop } = globalThis.ATLAS.loops.find(({ name }) => name === loop) ?? {};
    byId("title").textContent = `Script of ${id} on ${title}`;
    document.title = byId("title").textContent;
    byId("text").textContent = text;
    byId("back").href = `loops/${loop}.html`;
    byId("back").textContent = `The deviations of ${title}`;
    URL.revokeObjectURL(saved);
    saved = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
    byId("save").href = saved;
    byId("save").download = `${id.replace(/[^\w.-]+/g, "-")}.${ENDINGS[language] ?? "txt"}`;
    byId("done").textContent = "";
  };

  const apply = () => {
    const found = named(location.hash);
    byId("shown").hidden = found === undefined;
    byId("missing").hidden = found !== undefined;
    if (found !== undefined) show(found);
  };

  byId("copy").addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(byId("text").textContent);
      byId("done").textContent = "Copied.";
    } catch {
      getSelection().selectAllChildren(byId("text"));
      byId("done").textContent = "Selected: copy it with the keyboard.";
    }
  });
  addEventListener("hashchange", apply);
  apply();
})();
