import { serve } from "../engine/serve.js";
import { startLandscapeHandler } from "./ledger-handler.js";

serve(startLandscapeHandler);
