use async_graphql::{Context, Object};

use super::absence_report;
use super::absence_report::input::AbsenceReportInput;
use super::absence_report::payload::AbsenceReportPayload;
use super::attendance_record;
use super::attendance_record::input::AttendanceRecordInput;
use super::attendance_record::payload::AttendanceRecordPayload;
use super::booking_plan;
use super::booking_plan::input::BookingPlanInput;
use super::booking_plan::payload::BookingPlanPayload;
use super::calendar_feed_create::{self, CalendarFeedCreateInput, CalendarFeedCreatePayload};
use super::calendar_feed_revoke::{self, CalendarFeedRevokeInput, CalendarFeedRevokePayload};
use super::cart;
use super::cart::add::{CartAddInput, CartAddPayload};
use super::cart::empty::CartEmptyPayload;
use super::cart::order::{CartOrderInput, CartOrderPayload};
use super::cart::remove::{CartRemoveInput, CartRemovePayload};
use super::debt_spare::{self, DebtSpareInput, DebtSparePayload};
use super::debts_set::{self, DebtsSetInput, DebtsSetPayload};
use super::family_file_decide::{self, FamilyFileDecideInput, FamilyFileDecidePayload};
use super::family_suspend::{self, FamilySuspendInput, FamilySuspendPayload};
use super::offer_accept::{self, OfferAcceptInput, OfferAcceptPayload};
use super::offer_decline::{self, OfferDeclineInput, OfferDeclinePayload};
use super::order_decide;
use super::order_decide::input::OrderDecideInput;
use super::order_decide::payload::OrderDecidePayload;
use super::quotient_record::{self, QuotientRecordInput, QuotientRecordPayload};
use super::session_close::{self, SessionCloseInput, SessionClosePayload};
use super::session_close_all::{self, SessionCloseAllPayload};
use super::session_open::{self, SessionOpenInput, SessionOpenPayload};
use super::session_refresh::{self, SessionRefreshInput, SessionRefreshPayload};
use super::suspension_lift::{self, SuspensionLiftInput, SuspensionLiftPayload};
use super::waiting_list_join::{self, WaitingListJoinInput, WaitingListJoinPayload};
use super::waiting_list_leave::{self, WaitingListLeaveInput, WaitingListLeavePayload};
use crate::faults::Answer;

pub struct Mutation;

/// What can be done. A mutation that a person's mistake stops answers with `errors` and changes nothing.
#[Object]
impl Mutation {
    /// Signs in with an e-mail address or family code (partners: client id) and a password. Needs no sign-in.
    async fn session_open(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Who signs in, and where.")] input: SessionOpenInput,
    ) -> Answer<SessionOpenPayload> {
        session_open::run(ctx, input).await
    }

    /// Trades a refresh token for a new pair. Each refresh token works once. Needs no sign-in.
    async fn session_refresh(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The token to trade.")] input: SessionRefreshInput,
    ) -> Answer<SessionRefreshPayload> {
        session_refresh::run(ctx, input).await
    }

    /// Signs out: this device, or another one of the viewer's.
    async fn session_close(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which device.")] input: SessionCloseInput,
    ) -> Answer<SessionClosePayload> {
        session_close::run(ctx, &input).await
    }

    /// Signs out everywhere.
    async fn session_close_all(&self, ctx: &Context<'_>) -> Answer<SessionCloseAllPayload> {
        session_close_all::run(ctx).await
    }

    /// Books and cancels any number of days of several children and activities at once, or says what would happen.
    async fn booking_plan(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The days.")] input: BookingPlanInput,
    ) -> Answer<BookingPlanPayload> {
        booking_plan::run(ctx, input).await
    }

    /// Writes down who came, left or is absent, as a tablet gathered it, also late and out of order. For staff.
    async fn attendance_record(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What was gathered.")] input: AttendanceRecordInput,
    ) -> Answer<AttendanceRecordPayload> {
        attendance_record::run(ctx, input).await
    }

    /// Tells that a child will not come. Deadlines count from when the server hears of it.
    async fn absence_report(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The absence.")] input: AbsenceReportInput,
    ) -> Answer<AbsenceReportPayload> {
        absence_report::run(ctx, input).await
    }

