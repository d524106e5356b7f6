"use strict";

// The sheet for paper: on one landscape page the figure, its key, and of what is switched on as much as fits.
mapgen.sheet = (() => {
  const { make, word } = mapgen.cards;
  const SIZES_PT = [10, 9.5, 9, 8.5, 8, 7.5, 7];
  const plate = document.querySelector(".plate");
  const stage = plate.parentElement;
  let sheet = null;

  /** Copy what stands in the page, without what only a screen needs. */
  function copy(element) {
    const twin = element.cloneNode(true);
    for (const control of twin.querySelectorAll("input, button, .note, [role='status']")) control.remove();
    for (const named of [twin, ...twin.querySelectorAll("[id]")]) named.removeAttribute("id");
    return twin;
  }

  function copies(selector) {
    return [...document.querySelectorAll(selector)].map(copy);
  }

  function key() {
    const { missiles, hiddenKinds } = mapgen.state.chosen;
    const rows = [...document.querySelectorAll(".key [data-missile]")].filter((row) => missiles.has(row.dataset.missile));
    const kinds = [...document.querySelectorAll(".key [data-kind]")].filter((row) => !hiddenKinds.has(row.dataset.kind));
    const lists = [rows, kinds].map((each) => make("ul", "rows", ...each.map(copy)));
    return make("div", "sheet-key", ...lists, ...copies(".key .styles"));
  }

  /** What the reader chose otherwise than the page opens: key and figures follow it, the drawing does not. */
  function choices() {
    const made = [...document.querySelectorAll(".key select")].filter(({ selectedIndex }) => selectedIndex > 0);
    const words = made.map(({ labels, selectedOptions }) => `${labels[0].textContent}: ${selectedOptions[0].textContent}`);
    return words.length > 0 ? [make("p", "sub", words.join(" · "))] : [];
  }

  /** The figures of some cards that count, in turn the first of each, the second of each; those set apart come last. */
  function inTurn(cards) {
    const rows = cards.flatMap((card) => {
      const own = [...card.querySelectorAll("tbody tr:not(.unseen)")].sort((a, b) => a.className.length - b.className.length);
      return own.map((row, turn) => ({ row, turn }));
    });
    return rows.sort((a, b) => a.turn - b.turn).map(({ row }) => row);
  }

  /** A missile with those of its figures that are kept; without any, its name and band are in the key. */
  function missile(card, kept) {
    const items = kept.filter((row) => card.contains(row)).map((row) => {
      const [figure, said] = [...row.children].map(copy);
      return make("li", row.className, make("strong", "", ...figure.childNodes), " · ", ...said.childNodes);
    });
    if (items.length === 0) return [];
    const heads = ["h3", ".band", ".basis"].flatMap((part) => [copy(card.querySelector(part)), " "]);
    return [make("div", "sheet-missile", ...heads), make("ul", "sheet-figures", ...items)];
  }

  function sources(marked) {
    const numbers = [...new Set([...marked.querySelectorAll("sup a")].map((mark) => Number(mark.textContent)))].sort((a, b) => a - b);
    const entries = numbers.map((number) => {
      const entry = copy(document.getElementById(`source-${number}`));
      for (const more of entry.querySelectorAll("p")) more.remove();
      entry.value = number;
      return entry;
    });
    return [make("h2", "", word("ui:sources")), make("ol", "sheet-sources", ...entries)];
  }

  /** Say what is not on the sheet, and where it is. */
  function rest(left) {
    const { text, tag } = mapgen.speech.say(left > 0 ? "ui:print_left" : "ui:print_rest");
    const line = make("p", "sheet-rest", text.replace("{n}", left).replace("{total}", mapgen.quotes.sources.length));
    line.lang = tag;
    return line;
  }

  function fill(cards, rows, left) {
    const kept = rows.slice(0, rows.length - left);
    const head = make("header", "", ...copies(".head .kicker, .head h1, .head .summary:not([hidden])"));
    const figure = make("figure", "", plate, make("figcaption", "", word("ui:print_map")));
    const texts = make("div", "sheet-texts", head, ...cards.flatMap((card) => missile(card, kept)));
    const drawing = make("div", "sheet-map", figure, ...choices(), key());
    sheet.replaceChildren(drawing, texts, make("footer", "", rest(left), ...copies(".foot > p:not(.take)")));
    texts.append(...sources(sheet));
  }

  function fits() {
    return [...sheet.children].every((part) => part.scrollHeight <= part.clientHeight + 1);
  }

  /** Lay it out unseen: in smaller letters, without addresses, then with fewer figures, until it fits either paper. */
  function show() {
    if (sheet) return;
    sheet = make("section", "sheet");
    document.body.append(sheet);
    const cards = [...mapgen.state.chosen.missiles].map((id) => document.getElementById(`missile-${id}`));
    const rows = inTurn(cards);
    fill(cards, rows, 0);
    for (const addresses of [true, false]) {
      sheet.classList.toggle("addresses", addresses);
      for (const size of SIZES_PT) {
        sheet.style.fontSize = `${size}pt`;
        if (fits()) return;
      }
    }
    let [least, most] = [1, rows.length];
    while (least < most) {
      const left = (least + most) >> 1;
      fill(cards, rows, left);
      if (fits()) most = left;
      else least = left + 1;
    }
    fill(cards, rows, least);
  }

  function hide() {
    stage.prepend(plate);
    sheet?.remove();
    sheet = null;
  }

  function attach() {
    addEventListener("beforeprint", show);
    addEventListener("afterprint", hide);
  }

  return { attach };
})();
