import { json } from "../../shared/wire/client";
import type { Gloss } from "../exercises/api";
import type { LevelId, Message, Source } from "../../shared/wire/types";

export interface DocumentInfo {
  id: string;
  title: string;
  kind: "text" | "html" | "pdf" | "epub";
  level: LevelId;
  words: number;
  /** In passages. */
  length: number;
  /** The passage read last; 0 before the first. */
  place: number;
}

export interface Passage {
  position: number;
  page: number | null;
  /** The heading above it. */
  section: string;
  text: string;
  level: LevelId;
  glosses: Gloss[];
  /** Far above the level that was asked for. */
  hard: boolean;
  easier: { text: string; glosses: Gloss[] } | null;
}

export type Hit = Source & { level: LevelId };

const one = (id: string): string => `/api/documents/${encodeURIComponent(id)}`;

export const documents = {
  list: () => json<DocumentInfo[]>("/api/documents"),
  add: (file: File) => {
    const form = new FormData();
    form.append("file", file, file.name);
    return json<DocumentInfo>("/api/documents", "POST", form);
  },
  read: (id: string) => json<DocumentInfo>(one(id)),
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
    json<{ passage: Passage; message: Message }>(
      `/api/conversations/${encodeURIComponent(conversationId)}/passages/${position}`,
      "POST",
    ),
};
