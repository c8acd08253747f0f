import { json } from "../../shared/wire/http";
import type { Schemas } from "../../shared/wire/types";

export type Classes = Schemas["ClassesOut"];
export type ClassInfo = Schemas["ClassOut"];
/** A class with who is in it and what it was given, for its teacher. */
export type Room = Schemas["RoomOut"];
/** A class for a learner in it. */
export type Attended = Schemas["AttendedOut"];
export type Door = Schemas["DoorOut"];
export type Assignment = Schemas["TaughtAssignmentOut"];
export type Standing = Schemas["MemberStandingOut"];
/** An assignment for one who is to do it. */
export type Given = Schemas["GivenOut"];
export type NewAssignment = Schemas["NewAssignment"];
export type HandedIn = Schemas["HandedInOut"];
export type Overview = Schemas["OverviewOut"];
export type LearnerView = Schemas["LearnerViewOut"];
export type CommonMistake = Schemas["CommonMistakeOut"];
export type WordList = Schemas["ListOut"];

const one = (id: string): string => `/api/classes/${encodeURIComponent(id)}`;
const given = (id: string): string => `/api/assignments/${encodeURIComponent(id)}`;
const list = (id: string): string => `/api/word-lists/${encodeURIComponent(id)}`;
const member = (id: string, learner: string): string => `${one(id)}/members/${encodeURIComponent(learner)}`;

export const classesApi = {
  all: () => json<Classes>("/api/classes"),
  create: (name: string) => json<ClassInfo>("/api/classes", "POST", { name }),
  read: (id: string) => json<Room>(one(id)),
  change: (id: string, change: { name?: string; retention_days?: number | null }) =>
    json<ClassInfo>(one(id), "PATCH", change),
  remove: (id: string) => json<undefined>(one(id), "DELETE"),
  openDoor: (id: string) => json<ClassInfo>(`${one(id)}/code`, "POST"),
  closeDoor: (id: string) => json<ClassInfo>(`${one(id)}/code`, "DELETE"),
  removeMember: (id: string, learner: string) => json<undefined>(member(id, learner), "DELETE"),

  lookIn: (code: string) => json<Door>(`/api/joining/${encodeURIComponent(code)}`),
  join: (code: string, consent: boolean) =>
    json<Attended>(`/api/joining/${encodeURIComponent(code)}`, "POST", { consent }),
  consent: (id: string, consent: boolean) => json<Attended>(`${one(id)}/consent`, "PUT", { consent }),
  leave: (id: string) => json<undefined>(`${one(id)}/membership`, "DELETE"),

  give: (id: string, what: Partial<NewAssignment> & Pick<NewAssignment, "kind">) =>
    json<Schemas["AssignmentOut"]>(`${one(id)}/assignments`, "POST", what),
  takeBack: (id: string) => json<undefined>(given(id), "DELETE"),
  repeat: (id: string, due_at: string | null) => json<Schemas["AssignmentOut"]>(`${given(id)}/repeat`, "POST", { due_at }),
  comment: (id: string, learner: string, said: { comment: string; mark: string; returned: boolean }) =>
    json<Standing>(`${given(id)}/members/${encodeURIComponent(learner)}`, "PUT", said),
  handedIn: (id: string, learner: string) => json<HandedIn>(`${given(id)}/members/${encodeURIComponent(learner)}`),

  mine: (signal?: AbortSignal) => json<Given[]>("/api/assignments", "GET", undefined, signal),
  start: (id: string) => json<Schemas["StartOut"]>(`${given(id)}/start`, "POST"),
  again: (id: string) => json<undefined>(`${given(id)}/again`, "POST"),

  overview: (id: string, weeks: number) => json<Overview>(`${one(id)}/overview?weeks=${weeks}`),
  overviewCsv: (id: string, weeks: number): string => `${one(id)}/overview.csv?weeks=${weeks}`,
  learner: (id: string, learner: string, weeks: number) =>
    json<LearnerView>(`${member(id, learner)}?weeks=${weeks}`),
  learnerCsv: (id: string, learner: string, weeks: number): string => `${member(id, learner)}/weeks.csv?weeks=${weeks}`,
  talk: (id: string, learner: string, conversation: string) =>
    json<Schemas["TalkLinesOut"]>(`${member(id, learner)}/conversations/${encodeURIComponent(conversation)}`),

  lists: () => json<WordList[]>("/api/word-lists"),
  addList: (title: string, text: string) => json<WordList>("/api/word-lists", "POST", { title, text }),
  removeList: (id: string) => json<undefined>(list(id), "DELETE"),
};
