import "./navigation.js";
