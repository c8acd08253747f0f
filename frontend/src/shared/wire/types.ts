/** The wire types of the server's API, named as the server names them. */
import type { Gloss } from "../../features/exercises/api";

export const LEVELS = ["A1", "A2", "B1", "B2", "C1", "C2"] as const;
export type LevelId = (typeof LEVELS)[number];

export type EngineState = "off" | "loading" | "ready" | "error";
export type EngineId = "llm" | "stt" | "tts" | "corrections";

export interface EngineStatus {
  state: EngineState;
  engine: string | null;
  name: string | null;
  detail: string | null;
  action: string | null;
}

export interface Status {
  version: string;
  ready: boolean;
  engines: Partial<Record<EngineId, EngineStatus>>;
  text_limit: number;
  audio_limit_s: number;
}

export interface Level {
  id: LevelId;
  name: string;
  can_do: string;
}

export interface Scenario {
  id: string;
  title: string;
  title_es: string;
  description: string;
  icon: string;
  level_min: LevelId;
}

/** Who may answer. */
export interface Engine {
  id: string;
  engine: string;
  /** Empty where the engine decides for each message. */
  model: string;
  /** What is said stays on the tutor's machine. */
  here: boolean;
  /** What keeps it from answering. */
  problem: string;
}

export interface Engines {
  chosen: string;
  now: { engine: string; model: string; why: string } | null;
  problem: string;
  engines: Engine[];
}

export interface Voice {
  id: string;
  name: string;
  engine: string;
  language: string;
  region: string;
  gender: string;
  installed: boolean;
  size_bytes: number;
}

export type Strictness = "gentle" | "normal" | "strict";

export type Accent = "spain" | "america";

export interface Learner {
  id: string;
  name: string | null;
  first_language: string;
  level: LevelId;
  voice: string;
  speech_speed: number | null;
  /** Whose sounds the tutor speaks with; what natives say anywhere is right. */
  accent: Accent;
  strictness: Strictness;
  /** Stretches the silence that ends a turn in a call. */
  patience: number;
  /** For new conversations. */
  template_id: string;
  /** Who answers: `auto`, or the id of an engine. */
  engine: string;
}

interface ConversationBase {
  id: string;
  title: string;
  level: LevelId;
  scenario_id: string;
  /** What it is about, when it is about a document. */
  document_id: string | null;
  created_at: string;
  updated_at: string;
}

export interface ConversationSummary extends ConversationBase {
  message_count: number;
  last_text: string;
}

export interface Conversation extends ConversationBase {
  /** The passage of the document that is being read together. */
  place: number | null;
  summary: string;
  /** What the tutor is told in it; the built-in template has no version. */
  template: { id: string; name: string; version: number | null };
  active_turn_id: string | null;
  messages: Message[];
}

export interface Word {
  text: string;
  start: number;
  end: number;
  probability: number;
}

export interface Transcript {
  words: Word[];
  duration_s: number;
  language: string;
}

/** `start` and `end` count Unicode code points, not UTF-16 units. */
export interface Correction {
  /** What is not told before a correction is stored. */
  id?: string;
  rule_id?: string;
  /** Another right sentence of the same kind. */
  example?: string;
  /** 0 is the most important one. */
  rank?: number;
  /** The learner has said that it was right, or never said. */
  dismissed?: boolean;
  /** "weak": the sound would nearly as well bear out the corrected wording, so that one may only ask. */
  evidence?: "sure" | "weak";
  /** Where in the recording it was heard: start and end in seconds. */
  heard_at?: [number, number] | null;
  start: number;
  end: number;
  original: string;
  replacement: string;
  category: string;
  severity: "minor" | "normal" | "major";
  explanation: string;
  rule: string;
  confidence: number;
  source: string;
}

/** A sound of a word, in IPA, the letters that stand for it (code points), and how well it was said: below ½ it was missed. */
export interface SpokenSound {
  ipa: string;
  start: number;
  end: number;
  score: number;
}

