//! The documents that the clients send.

macro_rules! documents {
    ($($constant:ident $file:literal),+ $(,)?) => {
        $(pub const $constant: &str = include_str!(concat!("../../clients/documents/", $file, ".graphql"));)+
    };
}

documents! {
    ALERTS "Alerts",
    BOOKING_HISTORY "BookingHistory",
    BOOKING_PLAN "BookingPlan",
    CART_ADD "CartAdd",
    CART_ORDER "CartOrder",
    CHILD_MONTH "ChildMonth",
    DESK "Desk",
    HOME "Home",
    OFFER_DECLINE "OfferDecline",
    ORDER "Order",
    ORDER_DECIDE "OrderDecide",
    SESSION_CLOSE "SessionClose",
    SESSION_OPEN "SessionOpen",
    SESSION_REFRESH "SessionRefresh",
    SLOT_DETAIL "SlotDetail",
    TOWN "Town",
    WAITING_LIST_JOIN "WaitingListJoin",
    WAITING_ORDERS "WaitingOrders",
    WAITING_PLACES "WaitingPlaces",
}
