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
          .more { color: #b7c0ca; }
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
        const dialog = element("dialog", {}, element("header", {}, heading, close), list);
        dialog.setAttribute("aria-labelledby", "heading");
        close.onclick = () => dialog.close();
        count.onclick = () => dialog.showModal();
        root.append(status, dialog);
        document.documentElement.append(host);

        const plural = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;
        const excerpt = (text) => (text ? element("pre", { textContent: text, tabIndex: 0 }) : null);

        function item(problem) {
          return element("li", { className: problem.severity },
            element("h2", { textContent: `${problem.severity}: ${problem.message}` }),
            problem.place ? element("p", {}, element("code", { textContent: problem.place })) : null,
            excerpt(problem.excerpt),
            ...problem.notes.flatMap((note) => [
              element("p", {}, note.place ? element("code", { textContent: note.place + ": " }) : "", note.message),
              excerpt(note.excerpt),
            ]),
            problem.hint ? element("p", { className: "hint", textContent: problem.hint }) : null);
        }

        let shown = "[]";

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

          problems(problems, total) {
            const text = JSON.stringify(problems);
            if (text === shown) return;
            shown = text;
            const errors = problems.filter((problem) => problem.severity === "error");
            const warnings = total - errors.length;
            count.hidden = !total;
            count.dataset.severity = errors.length ? "error" : "warning";
            const parts = [errors.length ? plural(errors.length, "error") : "", warnings ? plural(warnings, "warning") : ""];
            count.textContent = parts.filter(Boolean).join(", ");
            heading.textContent = errors.length
              ? `${plural(errors.length, "error")}: this is the last good page`
              : plural(warnings, "warning");
            list.replaceChildren(...problems.map(item));
            if (total > problems.length) {
              list.append(element("li", { className: "more", textContent: `and ${total - problems.length} more` }));
            }
            if (!errors.length) dialog.close();
            else if (!dialog.open) dialog.showModal();
          },
        };
      })();

    """#
}
