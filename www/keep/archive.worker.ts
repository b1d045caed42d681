import { serve } from "../engine/serve.js";
import { startArchive } from "./job.js";

serve(startArchive);
