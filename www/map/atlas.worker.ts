import { serve } from "../engine/serve.js";
import { startAtlas } from "./atlas-handler.js";

serve(startAtlas);
