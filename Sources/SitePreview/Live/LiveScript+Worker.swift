extension LiveScript {
  /// Runs once for all tabs of a browser, as a shared worker: one stream of events is open however many pages are, of
  /// the six connections that a browser allows itself for a host. What it asks is bound by its own policy, not by that
  /// of the pages.
  static let worker = #"""
    "use strict";
    const ports = new Set();
    let standing = null;

    function tell(message) {
      for (const port of ports) port.postMessage(message);
    }

    function listen() {
      const stream = new EventSource("/_sitegen/events");
      for (const type of ["hello", "build", "findings"]) {
        stream.addEventListener(type, (event) => {
          const data = JSON.parse(event.data);
          standing = { ...standing, assets: [], edited: [], ...data };
          tell({ type, ...standing });
        });
      }
      stream.onerror = () => {
        tell({ type: "lost" });
        if (stream.readyState === EventSource.CLOSED) setTimeout(listen, 1000);
      };
    }

    async function fetchPage(port, { id, method, address }) {
      try {
        const response = await fetch(address, { method, cache: "no-store" });
        const text = method === "GET" ? await response.text() : "";
        port.postMessage({ type: "page", id, status: response.status, tag: response.headers.get("etag"), text });
      } catch {
        port.postMessage({ type: "page", id, status: 0, tag: null, text: "" });
      }
    }

    onconnect = ({ ports: [port] }) => {
      ports.add(port);
      port.onmessage = ({ data }) => {
        if (data.type === "leave") ports.delete(port);
        if (data.type === "fetch") fetchPage(port, data);
      };
      if (standing) port.postMessage({ type: "hello", ...standing, assets: [], edited: [] });
    };

    listen();

    """#
}
