import type { EnrolDictionary } from "./fr.ts";

export const en: EnrolDictionary = {
  title: "Enrol",
  progress: "Steps",
  step: (number, of) => `Step ${number} of ${of}`,
  steps: { CHILDREN: "Children", SCHOOL: "School", ACTIVITIES: "Activities", PLANNING: "Days", RECAP: "Summary" },
  next: "Continue",
  toRecap: "See the summary",
  back: "Back",
  children: { lead: "Whom do you want to enrol? You can choose several children.", legend: "Children" },
  school: {
    lead: "Check what the town knows of each child: the activities on offer depend on it.",
    school: "School",
    class: "Class",
    born: "Born",
    wrong: "Something wrong? Write to the service before you enrol your child:",
  },
  activities: {
    lead: "Choose the activities of each child.",
    of: (child) => `${child}’s activities`,
    hours: (from, to) => `${from} – ${to}`,
    price: (from, to) => (from === to ? from : `${from} to ${to}`),
    term: "by the term",
    each: "a day",
    takes: (names) => `booked together with: ${names}`,
    ages: (from, to) => (
      from === null ? `up to the age of ${to}` : to === null ? `from the age of ${from}` : from === to ? `age ${from}` : `ages ${from} to ${to}`
    ),
    classes: (from, to) => (
      from === null ? `classes up to ${to}` : to === null ? `classes from ${from} on` : from === to ? `class: ${from}` : `classes: ${from} to ${to}`
    ),
    documents: (labels) => `Needs a complete file, with: ${labels}.`,
    open: (day) => `Can be booked from ${day} on.`,
    shut: "No day can be booked in the two months to come.",
    notOffered: (child, school) => `Not offered to ${child} (${school}):`,
    none: (child) => `No activity is offered to ${child} for now.`,
  },
  classNames: {
    TPS: "pre-nursery class (TPS)", PS: "first nursery class (PS)", MS: "second nursery class (MS)", GS: "last nursery class (GS)", CP: "CP",
    CE1: "CE1", CE2: "CE2", CM1: "CM1", CM2: "CM2", SIXIEME: "6e", CINQUIEME: "5e", QUATRIEME: "4e", TROISIEME: "3e",
  },
  planning: {
    lead: (children) => `When ${children === 1 ? "does your child" : "do your children"} come? The rhythm holds for all activities chosen.`,
    whose: "For the children",
    same: "The same rhythm for all",
    own: "One for each child",
    span: "Period",
    year: "Until the end of the school year",
    from: "From",
    to: "To",
    rules: (from, to) => (to ? `The rules hold from ${from} to ${to}.` : `The rules hold from ${from} on.`),
  },
  recapLead: "Nothing is saved yet: one order goes out, at the end.",
  problem: {
    NO_CHILD: "Choose at least one child.",
    NO_ACTIVITY: "Choose at least one activity.",
    NO_DATES: "Give both dates.",
    REVERSED: "The second date comes before the first.",
    OUTSIDE: "These dates go beyond those of the rules.",
    TOO_LONG: "The period is too long: a year at most.",
    NO_WEEKDAY: "Choose at least one day.",
    NO_WEEKDAY_EACH: "Choose at least one day for each child.",
  },
};
