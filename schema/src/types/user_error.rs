use async_graphql::Interface;

use crate::mutations::absence_report::error::AbsenceReportError;
use crate::mutations::attendance_record::error::AttendanceRecordError;
use crate::mutations::booking_plan::error::BookingPlanError;
use crate::mutations::calendar_feed_create::CalendarFeedCreateError;
use crate::mutations::calendar_feed_revoke::CalendarFeedRevokeError;
use crate::mutations::cart::add::CartAddError;
use crate::mutations::cart::order::CartOrderError;
use crate::mutations::cart::remove::CartRemoveError;
use crate::mutations::debt_spare::DebtSpareError;
use crate::mutations::debts_set::DebtsSetError;
use crate::mutations::family_file_decide::FamilyFileDecideError;
use crate::mutations::family_suspend::FamilySuspendError;
use crate::mutations::offer_accept::OfferAcceptError;
use crate::mutations::offer_decline::OfferDeclineError;
use crate::mutations::order_decide::error::OrderDecideError;
use crate::mutations::quotient_record::QuotientRecordError;
use crate::mutations::session_close::SessionCloseError;
use crate::mutations::session_open::SessionOpenError;
use crate::mutations::session_refresh::SessionRefreshError;
use crate::mutations::suspension_lift::SuspensionLiftError;
use crate::mutations::waiting_list_join::WaitingListJoinError;
use crate::mutations::waiting_list_leave::WaitingListLeaveError;

/// An error that a person can act on. Each mutation's own error adds a `code` from its own enum.
#[derive(Interface)]
#[graphql(
    field(name = "message", ty = "&String", desc = "In the person's language."),
    field(
        name = "path",
        ty = "&Vec<String>",
        desc = "The input field concerned, from the input's root; empty when it is the whole input."
    )
)]
pub(crate) enum UserError {
    SessionOpen(SessionOpenError),
    SessionRefresh(SessionRefreshError),
    SessionClose(SessionCloseError),
    BookingPlan(BookingPlanError),
    AttendanceRecord(AttendanceRecordError),
    AbsenceReport(AbsenceReportError),
    CalendarFeedCreate(CalendarFeedCreateError),
    CalendarFeedRevoke(CalendarFeedRevokeError),
    OrderDecide(OrderDecideError),
    WaitingListJoin(WaitingListJoinError),
    WaitingListLeave(WaitingListLeaveError),
    OfferAccept(OfferAcceptError),
    OfferDecline(OfferDeclineError),
    CartAdd(CartAddError),
    CartRemove(CartRemoveError),
    CartOrder(CartOrderError),
    DebtsSet(DebtsSetError),
    FamilySuspend(FamilySuspendError),
    SuspensionLift(SuspensionLiftError),
    DebtSpare(DebtSpareError),
    QuotientRecord(QuotientRecordError),
    FamilyFileDecide(FamilyFileDecideError),
}
