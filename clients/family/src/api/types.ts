import type { ResultOf, VariablesOf } from "gql.tada";
import type {
  AbsenceReport, BookingHistory, BookingPlan, CalendarFeeds, Cart as CartDocument, CartAdd, CartOrder, ChildMonth, ChildTerms, Enrolment as EnrolmentDocument, FamilyOrders, Home, OrderDetail, SlotDetail,
  WaitingListJoin, WaitingPlaces,
} from "../gen/documents.ts";

export type Viewer = ResultOf<typeof Home>["viewer"];
export type Town = Viewer["town"];
export type Family = NonNullable<Viewer["family"]>;
export type Child = Family["children"][number];
export type Calendar = NonNullable<NonNullable<ResultOf<typeof ChildMonth>["child"]>["calendar"]>;
export type CalendarDay = Calendar["days"][number];
export type ActivityDays = Calendar["activities"][number];
export type SlotState = ActivityDays["states"][number];
/** What a place costs that is paid by the term, not by the day. */
export type OfferedTerm = ActivityDays["terms"][number];
/** A part of a price by the term that is due with a month. */
export type TermDue = NonNullable<NonNullable<ResultOf<typeof ChildTerms>["child"]>["due"]>["terms"][number];
export type DayKind = CalendarDay["kind"];
export type DayDetail = NonNullable<NonNullable<ResultOf<typeof SlotDetail>["child"]>["calendar"]>;
export type ActivityDetail = DayDetail["activities"][number];
export type PlanPayload = ResultOf<typeof BookingPlan>["bookingPlan"];
export type Outcome = PlanPayload["outcomes"][number];
export type PlanInput = VariablesOf<typeof BookingPlan>["input"];
/** What is asked, however it is asked. */
export type PlanAsked = Pick<PlanInput, "changes" | "patterns" | "copies">;
export type PlanChange = NonNullable<PlanInput["changes"]>[number];
export type PlanPattern = NonNullable<PlanInput["patterns"]>[number];
export type PlanCopy = NonNullable<PlanInput["copies"]>[number];
export type Weekday = Extract<PlanPattern["days"], { everyWeek: unknown }>["everyWeek"][number];
export type HistoryEvent = NonNullable<
  NonNullable<ResultOf<typeof BookingHistory>["viewer"]["family"]>["history"]
>["nodes"][number];
export type SlotView = NonNullable<ActivityDetail["slot"]>;
export type Cart = NonNullable<NonNullable<ResultOf<typeof CartDocument>["viewer"]["family"]>["cart"]>;
export type CartLine = Cart["lines"][number];
export type CartAdded = ResultOf<typeof CartAdd>["cartAdd"];
export type CartOrdered = ResultOf<typeof CartOrder>["cartOrder"];
export type FamilyOrder = NonNullable<
  NonNullable<ResultOf<typeof FamilyOrders>["viewer"]["family"]>["orders"]
>["nodes"][number];
export type OrderLine = NonNullable<NonNullable<ResultOf<typeof OrderDetail>["order"]>["lines"]>["nodes"][number];
export type OrderEvent = NonNullable<NonNullable<ResultOf<typeof OrderDetail>["order"]>["events"]>["nodes"][number];
export type Wait = NonNullable<
  NonNullable<ResultOf<typeof WaitingPlaces>["viewer"]["family"]>["waiting"]
>["nodes"][number];
export type WaitingOutcome = ResultOf<typeof WaitingListJoin>["waitingListJoin"]["outcomes"][number];
export type Feed = NonNullable<NonNullable<ResultOf<typeof CalendarFeeds>["child"]>["calendarFeeds"]>[number];
export type AbsenceOutcome = ResultOf<typeof AbsenceReport>["absenceReport"]["outcomes"][number];
export type ReportedReason = VariablesOf<typeof AbsenceReport>["input"]["reason"];
export type Enrolment = ResultOf<typeof EnrolmentDocument>["viewer"];
export type EnrolActivity = Enrolment["town"]["activities"][number];
export type SchoolClass = NonNullable<EnrolChild["class"]>;
export type EnrolChild = NonNullable<Enrolment["family"]>["children"][number];
