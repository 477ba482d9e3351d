mod dev_mails;
mod mailbox;
mod post_office;
mod smtp;

use preau_services::ports::mailer::Mail;

fn mail() -> Mail {
    Mail {
        key: "task:01JZ".to_owned(),
        to: "camille@example.org".to_owned(),
        to_name: "Camille Forêt".to_owned(),
        subject: "Réservations d’Élise".to_owned(),
        text: "Bonjour,\nÉlise est attendue lundi.\n".to_owned(),
    }
}
