import type { ResultOf, VariablesOf } from "gql.tada";
import type {
  AttendanceRecord, DeskFamily, DeskFamilyOrders, DeskOrder, DeskQueue, DeskRolls, FamilySuspend, OrderDecide,
} from "../gen/documents.ts";

export type RollActivity = ResultOf<typeof DeskRolls>["viewer"]["town"]["activities"][number];
export type Roll = NonNullable<RollActivity["roll"]>;
export type RollChild = Roll["children"][number];
/** Where a child on a roll is. */
export type DeskState = RollChild["state"];
type RecordInput = VariablesOf<typeof AttendanceRecord>["input"];
export type TapEvent = RecordInput["events"][number];
export type TapOutcome = ResultOf<typeof AttendanceRecord>["attendanceRecord"]["outcomes"][number];
export type QueuedOrder = NonNullable<ResultOf<typeof DeskQueue>["viewer"]["town"]["ordersToDecide"]>["nodes"][number];
export type DeskFilter = NonNullable<VariablesOf<typeof DeskQueue>["filter"]>;
export type AskedOrder = NonNullable<ResultOf<typeof DeskOrder>["order"]>;
export type AskedLine = NonNullable<AskedOrder["lines"]>["nodes"][number];
export type DecideInput = VariablesOf<typeof OrderDecide>["input"];
export type Decided = ResultOf<typeof OrderDecide>["orderDecide"];
export type FamilyAtDesk = NonNullable<ResultOf<typeof DeskFamily>["family"]>;
export type FamilyDeskOrder = NonNullable<NonNullable<ResultOf<typeof DeskFamilyOrders>["family"]>["orders"]>["nodes"][number];
export type SuspendInput = VariablesOf<typeof FamilySuspend>["input"];
export type Suspended = ResultOf<typeof FamilySuspend>["familySuspend"];
