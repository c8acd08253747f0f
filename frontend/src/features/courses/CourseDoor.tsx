import { useMemo } from "react";
import { assignmentHash, goTo, HOME } from "../../shared/routes";
import { ClassDoor } from "../classes/JoinClass";
import { coursesApi } from "./api";
import { strings } from "./strings";

/** The door of the class of a course, for who has come from there. */
export default function CourseDoor({ token }: { token: string }) {
  const way = useMemo(
    () => ({
      lookIn: () => coursesApi.lookIn(token),
      join: async (consent: boolean) => {
        const { assignment_id } = await coursesApi.join(token, consent);
        goTo(assignment_id === null ? HOME : assignmentHash(assignment_id));
      },
    }),
    [token],
  );
  return (
    <ClassDoor way={way}>
      <p>{strings.door.grades}</p>
    </ClassDoor>
  );
}
