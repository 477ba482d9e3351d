//! What a clerk who wrote a word of the format in French should have written.

use crate::nearest::nearest;

/// French words without accents, and some others, and what they may stand for: what fits the place is meant, the first of several.
const FRENCH: &[(&str, &[&str])] = &[
    // Sections and lists.
    ("commune", &["town"]),
    ("ville", &["town"]),
    ("reglement", &["rule_book"]),
    ("ecole", &["schools", "school"]),
    ("ecoles", &["schools"]),
    ("calendrier", &["calendar"]),
    ("delai", &["deadlines", "until"]),
    ("delais", &["deadlines"]),
    ("activite", &["activity", "activities"]),
    ("activites", &["activities"]),
    ("lien", &["links"]),
    ("liens", &["links"]),
    ("financeur", &["payers", "payer"]),
    ("financeurs", &["payers"]),
    ("fermetures", &["exceptions"]),
    ("presence", &["attendance"]),
    ("impayes", &["arrears"]),
    ("panier", &["cart"]),
    ("quotient_familial", &["quotient"]),
    // Keys.
    ("forme", &["form"]),
    ("type", &["form"]),
    ("nom", &["name"]),
    ("titre", &["title"]),
    ("langue", &["language"]),
    ("fuseau", &["zone"]),
    ("courriel", &["email"]),
    ("telephone", &["phone"]),
    ("niveau", &["level", "levels", "classes"]),
    ("niveaux", &["levels", "classes"]),
    ("libelle", &["label", "name"]),
    ("effet", &["effect"]),
    ("du", &["from"]),
    ("de", &["from"]),
    ("debut", &["from", "starts_at", "valid_from"]),
    ("au", &["to"]),
    ("fin", &["to", "ends_at", "valid_to"]),
    ("jusqu_a", &["up_to", "until", "to"]),
    ("jusqua", &["up_to", "until", "to"]),
    ("jour", &["day", "weekday", "days"]),
    ("jours", &["days", "weekdays"]),
    ("jour_semaine", &["weekday"]),
    ("heure", &["at", "hours", "closes_at"]),
    ("heures", &["hours"]),
    ("minutes_commencees", &["minutes"]),
    ("mois", &["month", "months_before"]),
    ("mois_avant", &["months_before"]),
    ("semaines_avant", &["weeks_before"]),
    ("lignes", &["rows"]),
    ("periode", &["period", "periods"]),
    ("periodes", &["periods"]),
    ("autres_jours", &["other_days"]),
    ("ferme_le", &["closes_on"]),
    ("ferme_a", &["closes_at"]),
    ("ouvre_le", &["opens_on"]),
    ("ouvre_a", &["opens_at"]),
    ("ouverture", &["opens_on", "opens_at", "from_day"]),
    ("reserver", &["book"]),
    ("reservation", &["book"]),
    ("annuler", &["cancel"]),
    ("annulation", &["cancel"]),
    ("modifier", &["modify"]),
    ("modification", &["modify"]),
    ("capacite", &["capacity"]),
    ("places", &["capacity"]),
    ("prix", &["price", "amount", "activities"]),
    ("tarif", &["price", "amount", "activities"]),
    ("tarifs", &["price", "activities"]),
    ("montant", &["amount", "add", "plus", "above"]),
    ("tranches", &["bands"]),
    ("taux", &["rate", "percent"]),
    ("pourcentage", &["percent"]),
    ("part_fixe", &["base"]),
    ("minimum", &["min"]),
    ("maximum", &["max", "most"]),
    ("arrondi", &["rounding"]),
    ("reductions", &["reductions"]),
    ("remises", &["reductions"]),
    ("abattements", &["reductions"]),
    ("versements", &["instalments"]),
    ("echeances", &["instalments"]),
    ("trimestres", &["terms"]),
    ("cas", &["cases"]),
    ("si", &["when"]),
    ("quand", &["when"]),
    ("sauf", &["unless"]),
    ("sinon", &["otherwise"]),
    ("autrement", &["otherwise"]),
    ("enfant", &["child"]),
    ("domicile", &["residence"]),
    ("frequence", &["frequency"]),
    ("rang", &["rank_from"]),
    ("parts", &["shares"]),
    ("retard", &["late", "late_pickup"]),
    ("depart_en_retard", &["late_pickup"]),
    ("depart_tardif", &["late_pickup"]),
    ("tolerance", &["tolerance_minutes"]),
    ("par_tranche_de", &["each_minutes"]),
    ("paliers", &["steps"]),
    ("a_partir_de", &["from_minutes", "from"]),
    ("absences", &["absence"]),
    ("motifs", &["reasons"]),
    ("raisons", &["reasons"]),
    ("majoration", &["add", "surcharges"]),
    ("majorations", &["surcharges"]),
    ("par", &["per"]),
    ("fois", &["times"]),
    ("liste_attente", &["waiting_list"]),
    ("liste_d_attente", &["waiting_list"]),
    ("ages_admis", &["ages"]),
    ("classe", &["classes"]),
    ("dossier_complet", &["needs_complete_file"]),
    ("pieces", &["documents"]),
    ("pieces_a_fournir", &["documents"]),
    ("justificatifs", &["documents"]),
    ("saison", &["season"]),
    ("prend", &["takes"]),
    ("exige", &["takes"]),
    ("exclut", &["excludes"]),
    // Words of closed lists.
    ("tableau", &["week_table"]),
    ("jours_avant", &["days_before"]),
    ("heures_avant", &["hours_before"]),
    ("jours_ouverts_avant", &["open_days_before"]),
    ("jours_ouvres", &["open_days_before"]),
    ("jours_francs", &["clear_days"]),
    ("dates", &["dated"]),
    ("fixe", &["flat"]),
    ("forfait", &["flat"]),
    ("unique", &["flat"]),
    ("par_tranches", &["bands"]),
    ("quotient", &["bands", "quotient_from"]),
    ("lineaire", &["linear"]),
    ("taux_effort", &["linear"]),
    ("reduit", &["reduced"]),
    ("reduction", &["reduced", "reductions", "percent"]),
    ("remise", &["reduced", "reductions", "percent"]),
    ("abattement", &["reduced", "reductions", "percent"]),
    ("degressif", &["reduced"]),
    ("unites", &["units"]),
    ("horaires", &["times"]),
    ("annuel", &["annual"]),
    ("mensuel", &["monthly"]),
    ("trimestriel", &["terms"]),
    ("lundi", &["monday"]),
    ("mardi", &["tuesday"]),
    ("mercredi", &["wednesday"]),
    ("jeudi", &["thursday"]),
    ("vendredi", &["friday"]),
    ("samedi", &["saturday"]),
    ("dimanche", &["sunday"]),
    ("maternelle", &["nursery"]),
    ("elementaire", &["elementary"]),
    ("primaire", &["elementary"]),
    ("college", &["secondary"]),
    ("toute_petite_section", &["tps"]),
    ("petite_section", &["ps"]),
    ("moyenne_section", &["ms"]),
    ("grande_section", &["gs"]),
    ("cours_preparatoire", &["cp"]),
    ("6eme", &["6e"]),
    ("sixieme", &["6e"]),
    ("5eme", &["5e"]),
    ("cinquieme", &["5e"]),
    ("4eme", &["4e"]),
    ("quatrieme", &["4e"]),
    ("3eme", &["3e"]),
    ("troisieme", &["3e"]),
    ("ferme", &["closed"]),
    ("vacances", &["school_holidays", "holiday"]),
    ("periode_scolaire", &["school_time"]),
    ("temps_scolaire", &["school_time"]),
    ("annee", &["all_year"]),
    ("toute_l_annee", &["all_year"]),
    ("commune_partenaire", &["partner"]),
    ("exterieur", &["outside"]),
    ("hors_commune", &["outside"]),
    ("autre", &["other"]),
    ("regulier", &["regular"]),
    ("occasionnel", &["occasional"]),
    ("maladie", &["illness"]),
    ("hospitalisation", &["hospital"]),
    ("famille", &["family"]),
    ("gratuit", &["waived"]),
    ("du_en_entier", &["full"]),
    ("place", &["place", "capacity"]),
    ("pai", &["food_care_plan"]),
    // English words, which are as near at hand.
    ("holidays", &["school_holidays", "holiday"]),
    ("requires", &["takes"]),
    ("needs", &["takes"]),
];

