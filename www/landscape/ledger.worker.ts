import { serve } from "../engine/serve.js";
import { startLandscapeDesk } from "./desk.js";

serve(startLandscapeDesk);
