import { json } from "../../../shared/wire/http";
import type { Schemas } from "../../../shared/wire/types";

export type SentenceSet = Schemas["SentenceSetOut"];
export type Preview = Schemas["TablePreview"];
export type ClassSet = Schemas["ClassSetOut"];
export type LearnerWorkView = Schemas["LearnerWorkOut"];

const set = (id: string): string => `/api/sentence-sets/${encodeURIComponent(id)}`;
const inClass = (id: string, room: string): string => `${set(id)}/classes/${encodeURIComponent(room)}`;
const ofClass = (room: string): string => `/api/classes/${encodeURIComponent(room)}/sentences`;
const items = (room: string, id: string): string => `${ofClass(room)}/${encodeURIComponent(id)}/items`;

export const ownApi = {
  sets: () => json<SentenceSet[]>("/api/sentence-sets"),
  previewSentences: (text: string) => json<Preview>("/api/sentence-sets/preview", "POST", { text }),
  addSentences: (title: string, text: string) =>
    json<SentenceSet>("/api/sentence-sets", "POST", { title, text, skip_bad: true }),
  removeSet: (id: string) => json<undefined>(set(id), "DELETE"),
  table: (id: string): string => `${set(id)}/table.csv`,
  share: (id: string, room: string) => json<SentenceSet>(inClass(id, room), "PUT"),
  unshare: (id: string, room: string) => json<SentenceSet>(inClass(id, room), "DELETE"),

  previewTexts: (text: string) => json<Preview>("/api/class-texts/preview", "POST", { text }),
  addTexts: (text: string) => json<Schemas["TextsOut"]>("/api/class-texts", "POST", { text, skip_bad: true }),

  ofClass: (room: string) => json<ClassSet[]>(ofClass(room)),
  items: (room: string, id: string) => json<Schemas["ItemOut"][]>(items(room, id)),
  answer: (room: string, id: string, item: string, answer: string | null, named: string) =>
    json<Schemas["GradeOut"]>(`${items(room, id)}/${item.slice(item.lastIndexOf(".") + 1)}`, "POST", { answer, id: named }),

  work: (room: string, learner: string) =>
    json<LearnerWorkView>(`/api/classes/${encodeURIComponent(room)}/members/${encodeURIComponent(learner)}/work`),
};
