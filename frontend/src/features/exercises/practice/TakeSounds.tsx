import { exercisesApi } from "../api";
import { useCallback, useEffect, useState } from "react";
import { Pronunciation } from "../../speech/Pronunciation";

interface Props {
  itemId: string;
  take: Blob;
  /** What was to be said in it. */
  text: string;
}

/** The sounds of a spoken answer. */
export function TakeSounds({ itemId, take, text }: Props) {
  const [url] = useState(() => URL.createObjectURL(take));
  useEffect(() => () => URL.revokeObjectURL(url), [url]);
  const recording = useCallback(() => Promise.resolve(take), [take]);
  return (
    <Pronunciation
      id={`said:${itemId}`}
      text={text}
      recordingUrl={url}
      recording={recording}
      speechUrl={exercisesApi.speechOfItem(itemId)}
      eager
    />
  );
}
