import { useRef, useState, type KeyboardEvent, type MouseEvent } from "react";

export interface Picked {
  word: string;
  /** Where it stands in the text of its message. */
  at: number;
}

const WORD = "[data-word]";
const STEPS: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1 };

/**
 * Lets the learner take up one word of a text: by a press, or with the keyboard, for which the text is one stop and
 * the arrows go from word to word. `props` belong to the element around the words.
 */
export function useWordPick() {
  const [picked, setPicked] = useState<Picked | null>(null);
  const source = useRef<HTMLElement>(null);

  const take = (element: Element | null): void => {
    if (!(element instanceof HTMLElement) || !element.dataset.word) return;
    source.current = element;
    setPicked({ word: element.dataset.word, at: Number(element.dataset.at) });
  };
  const onClick = ({ target }: MouseEvent): void => {
    // What was marked to be copied is not a press on a word.
    if (window.getSelection()?.isCollapsed === false) return;
    if (target instanceof Element) take(target.closest(WORD));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const { target, currentTarget, key } = event;
    if (!(target instanceof HTMLElement) || (target !== currentTarget && !target.matches(WORD))) return;
    const step = STEPS[key];
    if (step !== undefined) {
      event.preventDefault();
      const words = [...currentTarget.querySelectorAll<HTMLElement>(WORD)];
      const at = words.indexOf(target);
      (words[at < 0 ? (step > 0 ? 0 : words.length - 1) : at + step] ?? target).focus();
    } else if (key === "Enter" && target !== currentTarget) {
      event.preventDefault();
      take(target);
    }
  };
  const close = (): void => {
    setPicked(null);
    source.current?.focus({ preventScroll: true });
  };
  return { picked, close, props: { tabIndex: 0, onClick, onKeyDown } };
}