    /// Makes a secret address under which calendar programs read a child's bookings. For guardians.
    async fn calendar_feed_create(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whose feed.")] input: CalendarFeedCreateInput,
    ) -> Answer<CalendarFeedCreatePayload> {
        calendar_feed_create::run(ctx, &input).await
    }

    /// Ends such an address. For guardians.
    async fn calendar_feed_revoke(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which feed.")] input: CalendarFeedRevokeInput,
    ) -> Answer<CalendarFeedRevokePayload> {
        calendar_feed_revoke::run(ctx, &input).await
    }

    /// Accepts or refuses what an order asks, whole or in part. For the town's staff.
    async fn order_decide(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which order, and what is decided.")] input: OrderDecideInput,
    ) -> Answer<OrderDecidePayload> {
        order_decide::run(ctx, input).await
    }

    /// Notes what families owe, many at once: all of it, or nothing. The same again changes nothing. For the town's staff.
    async fn debts_set(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What they owe.")] input: DebtsSetInput,
    ) -> Answer<DebtsSetPayload> {
        debts_set::run(ctx, input).await
    }

    /// Withholds the places of a family, or of a child, for some days, and tells which of them are booked. For the town's
    /// staff, as far as the rule book lets them.
    async fn family_suspend(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whose places, and which.")] input: FamilySuspendInput,
    ) -> Answer<FamilySuspendPayload> {
        family_suspend::run(ctx, input).await
    }

    /// Withholds them no more. For the town's staff.
    async fn suspension_lift(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which suspension.")] input: SuspensionLiftInput,
    ) -> Answer<SuspensionLiftPayload> {
        suspension_lift::run(ctx, &input).await
    }

    /// Lets a family book until a day in spite of what it owes. For the town's staff.
    async fn debt_spare(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which family, and until when.")] input: DebtSpareInput,
    ) -> Answer<DebtSparePayload> {
        debt_spare::run(ctx, &input).await
    }

    /// Notes a quotient that a family gave. For the town's staff.
    async fn quotient_record(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whose, and which.")] input: QuotientRecordInput,
    ) -> Answer<QuotientRecordPayload> {
        quotient_record::run(ctx, &input).await
    }

    /// Declares a family's file complete, or not. For the town's staff.
    async fn family_file_decide(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whose file, and what is missing.")] input: FamilyFileDecideInput,
    ) -> Answer<FamilyFileDecidePayload> {
        family_file_decide::run(ctx, input).await
    }

    /// Puts a child in line for days on which there is no place, or says at which position it would be.
    async fn waiting_list_join(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The days.")] input: WaitingListJoinInput,
    ) -> Answer<WaitingListJoinPayload> {
        waiting_list_join::run(ctx, input).await
    }

    /// Takes a child out of the line; what is kept for it goes to the next.
    async fn waiting_list_leave(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The days.")] input: WaitingListLeaveInput,
    ) -> Answer<WaitingListLeavePayload> {
        waiting_list_leave::run(ctx, input).await
    }

    /// Books places that are kept for a child, with all that comes along, at the prices of now.
    async fn offer_accept(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The days.")] input: OfferAcceptInput,
    ) -> Answer<OfferAcceptPayload> {
        offer_accept::run(ctx, input).await
    }

    /// Lets go of places that are kept for a child: they go to the next in line.
    async fn offer_decline(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The days.")] input: OfferDeclineInput,
    ) -> Answer<OfferDeclinePayload> {
        offer_decline::run(ctx, input).await
    }

    /// Puts days into the family's cart, on all its phones. The same day twice is one line; its opposite takes it back.
    /// Where the town says so, places are kept meanwhile. Nothing is booked.
    async fn cart_add(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The days.")] input: CartAddInput,
    ) -> Answer<CartAddPayload> {
        cart::add::run(ctx, input).await
    }

    /// Takes lines out of the family's cart.
    async fn cart_remove(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The lines.")] input: CartRemoveInput,
    ) -> Answer<CartRemovePayload> {
        cart::remove::run(ctx, input).await
    }

    /// Takes everything out of the family's cart.
    async fn cart_empty(&self, ctx: &Context<'_>) -> Answer<CartEmptyPayload> {
        cart::empty::run(ctx).await
    }

    /// Books and cancels what stands in the family's cart, as one plan. What is refused stays there.
    async fn cart_order(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How.")] input: CartOrderInput,
    ) -> Answer<CartOrderPayload> {
        cart::order::run(ctx, input).await
    }
}
