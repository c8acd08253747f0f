import { json } from "../../shared/wire/http";
import type { Schemas } from "../../shared/wire/types";

/** Who may answer; the model is empty where the engine decides for each message. */
export type Engine = Schemas["EngineOut"];
/** Who answers in place of the first engine only with the learner's yes. */
export type Elsewhere = Schemas["ElsewhereOut"];
export type Engines = Schemas["EnginesOut"];

export const llmApi = {
  engines: () => json<Engines>("/api/engines"),
};
