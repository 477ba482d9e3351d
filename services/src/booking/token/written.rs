//! The text of a token: places child by child and activity by activity, so that a year of days names its child once.

use std::collections::BTreeMap;

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use chrono::{Datelike, NaiveDate};
use preau_domain::ids::{ActivityId, ChildId};
use ulid::Ulid;

use super::plan_token::{PlanToken, SHORT, Short, Spot, WHOLE};

/// Names the form of the rest, should it ever change.
const FORM: u8 = 3;

/// Lines that a text holds, far more than a plan comes to: its size is bounded, whoever wrote it. Those behind are told
/// apart from others by the hash over everything only.
const MOST: usize = 20_000;

/// Bytes of a line: its day, and its hash.
const LINE: usize = 4 + SHORT;

type Group = ((ChildId, ActivityId), Vec<(NaiveDate, Short)>);

pub(super) fn write(token: &PlanToken) -> String {
    let mut bytes = vec![FORM];
    bytes.extend(&token.whole);
    bytes.extend(token.owed);
    bytes.extend(token.terms);
    for ((child, activity), lines) in groups(token) {
        bytes.extend(child.0.to_bytes());
        bytes.extend(activity.0.to_bytes());
        let count = u16::try_from(lines.len()).unwrap_or(u16::MAX);
        bytes.extend(count.to_be_bytes());
        for (day, digest) in lines {
            bytes.extend(day.num_days_from_ce().to_be_bytes());
            bytes.extend(digest);
        }
    }
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}

fn groups(token: &PlanToken) -> Vec<Group> {
    let lines = token.lines.iter();
    let lines = lines.flat_map(|(spot, digests)| digests.iter().map(move |digest| (spot, *digest)));
    let mut groups: Vec<Group> = Vec::new();
    for (spot, digest) in lines.take(MOST) {
        let of = (spot.child, spot.activity);
        match groups.last_mut() {
            Some((last, lines)) if *last == of => lines.push((spot.day, digest)),
            _ => groups.push((of, vec![(spot.day, digest)])),
        }
    }
    groups
}

/// None for a text that [`write`] did not write.
pub(super) fn read(text: &str) -> Option<PlanToken> {
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(text).ok()?;
    let (&FORM, rest) = bytes.split_first()? else {
        return None;
    };
    let (whole, rest) = rest.split_at_checked(WHOLE)?;
    let (&owed, rest) = rest.split_first_chunk::<SHORT>()?;
    let (&terms, mut rest) = rest.split_first_chunk::<SHORT>()?;
    let mut lines: BTreeMap<Spot, Vec<Short>> = BTreeMap::new();
    let mut read = 0;
    while !rest.is_empty() {
        let (&child, behind) = rest.split_first_chunk()?;
        let (&activity, behind) = behind.split_first_chunk()?;
        let (&count, behind) = behind.split_first_chunk()?;
        let count = usize::from(u16::from_be_bytes(count));
        let (days, behind) = behind.split_at_checked(count * LINE)?;
        read += count;
        if count == 0 || read > MOST {
            return None;
        }
        for line in days.as_chunks::<LINE>().0 {
            let [a, b, c, d, digest @ ..] = *line;
            let spot = Spot {
                child: ChildId(Ulid::from_bytes(child)),
                activity: ActivityId(Ulid::from_bytes(activity)),
                day: NaiveDate::from_num_days_from_ce_opt(i32::from_be_bytes([a, b, c, d]))?,
            };
            lines.entry(spot).or_default().push(digest);
        }
        rest = behind;
    }
    Some(PlanToken {
        whole: whole.to_vec(),
        owed,
        terms,
        lines,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bytes before the first place.
    const HEAD: usize = 1 + WHOLE + 2 * SHORT;

    fn token(lines: usize) -> PlanToken {
        let spot = |at: usize| Spot {
            child: ChildId(Ulid::from(1 + u128::from(at > 1))),
            activity: ActivityId(Ulid::from(7)),
            day: NaiveDate::from_num_days_from_ce_opt(739_000 + i32::try_from(at / 2).unwrap()).unwrap(),
        };
        let mut token = PlanToken {
            whole: vec![9; WHOLE],
            owed: [1, 2, 3, 4],
            terms: [5, 6, 7, 8],
            lines: BTreeMap::new(),
        };
        for at in 0..lines {
            let digest = u32::try_from(at).unwrap().to_be_bytes();
            token.lines.entry(spot(at)).or_default().push(digest);
        }
        token
    }

    #[test]
    fn what_is_written_is_read_again() {
        for lines in [0, 1, 2, 3, 280] {
            assert_eq!(read(&write(&token(lines))), Some(token(lines)), "{lines} lines");
        }
        // A year of two activities, four days a week.
        assert_eq!(write(&token(280)).len(), 3_111);
    }

    #[test]
    fn any_other_text_is_not_read() {
        let good = BASE64_URL_SAFE_NO_PAD.decode(write(&token(3))).unwrap();
        for cut in 0..good.len() {
            // Only between two groups does a part of it read like a whole.
            let whole = [HEAD, HEAD + 34 + 2 * LINE].contains(&cut);
            let text = BASE64_URL_SAFE_NO_PAD.encode(&good[..cut]);
            assert_eq!(read(&text).is_some(), whole, "the first {cut} bytes");
        }
        let mut older = good.clone();
        older[0] = 2;
        for text in ["", "nonsense", "é", &BASE64_URL_SAFE_NO_PAD.encode(older)] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn its_size_is_bounded() {
        let text = write(&token(MOST + 10));
        assert_eq!(text.len(), write(&token(MOST)).len());
        assert!(read(&text).is_some());
        let mut bytes = BASE64_URL_SAFE_NO_PAD.decode(text).unwrap();
        let one_more = BASE64_URL_SAFE_NO_PAD.decode(write(&token(1))).unwrap();
        bytes.extend(&one_more[HEAD..]);
        assert_eq!(read(&BASE64_URL_SAFE_NO_PAD.encode(bytes)), None);
    }
}
