import { type ReactNode, useEffect, useId, useRef } from "react";
import { useWords } from "../i18n/context.tsx";
import { Cross } from "./icons.tsx";

interface Props {
  title: ReactNode;
  className?: string;
  onClose: () => void;
  children: ReactNode;
  footer?: ReactNode;
}

/** A native modal dialog that rises from the foot of the screen: focus stays in it and returns where it was. */
export function Sheet({ title, className = "", onClose, children, footer }: Props) {
  const words = useWords();
  const ref = useRef<HTMLDialogElement>(null);
  const heading = useId();

  useEffect(() => {
    const dialog = ref.current;
    const before = document.activeElement;
    dialog?.showModal();
    return () => {
      dialog?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);

  return (
    <dialog
      ref={ref}
      className={`sheet ${className}`}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === ref.current) onClose();
      }}
    >
      <div className="sheet-body">
        <header className="sheet-head">
          <h2 id={heading} tabIndex={-1}>{title}</h2>
          <button type="button" className="round" onClick={onClose} aria-label={words.close}>
            <Cross />
          </button>
        </header>
        {/* It scrolls, so the keyboard must be able to reach it. */}
        <div className="sheet-scroll" role="group" aria-labelledby={heading} tabIndex={0}>{children}</div>
        {footer && <footer className="sheet-foot">{footer}</footer>}
      </div>
    </dialog>
  );
}
