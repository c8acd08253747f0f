/** Wire objects for tests: whole, and dull but for what a test is about. */
import type { Correction, Message } from "./types";

export function correction(part: Partial<Correction> = {}): Correction {
  return {
    id: "",
    start: 0,
    end: 0,
    original: "",
    replacement: "",
    category: "agreement",
    severity: "normal",
    explanation: "",
    rule: "",
    rule_id: "",
    example: "",
    rank: 0,
    confidence: 1,
    source: "grammar",
    dismissed: false,
    evidence: "sure",
    heard_at: null,
    reason: "",
    certainty: "sure",
    secondary: false,
    ...part,
  };
}

export function message(part: Partial<Message> = {}): Message {
  return {
    id: "m",
    turn_id: null,
    sent_as: null,
    role: "tutor",
    text: "",
    created_at: "2025-01-01T00:00:00Z",
    state: "complete",
    transcript: null,
    recording_url: null,
    speech_url: null,
    corrections: [],
    corrected_text: null,
    translation: null,
    original_text: null,
    reply_level: null,
    glosses: [],
    sources: [],
    usage: null,
    model: null,
    engine: null,
    why: null,
    error: null,
    ...part,
  };
}
