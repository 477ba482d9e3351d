//! A civil day as ISO 8601 writes it.

use chrono::NaiveDate;

/// The day that is written YYYY-MM-DD, with all its digits and nothing else. Much is stored and sent this way: it reads several
/// times faster than what chrono reads, which forgives signs, missing zeros and white space.
#[must_use]
pub fn day_written(text: &str) -> Option<NaiveDate> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *text.as_bytes() else {
        return None;
    };
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0, |number, digit| {
            let digit = digit.is_ascii_digit().then(|| u32::from(digit - b'0'))?;
            Some(10 * number + digit)
        })
    };
    let year = i32::try_from(number(&[y1, y2, y3, y4])?).ok()?;
    NaiveDate::from_ymd_opt(year, number(&[m1, m2])?, number(&[d1, d2])?)
}

#[cfg(test)]
mod tests {
    use chrono::Days;

    use super::*;

    #[test]
    fn every_day_is_read_as_it_is_written() {
        let first = NaiveDate::from_ymd_opt(1999, 12, 31).unwrap();
        for later in 0..40_000 {
            let day = first + Days::new(later);
            assert_eq!(day_written(&day.to_string()), Some(day));
        }
    }

    #[test]
    fn anything_else_is_none() {
        let bad = [
            "",
            "2026-11-3",
            "2026-1-030",
            "2026- 1-30",
            " 026-11-30",
            "+026-11-30",
            "2026-11-30 ",
            "2026/11/30",
            "20261130",
            "2026-11-31",
            "2026-02-29",
            "2026-00-10",
            "2026-13-01",
            "2026-11-30T00:00:00Z",
            "２026-11-30",
            "2026-٠1-30",
            "30-11-2026",
        ];
        for bad in bad {
            assert_eq!(day_written(bad), None, "{bad:?}");
        }
    }
}
