import "./elements/page.js";
