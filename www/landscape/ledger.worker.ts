import { LandscapeDesk } from "./desk.js";

const desk = new LandscapeDesk((message) => postMessage(message));
addEventListener("message", ({ data }) => void desk.hear(data));