/// What of these words was meant by one that is none of them.
pub(crate) fn meant(word: &str, allowed: &[&str]) -> Option<String> {
    let translated = meanings(word).find(|meaning| allowed.contains(meaning));
    // "CP" and "c", which are too short to be near to anything.
    let itself = || allowed.iter().find(|one| one.to_lowercase() == plain(word)).copied();
    let several = || allowed.iter().find(|one| is_plural_of(one, &plain(word))).copied();
    translated
        .or_else(itself)
        .or_else(several)
        .map(str::to_owned)
        .or_else(|| nearest(word, allowed.iter().copied()))
}

/// Whether a word of the format is that of several such things: "activities" of an "activity".
fn is_plural_of(several: &str, one: &str) -> bool {
    let ending = |stem: &str, ending: &str| several.strip_prefix(stem) == Some(ending);
    ending(one, "s") || one.strip_suffix('y').is_some_and(|stem| ending(stem, "ies"))
}

/// What a French word may stand for, wherever it stands; none where it is none of these.
pub(super) fn said_in_french(word: &str) -> Option<String> {
    let meanings: Vec<&str> = meanings(word).collect();
    (!meanings.is_empty()).then(|| meanings.join(", "))
}

/// Whether a French word has this meaning among others.
pub(super) fn may_stand_for(word: &str, meaning: &str) -> bool {
    meanings(word).any(|one| one == meaning)
}

fn meanings(word: &str) -> impl Iterator<Item = &'static str> {
    let plain = plain(word);
    let said = FRENCH.iter().filter(move |(french, _)| *french == plain);
    said.flat_map(|(_, meanings)| meanings.iter().copied())
}

/// Small letters without accents; what stands between words as `_`.
fn plain(word: &str) -> String {
    word.to_lowercase().chars().map(without_accent).collect()
}

/// Anything but a letter or a digit is a `_`.
fn without_accent(letter: char) -> char {
    match super::scalar::plain_letter(letter) {
        '-' => '_',
        letter => letter,
    }
}
