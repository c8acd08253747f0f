import { createContext, useCallback, useContext, useEffect, useRef, useState } from "react";
import { toErrorBody } from "../../../shared/wire/http";
import type { ErrorBody } from "../../../shared/wire/types";
import { type Draft, editorApi, type OwnScene, type Problem } from "./api";
import { withValue } from "./places";

/** So long nothing must be typed before it is saved and looked at, in milliseconds. */
const PAUSE_MS = 900;

export type Saving = "saved" | "changed" | "saving" | "failed";

export interface Editing {
  scene: OwnScene | null;
  draft: Draft | null;
  problems: Problem[];
  saving: Saving;
  failure: ErrorBody | null;
  change: (next: (draft: Draft) => Draft) => void;
  set: (where: string, value: unknown) => void;
  /** Saves what is not saved yet; whether all is. */
  flush: () => Promise<boolean>;
  /** Takes over what the server says of the scene after something else was done with it. */
  told: (scene: OwnScene) => void;
}

/** A scene that is being written: saved a moment after each change, and told then what is wrong with it. */
export function useDraft(id: string): Editing {
  const [scene, setScene] = useState<OwnScene | null>(null);
  const [draft, setDraft] = useState<Draft | null>(null);
  const [saving, setSaving] = useState<Saving>("saved");
  const [failure, setFailure] = useState<ErrorBody | null>(null);
  /** What is to be saved; null where all is. */
  const unsaved = useRef<Draft | null>(null);
  const timer = useRef<number | undefined>(undefined);
  const under = useRef<Promise<boolean>>(Promise.resolve(true));

  useEffect(() => {
    editorApi.read(id).then(
      (read) => {
        setScene(read);
        setDraft(read.draft);
      },
      (error: unknown) => setFailure(toErrorBody(error)),
    );
  }, [id]);

  const save = useCallback(async (): Promise<boolean> => {
    const wanted = unsaved.current;
    if (wanted === null) return true;
    unsaved.current = null;
    setSaving("saving");
    try {
      const read = await editorApi.save(id, wanted);
      setScene(read);
      setFailure(null);
      setSaving(unsaved.current === null ? "saved" : "changed");
      return true;
    } catch (error) {
      unsaved.current ??= wanted;
      setFailure(toErrorBody(error));
      setSaving("failed");
      return false;
    }
  }, [id]);
  /** One after the other, so that an older text never comes after a newer one. */
  const flush = useCallback((): Promise<boolean> => {
    window.clearTimeout(timer.current);
    under.current = under.current.then(save);
    return under.current;
  }, [save]);

  useEffect(() => {
    const stay = (event: BeforeUnloadEvent): void => {
      if (unsaved.current !== null) event.preventDefault();
    };
    window.addEventListener("beforeunload", stay);
    return () => {
      window.removeEventListener("beforeunload", stay);
      void flush();
    };
  }, [flush]);

  const change = useCallback(
    (next: (draft: Draft) => Draft): void => {
      setDraft((old) => {
        if (old === null) return old;
        const now = next(old);
        unsaved.current = now;
        return now;
      });
      setSaving("changed");
      window.clearTimeout(timer.current);
      timer.current = window.setTimeout(() => void flush(), PAUSE_MS);
    },
    [flush],
  );
  const set = useCallback((where: string, value: unknown) => change((old) => withValue(old, where, value)), [change]);
  return { scene, draft, problems: scene?.problems ?? [], saving, failure, change, set, flush, told: setScene };
}

export interface Written {
  draft: Draft;
  problems: Problem[];
  change: Editing["change"];
  set: Editing["set"];
}

export const DraftContext = createContext<Written | null>(null);

/** The draft that a field is a part of. */
export function useWritten(): Written {
  const found = useContext(DraftContext);
  if (!found) throw new Error("a field stands in a draft");
  return found;
}
