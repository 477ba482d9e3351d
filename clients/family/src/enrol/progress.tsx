import { type Step, STEPS } from "../booking/enrol.ts";
import { useEnrolWords } from "./words.ts";

/** Which step this is, which are done, and which are still to come. */
export function Progress({ step }: { step: Step }) {
  const words = useEnrolWords();
  const here = STEPS.indexOf(step);
  return (
    <ol className="enrol-progress" aria-label={words.progress}>
      {STEPS.map((each, index) => (
        <li key={each} data-done={index < here} aria-current={index === here ? "step" : undefined}>
          <b aria-hidden="true">{index + 1}</b> <span>{words.steps[each]}</span>
        </li>
      ))}
    </ol>
  );
}
