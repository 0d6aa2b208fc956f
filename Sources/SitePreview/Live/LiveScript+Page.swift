extension LiveScript {
  /// Runs in every page: looks after each build whether the page has changed, and shows what is wrong.
  static let page = #"""
    "use strict";
    (() => {
      const script = document.currentScript;
      const isStandIn = script.dataset.role === "stand-in";
      const address = location.pathname + location.search;
      // The version that this document shows, and its text as it was sent.
      let tag = script.dataset.tag;
      let source = null;
      let server = null;
      let work = Promise.resolve();

      // ---- The connection: a worker for all tabs, or a stream of our own where there are none.

      const answers = new Map();
      let port = null;
      let count = 0;

      function receive(message) {
        if (message.type === "page") {
          answers.get(message.id)?.(message);
          answers.delete(message.id);
        } else {
          work = work.then(() => take(message)).catch((error) => console.error("sitegen:", error));
        }
      }

      function listen() {
        const stream = new EventSource("/_sitegen/events");
        for (const type of ["hello", "build", "findings"]) {
          stream.addEventListener(type, (event) => receive({ type, ...JSON.parse(event.data) }));
        }
        stream.onerror = () => {
          receive({ type: "lost" });
          if (stream.readyState === EventSource.CLOSED) setTimeout(listen, 1000);
        };
      }

      function connect() {
        if (!("SharedWorker" in window)) return listen();
        const worker = new SharedWorker("/_sitegen/worker.js");
        worker.onerror = () => {
          if (!port) return;
          port = null;
          listen();
        };
        port = worker.port;
        port.onmessage = ({ data }) => receive(data);
        port.start();
      }

      function request(method) {
        if (!port) {
          return fetch(address, { method, cache: "no-store" })
            .then(async (response) => ({
              status: response.status,
              tag: response.headers.get("etag"),
              text: method === "GET" ? await response.text() : "",
            }))
            .catch(() => ({ status: 0, tag: null, text: "" }));
        }
        return new Promise((resolve) => {
          answers.set(++count, resolve);
          port.postMessage({ type: "fetch", id: count, method, address });
        });
      }

      addEventListener("pagehide", () => port?.postMessage({ type: "leave" }));
      addEventListener("pageshow", (event) => {
        if (event.persisted) connect();
      });

      // ---- What follows from a message.

      async function take(message) {
        if (message.type === "lost") {
          panel.connection(false);
          return;
        }
        panel.connection(true);
        const restarted = server !== null && message.server !== undefined && message.server !== server;
        server = message.server ?? server;
        if (!isStandIn) panel.problems(message);
        if (message.type === "findings") return;
        fresh = new WeakSet();
        if (!(await bringPage())) return;
        const assets = message.assets === "all" ? null : (message.assets ?? []);
        if (restarted || assets === null) bringStyles(() => true, message.build);
        else if (assets.length) bringAssets(new Set(assets), message.build);
        panel.edited((message.edited ?? []).filter((page) => page.address !== location.pathname));
      }

      /** Looks whether the page is another one by now; false where it is about to be loaded anew. */
      async function bringPage() {
        const { status, tag: now } = await request("HEAD");
        // A server that has no site yet has nothing better than what is shown.
        if (status === 503 && !isStandIn) return true;
        if (!now || (now === tag && source !== null)) return true;
        const page = await request("GET");
        if (!page.tag) return true;
        if (page.tag !== tag && (source === null || !canExchangeStyles(source, page.text))) {
          reload(page.tag);
          return false;
        }
        tag = page.tag;
        source = page.text;
        return true;
      }

      function reload(version) {
        try {
          // A page that is never what it was said to be must not reload for ever.
          if (sessionStorage.getItem("sitegen-reloaded") === address + version) return;
          sessionStorage.setItem("sitegen-reloaded", address + version);
          sessionStorage.setItem("sitegen-scroll", JSON.stringify({ address, x: scrollX, y: scrollY }));
        } catch {}
        location.reload();
      }

      function restoreScroll() {
        try {
          const kept = JSON.parse(sessionStorage.getItem("sitegen-scroll") ?? "null");
          sessionStorage.removeItem("sitegen-scroll");
          if (kept?.address === address) scrollTo({ left: kept.x, top: kept.y, behavior: "instant" });
        } catch {}
      }

      // ---- Styles, exchanged without loading the page.

      const pathOf = (href) => new URL(href, document.baseURI).pathname;
      const styleLinks = (root) => [...root.querySelectorAll('link[rel~="stylesheet"]')];

      /** A file's name without the digest that a build may put into it. */
      const plainName = (path) => path.replace(/[.-][0-9a-f]{8,64}(?=\.[a-z0-9]+$)/i, "");

      // Every address that a style of this page has had; and the links that the last message has brought.
      const styles = new Set(styleLinks(document).map((link) => pathOf(link.href)));
      let fresh = new WeakSet();

      /** The new link takes the old one's place once it has loaded: the page is never without style. */
      function exchange(link, change) {
        const next = link.cloneNode();
        change(next);
        fresh.add(next);
        styles.add(pathOf(next.href));
        next.addEventListener("load", () => link.remove());
        next.addEventListener("error", () => {
          delete link.dataset.sitegenOld;
          next.remove();
        });
        link.dataset.sitegenOld = "";
        link.after(next);
      }

      const liveLinks = () => styleLinks(document).filter((link) => !("sitegenOld" in link.dataset));

      function bringStyles(isWanted, build) {
        for (const link of liveLinks()) {
          const url = new URL(link.href);
          if (fresh.has(link) || url.origin !== location.origin || !isWanted(url.pathname)) continue;
          url.searchParams.set("sitegen", build);
          exchange(link, (next) => (next.href = url.pathname + url.search));
        }
      }

      /** A page that lets nobody parse markup (Trusted Types) is loaded anew. */
      function canExchangeStyles(before, after) {
        try {
          return exchangeStyles(before, after);
        } catch {
          return false;
        }
      }

      /** Where the two texts differ in nothing but their styles, these are exchanged; true where it is done. */
      function exchangeStyles(before, after) {
        const [old, next] = [before, after].map((text) => new DOMParser().parseFromString(text, "text/html"));
        const [oldLinks, nextLinks] = [styleLinks(old), styleLinks(next)];
        const shown = liveLinks();
        const pairs = oldLinks.map((link, index) => [
          shown.find((it) => pathOf(it.href) === pathOf(link.getAttribute("href") ?? "")),
          nextLinks[index],
        ]);
        const fit =
          oldLinks.length === nextLinks.length &&
          pairs.every(([live, link]) =>
            live && plainName(pathOf(live.href)) === plainName(pathOf(link.getAttribute("href") ?? "")));
        if (!fit || rest(old) !== rest(next)) return false;
        const names = ["href", "integrity", "media"];
        for (const [index, [live, link]] of pairs.entries()) {
          if (names.every((name) => oldLinks[index].getAttribute(name) === link.getAttribute(name))) continue;
          exchange(live, (clone) => {
            for (const name of names) {
              if (link.hasAttribute(name)) clone.setAttribute(name, link.getAttribute(name));
              else clone.removeAttribute(name);
            }
          });
        }
        return true;
      }

      /** A document without its styles and without what the preview added. */
      function rest(page) {
        const passing =
          'link[rel~="stylesheet"], link[rel~="preload"][as="style"], script[src^="/_sitegen/"], ' +
          'meta[http-equiv="Content-Security-Policy" i]';
        for (const element of page.querySelectorAll(passing)) element.remove();
        return page.documentElement.outerHTML;
      }

      function bringAssets(changed, build) {
        const loaded = performance.getEntriesByType("resource").map((entry) => new URL(entry.name).pathname);
        if (loaded.some((path) => changed.has(path) && !styles.has(path))) {
          reload("asset" + build);
          return;
        }
        bringStyles((path) => changed.has(path), build);
      }

      //PANEL

      if (script.dataset.badge) panel.badge(script.dataset.badge);
      if (document.readyState === "complete") restoreScroll();
      else addEventListener("load", () => setTimeout(restoreScroll));
      connect();
    })();

    """#.replacing("  //PANEL\n", with: panel)
}
