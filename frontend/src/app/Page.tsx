import type { LevelId, Learner, Scenario } from "../shared/wire/types";
import type { ReactNode } from "react";
import type { TalkProps } from "../features/reading/DocumentsPage";
import { lazyPart } from "../shared/ui/lazyPart";
import { Lost } from "./Lost";
import type { Route } from "./router";

const ProblemPage = lazyPart(() => import("./ProblemPage"));
const Progress = lazyPart(() => import("../features/progress/Progress"));
const Practice = lazyPart(() => import("../features/exercises/practice/Practice"));
const StudyPage = lazyPart(() => import("../features/cards/study/StudyPage"));
const LongerPage = lazyPart(() => import("../features/exercises/longer/LongerPage"));
const MapPage = lazyPart(() => import("../features/exercises/map/MapPage"));
const PlacementPage = lazyPart(() => import("../features/exercises/placement/PlacementPage"));
const TemplatesPage = lazyPart(() => import("../features/llm/templates/TemplatesPage"));
const DocumentsPage = lazyPart(() => import("../features/reading/DocumentsPage"));
const DocumentPage = lazyPart(() => import("../features/reading/DocumentPage"));
const TurnsPage = lazyPart(() => import("../features/llm/turns/TurnsPage"));
const ModelsPage = lazyPart(() => import("../features/llm/models/ModelsPage"));
const ClassesPage = lazyPart(() => import("../features/classes/ClassesPage"));
const ClassPage = lazyPart(() => import("../features/classes/ClassPage"));
const ClassLearnerPage = lazyPart(() => import("../features/classes/ClassLearnerPage"));
const JoinClass = lazyPart(() => import("../features/classes/JoinClass"));
const SceneEditorPage = lazyPart(() => import("../features/classes/editor/SceneEditorPage"));
const ClassPractice = lazyPart(() => import("../features/classes/own/ClassPractice"));
const AssignmentPage = lazyPart(() => import("../features/classes/AssignmentPage"));
const CourseDoor = lazyPart(() => import("../features/courses/CourseDoor"));
const PickPage = lazyPart(() => import("../features/courses/PickPage"));
const PlatformsPage = lazyPart(() => import("../features/courses/PlatformsPage"));
const FollowPage = lazyPart(() => import("../features/conversation/following/FollowPage"));

export type LazyRoute = Exclude<Route, { page: "home" | "conversation" | "setup" | "join" | "reset" | "courseWindow" }>;

interface Props {
  route: LazyRoute;
  learner: Learner | null;
  scenarios: Scenario[];
  limitSeconds: number | null;
  /** Who is here is a teacher, or the owner, of a tutor with accounts. */
  teaches: boolean;
  aboutDocuments: TalkProps;
  /** Begins a conversation that gives chances to use a point or words; no words are those due first. */
  onPractise: (what: { point_id: string } | { words: string[] }) => void;
  onLearner: (learner: Learner) => void;
  /** Begins a scene, at a level if one is wanted. */
  onScene: (sceneId: string, level: LevelId | null) => void;
}

/** One of the pages beside the conversations, fetched when it is first opened. */
export function Page({ route, learner, scenarios, limitSeconds, teaches, aboutDocuments, onPractise, onLearner, onScene }: Props): ReactNode {
  switch (route.page) {
    case "lost":
      return <Lost />;
    case "assignment":
      return <AssignmentPage key={route.id} id={route.id} onScene={onScene} />;
    case "courseDoor":
      return <CourseDoor key={route.token} token={route.token} />;
    case "coursePick":
      return <PickPage key={route.token} token={route.token} />;
    case "platforms":
      return <PlatformsPage />;
    case "problem":
      return <ProblemPage code={route.code} />;
    case "progress":
      return <Progress onTalk={(words) => onPractise({ words })} />;
    case "turns":
      return <TurnsPage />;
    case "models":
      return <ModelsPage level={learner?.level ?? "A1"} />;
    case "follow":
      return <FollowPage key={route.token} token={route.token} teaches={teaches} />;
    case "classes":
      return <ClassesPage />;
    case "class":
      return <ClassPage key={route.id} id={route.id} />;
    case "classLearner":
      return <ClassLearnerPage key={route.learner} id={route.id} learner={route.learner} />;
    case "classPractice":
      return <ClassPractice key={route.set} id={route.id} set={route.set} />;
    case "sceneEditor":
      return <SceneEditorPage key={route.id} id={route.id} />;
    case "joinClass":
      return <JoinClass key={route.token} code={route.token} />;
    case "practice":
      // Who learns must be known first: what they did offline is sent before more is asked for.
      return learner && <Practice key={route.point} point={route.point} limitSeconds={limitSeconds} />;
    case "longer":
      return (
        <LongerPage
          key={`${route.family}/${route.id ?? ""}`}
          family={route.family}
          id={route.id}
          level={learner?.level ?? "A1"}
          limitSeconds={limitSeconds}
        />
      );
    case "words":
      return learner && <StudyPage key={`${learner.level} ${learner.page_language}`} level={learner.level} />;
    case "map":
      // What is read here is told in the language of the page, once the tutor knows it.
      return learner && <MapPage key={learner.page_language} point={route.point} onTalk={(point) => onPractise({ point_id: point })} />;
    case "placement":
      return <PlacementPage learner={learner} limitSeconds={limitSeconds} onLearner={onLearner} />;
    case "templates":
      return <TemplatesPage learner={learner} scenarios={scenarios} />;
    case "documents":
      return <DocumentsPage level={learner?.level ?? "A1"} {...aboutDocuments} />;
    case "document":
      return (
        <DocumentPage key={route.id} id={route.id} at={route.at} level={learner?.level ?? "A1"} {...aboutDocuments} />
      );
  }
}
