import type { EnrolChild, Town } from "../api/types.ts";
import { useFormat } from "../i18n/context.tsx";
import { useEnrolWords } from "./words.ts";

/** What the town knows of the children, for checking. */
export function SchoolStep({ pupils, contacts }: { pupils: readonly EnrolChild[]; contacts: Town["ruleBook"]["contacts"] }) {
  const { school: words, classNames } = useEnrolWords();
  const format = useFormat();
  return (
    <>
      <ul className="enrol-facts">
        {pupils.map(({ id, firstName, lastName, birthDate, class: pupilOf, school }) => (
          <li key={id}>
            <h2>{firstName} {lastName}</h2>
            <dl>
              <div><dt>{words.school}</dt><dd>{school.name}</dd></div>
              {pupilOf && <div><dt>{words.class}</dt><dd>{classNames[pupilOf]}</dd></div>}
              {/* At noon, the civil day is the same in any zone of a town. */}
              <div><dt>{words.born}</dt><dd>{format.date(`${birthDate}T12:00:00Z`)}</dd></div>
            </dl>
          </li>
        ))}
      </ul>
      {contacts.length > 0 && (
        <p className="hint">
          {words.wrong} {contacts.map(({ email }) => <a key={email} href={`mailto:${email}`}>{email}</a>)}
        </p>
      )}
    </>
  );
}
