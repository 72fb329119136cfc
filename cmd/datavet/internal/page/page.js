"use strict";
(() => {
  const form = document.querySelector(".filter");
  const main = document.getElementById("findings");
  const all = [...main.querySelectorAll("article")];
  const byRule = [...main.children];
  const homes = new Map(all.map((a) => [a, a.parentElement]));
  const texts = new Map();
  let byPackage;

  const text = (a) => {
    if (!texts.has(a)) texts.set(a, a.textContent.toLowerCase().replace(/\s+/g, " "));
    return texts.get(a);
  };

  const packages = () => {
    const sections = new Map();
    for (const option of form.elements.package.options) {
      if (!option.value) continue;
      const section = document.createElement("section");
      section.className = "group";
      const header = section.appendChild(document.createElement("header"));
      const h2 = header.appendChild(document.createElement("h2"));
      h2.append(option.value + " ");
      const n = h2.appendChild(document.createElement("span"));
      n.className = "n";
      sections.set(option.value, section);
    }
    return sections;
  };

  const group = () => {
    const rules = form.elements.group.value === "rule";
    main.classList.toggle("by-package", !rules);
    if (rules) {
      for (const a of all) homes.get(a).append(a);
      main.replaceChildren(...byRule);
      return;
    }
    byPackage ??= packages();
    const sorted = [...all].sort((a, b) => a.dataset.n - b.dataset.n);
    for (const a of sorted) byPackage.get(a.dataset.package).append(a);
    main.replaceChildren(...byPackage.values());
  };

  const filter = () => {
    const want = form.elements;
    const words = want.text.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const a of all) {
      const fits = ["rule", "severity", "package"].every((k) => !want[k].value || want[k].value === a.dataset[k]) &&
        words.every((w) => text(a).includes(w));
      a.hidden = !fits;
      if (fits) shown++;
    }
    for (const section of main.children) {
      const n = section.querySelectorAll("article:not([hidden])").length;
      section.hidden = n === 0;
      section.querySelector("h2 .n").textContent = n;
    }
    form.querySelector("output").textContent = shown === all.length ? `${shown} shown` : `${shown} of ${all.length} shown`;
    form.querySelector("button").hidden = shown === all.length;
  };

  const clear = () => {
    for (const name of ["text", "rule", "severity", "package"]) form.elements[name].value = "";
    filter();
  };

  // A link leads to its finding or rule whatever the filter says.
  const jump = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    if (id.startsWith("rule-") && form.elements.group.value !== "rule") {
      form.elements.group.value = "rule";
      group();
      filter();
    }
    const target = id && document.getElementById(id);
    if (!target || !main.contains(target)) return;
    if (target.hidden) clear();
    target.scrollIntoView();
  };

  form.addEventListener("submit", (e) => e.preventDefault());
  form.addEventListener("input", (e) => {
    if (e.target.name === "group") group();
    filter();
  });
  form.querySelector("button").addEventListener("click", clear);
  addEventListener("hashchange", jump);
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("article details:not([open], .about)")];
    for (const d of opened) d.open = true;
  });
  addEventListener("afterprint", () => {
    for (const d of opened) d.open = false;
  });
  form.hidden = false;
  group();
  filter();
  jump();
})();
