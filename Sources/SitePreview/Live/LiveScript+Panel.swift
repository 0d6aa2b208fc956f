extension LiveScript {
  /// What the preview shows over a page: the reason why readers wouldn't see it, the page that was edited, problems.
  ///
  /// It stands in a shadow tree with a style sheet of its own, which the page's styles and policy don't reach. Texts
  /// come into it as text, never as markup: messages quote what stands in files.
  static let panel = #"""
      // ---- The panel.

      const panel = (() => {
        const style = `
          :host { all: initial; }
          .bar { position: fixed; z-index: 2147483647; inset: auto auto 12px 12px; display: flex; flex-wrap: wrap;
            gap: 8px; max-width: calc(100vw - 24px); font: 14px/1.4 system-ui, sans-serif; }
          .bar > * { box-sizing: border-box; min-height: 28px; padding: 4px 12px; border: 1px solid #fff6;
            border-radius: 14px; background: #1c2430; color: #fff; font: inherit; }
          .bar > [hidden] { display: none; }
          .bar a { color: #9fd0ff; }
          .badge { background: #7a4b00; } .lost { background: #4a4a4a; }
          .count { cursor: pointer; } .count[data-severity="error"] { background: #a3121f; }
          .count[data-severity="warning"] { background: #6b4e00; }
          .count[data-severity="finding"] { background: #1d4f91; } .count[data-severity="known"] { background: #3b4552; }
          :focus-visible { outline: 3px solid #4aa3ff; outline-offset: 2px; }
          dialog { box-sizing: border-box; width: min(960px, calc(100vw - 24px)); max-height: calc(100vh - 48px);
            padding: 20px 24px; border: 0; border-top: 6px solid #ff6b6b; border-radius: 8px; background: #161b22;
            color: #e8edf2; font: 16px/1.5 system-ui, sans-serif; overflow: auto; }
          dialog::backdrop { background: #0009; }
          header { display: flex; justify-content: space-between; align-items: start; gap: 16px; }
          h1 { margin: 0; font-size: 20px; } h2 { margin: 0; font-size: 16px; }
          ol { margin: 0; padding: 0; list-style: none; }
          li { margin-top: 20px; padding-top: 16px; border-top: 1px solid #3b4552; }
          p { margin: 4px 0; } code { font: 14px/1.5 ui-monospace, monospace; color: #9fd0ff; word-break: break-word; }
          pre { margin: 8px 0; padding: 12px; border-radius: 6px; background: #0b0f14; overflow-x: auto;
            font: 14px/1.5 ui-monospace, monospace; tab-size: 8; }
          .warning h2 { color: #ffd479; } .error h2 { color: #ff9d9d; } .hint { font-weight: 600; }
          .more { color: #b7c0ca; } .fold { margin-top: 20px; padding-top: 16px; border-top: 1px solid #3b4552; }
          summary { cursor: pointer; font-weight: 600; } a { color: #9fd0ff; } h1 { text-wrap: balance; }
          button.close { min-height: 32px; padding: 2px 14px; border: 1px solid #8b98a5; border-radius: 6px;
            background: none; color: inherit; font: inherit; cursor: pointer; }
          @media print { .bar, dialog { display: none; } }`;

        const host = document.createElement("sitegen-preview");
        host.lang = "en";
        const root = host.attachShadow({ mode: "open" });
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(style);
        root.adoptedStyleSheets = [sheet];

        function element(name, properties = {}, ...children) {
          const made = Object.assign(document.createElement(name), properties);
          made.append(...children.filter((child) => child !== null && child !== ""));
          return made;
        }

        const badge = element("span", { className: "badge", hidden: true });
        const count = element("button", { className: "count", type: "button", hidden: true });
        const visit = element("span", { className: "visit", hidden: true });
        const lost = element("span", { className: "lost", hidden: true });
        const status = element("div", { className: "bar" }, badge, count, visit, lost);
        visit.setAttribute("role", "status");
        lost.setAttribute("role", "status");

        const heading = element("h1", { id: "heading" });
        const close = element("button", { className: "close", type: "button", textContent: "Close (Esc)" });
        const list = element("ol");
        const others = element("ol");
        const title = element("summary");
        const fold = element("details", { className: "fold", hidden: true }, title, others);
        const dialog = element("dialog", {}, element("header", {}, heading, close), list, fold);
        dialog.setAttribute("aria-labelledby", "heading");
        close.onclick = () => dialog.close();
        count.onclick = () => {
          isAskedFor = true;
          dialog.showModal();
        };
        dialog.onclose = () => (isAskedFor = false);
        root.append(status, dialog);
        document.documentElement.append(host);

        const plural = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;
        const excerpt = (text) => (text ? element("pre", { textContent: text, tabIndex: 0 }) : null);

        function item(problem) {
          return element("li", { className: problem.severity },
            element("h2", { textContent: `${problem.severity}: ${problem.message}` }),
            problem.place ? element("p", {}, element("code", { textContent: problem.place }),
              problem.page && problem.page !== location.pathname ? " · " : "",
              problem.page && problem.page !== location.pathname
                ? element("a", { href: problem.page, textContent: "show the page" }) : "") : null,
            excerpt(problem.excerpt),
            ...problem.notes.flatMap((note) => [
              element("p", {}, note.place ? element("code", { textContent: note.place + ": " }) : "", note.message),
              excerpt(note.excerpt),
            ]),
            problem.hint ? element("p", { className: "hint", textContent: problem.hint }) : null);
        }

        // What was shown last, and whether the reader opened the list, which then stays open.
        let shown = "";
        let isAskedFor = false;
        let hadUrgent = false;

        return {
          badge(text) {
            badge.textContent = text;
            badge.hidden = false;
          },

          connection(isThere) {
            lost.hidden = isThere;
            lost.textContent = isThere ? "" : "sitegen has stopped; waiting for it";
          },

          edited(pages) {
            visit.hidden = !pages.length;
            const links = pages.slice(0, 3).map((page) =>
              element("a", { href: page.address, textContent: page.title || page.address }));
            visit.replaceChildren("Changed: ", ...links.flatMap((link, index) => (index ? [", ", link] : [link])));
          },

          /** Errors first, then what is new, then what a check says of this page; all else is folded. */
          problems({ problems = [], problemCount: total = 0, held = false, findings = [] }) {
            const text = JSON.stringify([problems, total, held, findings]);
            if (text === shown) return;
            shown = text;
            const here = location.pathname;
            const isHere = (problem) => problem.page === here;
            const errors = problems.filter((problem) => problem.severity === "error");
            const fresh = problems.filter((problem) => problem.severity !== "error" && problem.isNew);
            const known = problems.filter((problem) => problem.severity !== "error" && !problem.isNew);
            const mine = findings.filter(isHere);
            const elsewhere = findings.filter((problem) => !isHere(problem));
            const urgent = held ? errors : errors.filter(isHere);
            const parts = [
              errors.length ? plural(errors.length, "error") : "",
              fresh.length ? plural(fresh.length, "new warning") : "",
              mine.length ? `${mine.length} to check here` : "",
            ].filter(Boolean);
            count.hidden = !total && !mine.length;
            count.dataset.severity =
              errors.length ? "error" : fresh.length ? "warning" : mine.length ? "finding" : "known";
            count.textContent = parts.join(", ") || plural(known.length, "older warning");
            heading.textContent = held && errors.length
              ? `${plural(errors.length, "error")}: this is the last good page`
              : errors.length ? plural(errors.length, "error") : parts.join(", ") || "Nothing new";
            list.replaceChildren(
              ...errors.filter(isHere).concat(errors.filter((problem) => !isHere(problem)), fresh, mine).map(item));
            if (total > problems.length) {
              list.append(element("li", { className: "more", textContent: `and ${total - problems.length} more` }));
            }
            const rest = known.concat(elsewhere);
            fold.hidden = !rest.length;
            title.textContent = `${rest.length} more that the site had before or that other pages have`;
            others.replaceChildren(...rest.map(item));
            fold.open = !list.children.length;
            if (urgent.length && !dialog.open) dialog.showModal();
            else if (!urgent.length && (hadUrgent || !isAskedFor)) dialog.close();
            hadUrgent = urgent.length > 0;
          },
        };
      })();

    """#
}
