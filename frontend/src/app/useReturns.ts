import { useState } from "react";

/** Counts how often the page came back from behind the sign-in screen. */
export function useReturns(present: boolean): number {
  const [state, setState] = useState({ present, returns: 0 });
  if (state.present !== present) setState({ present, returns: state.returns + (present ? 1 : 0) });
  return state.returns;
}
