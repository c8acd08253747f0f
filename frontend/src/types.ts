/** What goes over the wire. */

export interface Correction {
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

export interface HeardWord {
  text: string;
  start: number;
  end: number;
  probability: number;
}

export interface Usage {
  prompt_tokens: number;
  completion_tokens: number;
  cached_tokens: number | null;
  first_token_ms: number;
  tokens_per_s: number | null;
}

export interface Problem {
  code: string;
  message: string;
  action: string;
  retryable: boolean;
}

export interface Message {
  id: string;
  turn_id: string | null;
  role: "learner" | "tutor";
  text: string;
  state: "pending" | "complete" | "stopped" | "failed";
  transcript: { words: HeardWord[]; duration_s: number } | null;
  recording_url: string | null;
  speech_url: string | null;
  corrections: Correction[];
  corrected_text: string | null;
  translation: string | null;
  usage: Usage | null;
  model: string | null;
  engine: string | null;
  error: Problem | null;
}

export interface ConversationSummary {
  id: string;
  title: string;
  level: string;
  scenario_id: string;
  updated_at: string;
  message_count: number;
  last_text: string;
}

export interface Conversation {
  id: string;
  title: string;
  level: string;
  scenario_id: string;
  active_turn_id: string | null;
  messages: Message[];
}

export interface EngineState {
  state: "off" | "loading" | "ready" | "error";
  engine: string;
  name: string;
  detail: string;
  action: string;
}

export interface Status {
  version: string;
  ready: boolean;
  engines: Record<"llm" | "stt" | "tts" | "corrections", EngineState>;
  text_limit: number;
  audio_limit_s: number;
}

export interface LevelInfo {
  id: string;
  name: string;
  can_do: string;
}

export interface Scenario {
  id: string;
  title: string;
  title_es: string;
  description: string;
  icon: string;
  level_min: string;
}

export interface Voice {
  id: string;
  name: string;
  engine: string;
  region: string;
  gender: string;
  installed: boolean;
  size_bytes: number;
}

export interface Learner {
  id: string;
  name: string;
  first_language: string;
  level: string;
  voice: string;
  speech_speed: number | null;
  strictness: "gentle" | "normal" | "strict";
}

export interface Start {
  turn_id: string;
  conversation_id: string;
  user_message_id: string;
  assistant_message_id: string;
  model: string;
  engine: string;
  level: string;
  why: string;
}

export interface Done {
  text: string;
  learner_text: string;
  corrections: Correction[];
  corrected_text: string;
  usage: Usage | null;
  speech_url: string;
  stopped: boolean;
}

export type TurnEvent =
  | { seq: number; name: "start"; data: Start }
  | { seq: number; name: "transcript"; data: { text: string; words: HeardWord[]; duration_s: number } }
  | { seq: number; name: "token"; data: { text: string } }
  | { seq: number; name: "notice"; data: { code: string; message: string } }
  | { seq: number; name: "done"; data: Done }
  | { seq: number; name: "error"; data: Problem & { text: string } };
