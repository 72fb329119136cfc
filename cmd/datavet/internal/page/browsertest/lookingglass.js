// What the tests ask of the page.
const all = (selector) => [...document.querySelectorAll(selector)];
const settled = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
const visible = (e) => e.checkVisibility({ contentVisibilityAuto: false, visibilityProperty: true });
const name = (e) => (e.closest("article")?.id ?? "") + " <" + e.tagName + " " + (e.getAttribute("class") ?? "") + "> " + e.textContent.trim().slice(0, 40);

// unfold shows all there is, as if it were scrolled to.
const unfold = async () => {
  for (const d of all("details")) d.open = true;
  for (const a of all("article")) a.style.contentVisibility = "visible";
  await settled();
};

// tooWide names what sticks out of the page, but not what scrolls by itself.
const tooWide = () => {
  const width = document.scrollingElement.clientWidth;
  if (document.scrollingElement.scrollWidth <= width) return [];
  return all("body *").filter((e) => !e.closest("pre") && visible(e) && e.getBoundingClientRect().right > width + 1).map(name);
};

const known = new Map();
const rgb = (text) => {
  if (!known.has(text)) {
    const c = document.createElement("canvas").getContext("2d");
    c.fillStyle = text;
    c.fillRect(0, 0, 1, 1);
    known.set(text, [...c.getImageData(0, 0, 1, 1).data]);
  }
  return known.get(text);
};
const luminance = ([r, g, b]) => {
  const [x, y, z] = [r, g, b].map((v) => ((v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
  return 0.2126 * x + 0.7152 * y + 0.0722 * z;
};
const contrast = (a, b) => {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
};
// grounds are the colours that an element's text may stand on.
const grounds = (e) => {
  const svg = e.closest("svg.time");
  if (svg) {
    const box = e.getBoundingClientRect();
    const x = (box.left + box.right) / 2, y = (box.top + box.bottom) / 2;
    const fills = [...svg.querySelectorAll("rect")].filter((r) => {
      const b = r.getBoundingClientRect();
      return b.left <= x && x <= b.right && b.top <= y && y <= b.bottom;
    }).map((r) => getComputedStyle(r).fill).map((f) => f.startsWith("url(") ? getComputedStyle(document.querySelector(".stripe")).fill : f);
    return fills.length ? fills.map(rgb) : grounds(svg.parentElement);
  }
  for (let p = e; p; p = p.parentElement) {
    const c = rgb(getComputedStyle(p).backgroundColor);
    if (c[3] === 255) return [c];
    if (c[3] !== 0) throw new Error("half transparent: " + name(p));
  }
  return [[255, 255, 255, 255]];
};
// pale names text that is hard to read, with its contrast.
const pale = () => {
  const seen = new Map();
  const list = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const e = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || seen.has(e) || e.closest("script, style, option") || !visible(e)) continue;
    seen.set(e, true);
    const style = getComputedStyle(e);
    const colour = rgb(e.closest("svg.time") ? style.fill : style.color);
    for (const ground of grounds(e)) {
      const ratio = contrast(colour, ground);
      if (ratio < 4.5) list.push(ratio.toFixed(2) + " " + name(e));
    }
  }
  return list;
};

// smudged names labels of pictures that lie on others, or stick out.
const smudged = () => {
  const list = [];
  for (const svg of all("svg.time")) {
    const frame = svg.getBoundingClientRect();
    const boxes = [...svg.querySelectorAll("text, circle")].map((e) => [e, e.getBoundingClientRect()]);
    boxes.forEach(([e, a], i) => {
      if (a.left < frame.left - 1 || a.right > frame.right + 1 || a.top < frame.top - 1 || a.bottom > frame.bottom + 1) list.push("sticks out: " + name(e));
      for (const [o, b] of boxes.slice(i + 1)) {
        if (a.left < b.right && b.left < a.right && a.top + 1.5 < b.bottom - 1.5 && b.top + 1.5 < a.bottom - 1.5) list.push(name(e) + " lies on " + name(o));
      }
    });
  }
  return list;
};
// across are the places of a picture's moments from left to right.
const across = () => all("svg.time").map((svg) => [...svg.querySelectorAll("[data-at]")].map((e) => {
  const box = e.getBoundingClientRect();
  return { at: e.dataset.at, x: (box.left + box.right) / 2 };
}).sort((a, b) => a.x - b.x).map((m) => m.at).join(" < "));

const shown = () => all("article").filter(visible).map((a) => a.id);
const set = (control, value) => {
  const e = document.querySelector(`.filter [name=${control}]`);
  e.value = value;
  e.dispatchEvent(new Event("input", { bubbles: true }));
};
