import { useCallback, useEffect, useState } from "react";
import type { Conversation } from "../../../shared/wire/types";
import type { DoneEvent } from "../turnRun";
import { type Scene, sceneApi } from "./api";
import { advanced, type SceneState } from "./scenes";

export interface SceneControls extends SceneState {
  /** Told how a turn ended. */
  onDone: (event: Pick<DoneEvent, "goals" | "scene_over">) => void;
  /** The learner wants to go on after the end. */
  goOn: () => void;
  /** The conversation has been closed. */
  onClosed: () => void;
  /** Reads it again: what one could say changes with every turn. */
  refresh: () => Promise<Scene>;
}

/** How the scene of a conversation goes. Read whenever the conversation is; its turns tell of the rest. */
export function useScene(id: string, conversation: Conversation | null): SceneControls {
  const [state, setState] = useState<SceneState>({ scene: null, news: [], over: false });
  const refresh = useCallback(async () => {
    const scene = await sceneApi.read(id);
    setState((old) => ({ ...old, scene }));
    return scene;
  }, [id]);
  useEffect(() => {
    if (!conversation) return;
    let left = false;
    sceneApi.read(id).then(
      (scene) => left || setState({ scene, news: [], over: scene.closed }),
      // Without its goals a conversation goes on.
      () => undefined,
    );
    return () => {
      left = true;
    };
  }, [id, conversation]);
  const onDone = useCallback(
    ({ goals, scene_over }: Pick<DoneEvent, "goals" | "scene_over">) => {
      setState((old) => advanced(old, goals, scene_over));
      // Closed at once, so that it is closed for whoever looks in later; what it was worth is read when it is asked for.
      if (scene_over) sceneApi.close(id).catch(() => undefined);
    },
    [id],
  );
  const goOn = useCallback(() => setState((old) => ({ ...old, over: false })), []);
  const onClosed = useCallback(
    () => setState((old) => ({ ...old, scene: old.scene && { ...old.scene, closed: true }, over: true })),
    [],
  );
  return { ...state, onDone, goOn, onClosed, refresh };
}
