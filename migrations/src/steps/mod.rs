mod m20261121_01_town;
mod m20261121_02_people;
mod m20261121_03_sign_in;
mod m20261121_04_booking;
mod m20261121_05_outbox;
mod m20261125_01_family_facts;
mod m20261125_02_editions;
mod m20261126_01_approval;
mod m20261126_02_waiting_list;
mod m20261126_03_cart;
mod m20261126_04_attendance;
mod m20261126_05_feeds;
mod m20261129_01_debts;
mod m20261129_01_waits_end;
mod m20261129_02_family_files;
mod m20261129_02_quotients_given;
mod m20261130_01_order_terms;
mod m20261130_02_classes;

use sea_orm_migration::MigrationTrait;

pub(crate) fn all() -> Vec<Box<dyn MigrationTrait>> {
    vec![
        Box::new(m20261121_01_town::Step),
        Box::new(m20261121_02_people::Step),
        Box::new(m20261121_03_sign_in::Step),
        Box::new(m20261121_04_booking::Step),
        Box::new(m20261121_05_outbox::Step),
        Box::new(m20261125_01_family_facts::Step),
        Box::new(m20261125_02_editions::Step),
        Box::new(m20261126_02_waiting_list::Step),
        Box::new(m20261126_04_attendance::Step),
        Box::new(m20261126_05_feeds::Step),
        Box::new(m20261126_01_approval::Step),
        Box::new(m20261126_03_cart::Step),
        Box::new(m20261129_01_waits_end::Step),
        Box::new(m20261129_01_debts::Step),
        Box::new(m20261129_02_quotients_given::Step),
        Box::new(m20261129_02_family_files::Step),
        Box::new(m20261130_01_order_terms::Step),
        Box::new(m20261130_02_classes::Step),
    ]
}
