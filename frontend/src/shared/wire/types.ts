/** The wire types that more than one feature knows, named as the page names them; all are made from the server's API. */
import type { components } from "./schema.gen";

export type Schemas = components["schemas"];

export type LevelId = Schemas["Level"];
export const LEVELS = ["A1", "A2", "B1", "B2", "C1", "C2"] as const satisfies readonly LevelId[];

export type Status = Schemas["StatusOut"];
export type EngineId = "llm" | "stt" | "tts" | "corrections";
export type Learner = Schemas["LearnerOut"];
export type Level = Schemas["LevelInfo"];
export type Scenario = Schemas["ScenarioOut"];
export type ConversationSummary = Schemas["ConversationSummary"];
export type Conversation = Schemas["ConversationOut"];
export type Message = Schemas["MessageOut"];
export type Word = Schemas["TranscribedWord"];
export type Transcript = Schemas["TranscriptOut"];
export type Usage = Schemas["UsageOut"];
/** A word above the level of a conversation; `start` and `end` count code points. */
export type Gloss = Schemas["HardWord"];
/** A passage of a document, quoted. */
export type Source = Schemas["SourceOut"];
/** `start` and `end` count Unicode code points, not UTF-16 units; rank 0 is the most important one. */
export type Correction = Schemas["CorrectionOut"];

/** What went wrong, told by the server or by the page itself. */
export interface ErrorBody {
  code: string;
  message: string;
  action: string | null;
  retryable: boolean;
  /** Trying again earlier is no use, in seconds. */
  wait_s?: number;
}

/** Events as they are handled: the name that the stream gives them, as `type`, beside what they carry. */
export type Named<Events> = { [Name in keyof Events]: { type: Name } & Events[Name] }[keyof Events];
export type TurnEvent = Named<Schemas["TurnEvents"]>;
export type AnswerEvent = Named<Schemas["AnswerEvents"]>;
