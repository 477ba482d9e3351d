import { type RefObject, useEffect, useRef } from "react";

let first = true;

/** Names the page, and moves the focus to its heading when a new screen takes the place of another. */
export function useHeading(title: string): RefObject<HTMLHeadingElement | null> {
  const ref = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Préau`;
  }, [title]);
  useEffect(() => {
    if (!first) ref.current?.focus();
    first = false;
  }, []);
  return ref;
}
