import "./b.js"; // gone
