import { json } from "../../shared/wire/http";
import type { LevelId, Schemas } from "../../shared/wire/types";

/** `length` is in passages; `place` the passage read last, 0 before the first. */
export type DocumentInfo = Schemas["DocumentOut"];
/** `section` is the heading above it; `hard`: far above the level that was asked for. */
export type Passage = Schemas["PassageOut"];
/** A text of ours; `document_id` is the learner's copy. */
export type Sample = Schemas["SampleOut"];
export type Question = Schemas["QuestionOut"];
/** A sound file that is becoming a text, and how far that is. */
export type Hearing = Schemas["HearingOut"];
export type Hit = Schemas["Hit"];

const one = (id: string): string => `/api/documents/${encodeURIComponent(id)}`;

export const readingApi = {
  samples: () => json<Sample[]>("/api/samples"),
  openSample: (id: string) => json<DocumentInfo>(`/api/samples/${encodeURIComponent(id)}`, "POST"),
  questions: (id: string) => json<Question[]>(`/api/samples/${encodeURIComponent(id)}/questions`),
  speechOf: (id: string, position: number, sentence: number): string =>
    `${one(id)}/passages/${position}/sentences/${sentence}/speech`,
  list: () => json<DocumentInfo[]>("/api/documents"),
  add: (file: File) => {
    const form = new FormData();
    form.append("file", file, file.name);
    return json<DocumentInfo | Hearing>("/api/documents", "POST", form);
  },
  hearings: () => json<Hearing[]>("/api/documents/hearings"),
  dropHearing: (id: string) => json<undefined>(`/api/documents/hearings/${encodeURIComponent(id)}`, "DELETE"),
  read: (id: string) => json<DocumentInfo>(one(id)),
  noteRead: (id: string) => json<undefined>(`${one(id)}/read`, "POST"),
  rename: (id: string, title: string) => json<DocumentInfo>(one(id), "PATCH", { title }),
  remove: (id: string) => json<undefined>(one(id), "DELETE"),
  passages: (id: string, start: number, count: number, level: LevelId) =>
    json<Passage[]>(`${one(id)}/passages?start=${start}&count=${count}&level=${level}`),
  passage: (id: string, position: number, level: LevelId) =>
    json<Passage>(`${one(id)}/passages/${position}?level=${level}`),
  easier: (id: string, position: number, level: LevelId) =>
    json<Passage>(`${one(id)}/passages/${position}/easier?level=${level}`, "POST"),
  search: (words: string, id: string) =>
    json<Hit[]>(`/api/documents/search?q=${encodeURIComponent(words)}&document_id=${encodeURIComponent(id)}`),
  /** Goes to a passage in a conversation about the document; the tutor asks about it. */
  readTogether: (conversationId: string, position: number) =>
    json<Schemas["ReadingOut"]>(
      `/api/conversations/${encodeURIComponent(conversationId)}/passages/${position}`,
      "POST",
    ),
};
