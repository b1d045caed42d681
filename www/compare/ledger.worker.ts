import { serve } from "../engine/serve.js";
import { startCompareHandler } from "./ledger-handler.js";

serve(startCompareHandler);
