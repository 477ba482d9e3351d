//! Who comes, when, and what they want: all of it told by a seed.

use std::str::FromStr;
use std::time::Duration;

use chrono::NaiveDate;

use super::chance::Chance;
use super::played::Wish;

/// The size of the day.
#[derive(Clone, Debug)]
pub struct Cast {
    pub families: usize,
    /// Of each family.
    pub children: usize,
    /// That the town offers. Each child wants all of them, or all but one where there are three or more.
    pub activities: usize,
    /// Weeks of four days that each family books.
    pub weeks: usize,
    /// Places of an activity, as a share of the children who want it.
    pub capacity_share: Share,
    /// Families that send their request more than once.
    pub retry_share: Share,
    /// Families that put some of their days into the cart; every other one of them leaves it there.
    pub cart_share: Share,
    /// Families that give some of their days back in the afternoon.
    pub give_share: Share,
    /// Families arrive over this time; a sixth of it lies before the opening.
    pub window: Duration,
    pub seed: u64,
}

/// A part of a whole, in thousandths: `0.9` is 900.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share(pub u32);

impl Share {
    /// So much of a number, rounded down.
    pub fn of(self, whole: usize) -> usize {
        whole * self.0 as usize / 1_000
    }
}

impl FromStr for Share {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (ones, parts) = text.split_once('.').unwrap_or((text, ""));
        let thousandths = format!("{parts:0<3}");
        let digits = format!("{ones}{thousandths}");
        let plain = thousandths.len() == 3 && digits.bytes().all(|byte| byte.is_ascii_digit());
        let share = digits.parse().ok().filter(|share| plain && *share <= 2_000);
        share
            .map(Self)
            .ok_or_else(|| "expected a share such as 0.9, of at most 2 and three decimals".to_owned())
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Family {
    pub nth: usize,
    /// The activities that each child wants, by their place among those offered.
    pub wants: Vec<Vec<usize>>,
    pub quotient: Option<u32>,
    pub arrival: Arrival,
    pub habit: Habit,
    pub basket: Option<Basket>,
    /// Gives some of its days back in the afternoon.
    pub gives: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// So long after the beginning, before the opening: looks, tries, is told when, and tries again then.
    Early(Duration),
    /// So long after the opening.
    Open(Duration),
}

/// What a phone does with a request that books.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Habit {
    /// Sends it once, and again only when no answer comes.
    Patient,
    /// Sends it to two servers at the same moment.
    Twice,
    /// Hangs up before the answer, then sends it again.
    HangsUp,
}

impl Family {
    /// Those days, for all activities that each child wants.
    pub(super) fn wishes(&self, days: &[NaiveDate]) -> Vec<Wish> {
        let pairs = self.wants.iter().enumerate();
        let pairs = pairs.flat_map(|(child, wants)| wants.iter().map(move |&activity| (child, activity)));
        pairs
            .flat_map(|(child, activity)| days.iter().map(move |&day| (child, activity, day)))
            .collect()
    }
}

/// What becomes of the days in a cart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basket {
    Ordered,
    /// They stay where they are, and keep their places for a time.
    Left,
}

impl Cast {
    /// For how many minutes a cart keeps its places: longer than the families come and go.
    pub fn holds_minutes(&self) -> u64 {
        60 + self.window.as_secs() / 60
    }

    /// The time after which no cart keeps anything that was put into it before.
    pub fn keeps_carts(&self) -> Duration {
        Duration::from_mins(self.holds_minutes() + 1)
    }

    /// How long before the opening the first families come.
    pub fn early(&self) -> Duration {
        self.window / 6
    }

    /// Everyone.
    pub fn families(&self) -> Vec<Family> {
        (0..self.families).map(|nth| self.family(nth)).collect()
    }

    fn family(&self, nth: usize) -> Family {
        let mut chance = Chance::new(self.seed, nth);
        let wants = (0..self.children).map(|_| self.wants(&mut chance)).collect();
        let quotient = (!chance.in_thousand(100)).then(|| 200 + u32::try_from(chance.below(1_800)).unwrap_or(0));
        let open = self.window.saturating_sub(self.early());
        let arrival = match chance.below(10) {
            0..3 => Arrival::Early(chance.within(self.early())),
            // The burst: all within a sixteenth of the time left.
            3..7 => Arrival::Open(chance.within(open / 16)),
            _ => Arrival::Open(chance.within(open)),
        };
        let habit = match (chance.in_thousand(self.retry_share.0), chance.below(2)) {
            (false, _) => Habit::Patient,
            (true, 0) => Habit::Twice,
            (true, _) => Habit::HangsUp,
        };
        let basket = match (chance.in_thousand(self.cart_share.0), chance.below(2)) {
            (false, _) => None,
            (true, 0) => Some(Basket::Ordered),
            (true, _) => Some(Basket::Left),
        };
        Family {
            nth,
            wants,
            quotient,
            arrival,
            habit,
            basket,
            gives: chance.in_thousand(self.give_share.0),
        }
    }

    fn wants(&self, chance: &mut Chance) -> Vec<usize> {
        let all = self.activities as u64;
        let left_out = if all < 3 { all } else { chance.below(2 * all) };
        (0..self.activities)
            .filter(|&activity| activity as u64 != left_out)
            .collect()
    }

    /// Places of each activity.
    pub fn capacities(&self, families: &[Family]) -> Vec<usize> {
        let wanting = |activity| {
            let children = families.iter().flat_map(|family| &family.wants);
            children.filter(|wants| wants.contains(&activity)).count()
        };
        (0..self.activities)
            .map(|activity| self.capacity_share.of(wanting(activity)))
            .collect()
    }
}
