import "./spaeter.js";
export function laden() {
  return import("./heft.js");
}