/** A word of a text as it was pronounced. */
export interface SpokenWord {
  text: string;
  start: number;
  end: number;
  /** The chance that its worst sound was said as expected; null where nothing can be told. */
  score: number | null;
  /** What was missed; empty if nothing was. */
  sound: string;
  /** How that is written; empty where Spanish has no letters for it. */
  heard_as: string;
  advice: string;
  sounds: SpokenSound[];
}

/** A word as it is said, where it stands in its text (code points), and when it is heard, in seconds. */
export interface HeardWord {
  text: string;
  start: number;
  end: number;
  from_s: number;
  to_s: number;
}

/** The pitch at a moment, in semitones from the speaker's median. */
export interface PitchPoint {
  at: number;
  semitones: number;
}

/** How a sentence was said, in seconds from its first word. */
export interface Prosody {
  words: { text: string; start: number; end: number }[];
  pitch: PitchPoint[];
  pauses: { start: number; end: number; after: number }[];
  syllables_per_s: number;
  articulation: number;
}

/** What differs between a take and its model; `word` is the number of the word it is about. */
export interface ShadowFinding {
  code: "slower" | "faster" | "flat" | "pause" | "long_word" | "melody";
  amount: number;
  word: number | null;
}

/** A sentence said after the tutor, laid beside the tutor's. */
export interface Shadowed {
  model: Prosody;
  take: Prosody;
  /** The pitch of the take, moved to where the model says the words. */
  aligned: PitchPoint[];
  melody: number | null;
  rhythm: number;
  findings: ShadowFinding[];
}

export interface Usage {
  prompt_tokens: number;
  completion_tokens: number;
  cached_tokens: number | null;
  first_token_ms: number;
  tokens_per_s: number;
}

export interface ErrorBody {
  code: string;
  message: string;
  action: string | null;
  retryable: boolean;
  /** Trying again earlier is no use, in seconds. */
  wait_s?: number;
}

export type MessageState = "pending" | "complete" | "stopped" | "failed";

/** A passage of a document, quoted. */
export interface Source {
  document_id: string;
  title: string;
  position: number;
  page: number | null;
  section: string;
  text: string;
}

export interface Message {
  id: string;
  turn_id: string | null;
  role: "learner" | "tutor";
  text: string;
  created_at: string;
  state: MessageState;
  transcript: Transcript | null;
  recording_url: string | null;
  speech_url: string | null;
  corrections: Correction[];
  corrected_text: string | null;
  translation: string | null;
  /** Words above the level of the conversation. */
  glosses: Gloss[];
  /** Passages of the conversation's document that the reply was made from. */
  sources: Source[];
  usage: Usage | null;
  model: string | null;
  engine: string | null;
  /** Why this model answered. */
  why: string | null;
  error: ErrorBody | null;
}

/** How often each kind of mistake was made, week by week. */
export interface ErrorProgress {
  /** The Mondays, oldest first. */
  weeks: string[];
  /** How much the learner wrote or said in each week. */
  words: number[];
  categories: { category: string; counts: number[] }[];
}

export type TurnEvent =
  | {
      type: "start";
      turn_id: string;
      conversation_id: string;
      user_message_id: string;
      assistant_message_id: string;
      model: string | null;
      engine: string | null;
      level: LevelId;
      why: string | null;
    }
  | { type: "transcript"; text: string; words: Word[]; language: string; duration_s: number }
  | { type: "sources"; sources: Source[] }
  | { type: "token"; text: string }
  | { type: "notice"; code: string; message: string }
  /** The turn waits for an engine that others are using; the next event of any other kind ends the wait. */
  | { type: "queue"; engine: "llm" | "stt" | "tts"; position: number; wait_s: number | null }
  | { type: "speech"; text: string; speech_url: string }
  | {
      type: "done";
      text: string;
      corrections: Correction[];
      corrected_text: string | null;
      glosses?: Gloss[];
      usage: Usage | null;
      speech_url: string | null;
      stopped: boolean;
      learner_text: string | null;
    }
  | ({ type: "error"; text?: string } & ErrorBody);
