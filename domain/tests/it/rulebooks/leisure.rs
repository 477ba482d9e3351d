//! Le Sourn's leisure centre.

use preau_domain::family::Residence;

use super::files::LE_SOURN;
use super::town::town;

const WEDNESDAY: &str = "2023-03-15";

#[test]
fn le_sourn_asks_by_band_and_more_of_those_from_elsewhere() {
    for (quotient, cents) in [
        (0, 1050),
        (650, 1050),
        (651, 1050),
        (950, 1050),
        (951, 1160),
        (1250, 1160),
        (1251, 1385),
    ] {
        let sourn = town(LE_SOURN, "publique").quotient(quotient);
        assert_eq!(sourn.pays("loisirs", WEDNESDAY), cents, "quotient {quotient}");
        let outside = sourn.living(Residence::Outside);
        assert_eq!(outside.pays("loisirs", WEDNESDAY), 1640, "quotient {quotient}");
    }
}
