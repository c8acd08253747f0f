import { useEffect, useState } from "react";

/** An address for something recorded, given back when another is kept or it is no longer needed. */
export function useObjectUrl(): { url: string | null; keep: (blob: Blob) => void } {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => () => (url ? URL.revokeObjectURL(url) : undefined), [url]);
  return { url, keep: (blob) => setUrl(URL.createObjectURL(blob)) };
}
