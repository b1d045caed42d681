import { serve } from "../engine/serve.js";
import { startAtlas } from "./desk.js";

serve(startAtlas);
