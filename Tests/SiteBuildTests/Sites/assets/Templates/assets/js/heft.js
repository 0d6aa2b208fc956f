// The two modules need each other: one keeps its name.
import { laden } from "./laden.js";
import("./spaeter.js").then((m) => m.los());

laden();
