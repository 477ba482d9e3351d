//! What a family has chosen: lines and ticks, and the places that they are about.

use preau_domain::booking::{SlotKey, SlotState, Wish, WishKind, view};
use preau_domain::cart::{Cart, Line, LineKey, Ticked, places};
use preau_domain::ids::{ActivityId, ChildId};
use ulid::Ulid;

use crate::booking::town::{CANTEEN, MIDDAY, STUDY, World, slot};
use crate::calendar::town::{at, day};

const DAY: &str = "2026-11-30";

fn key(activity: u128, text: &str) -> LineKey {
    LineKey {
        day: day(text),
        child: ChildId(Ulid(1)),
        activity: ActivityId(Ulid(activity)),
    }
}

fn line(kind: WishKind, added_at: &str) -> Line {
    Line {
        kind,
        added_at: at(added_at),
        added_by: "Camille".to_owned(),
    }
}

#[test]
fn the_same_tick_twice_is_one_line_and_the_opposite_takes_it_back() {
    let mut cart = Cart::default();
    let (early, late) = ("2026-11-23T09:00:00+01:00", "2026-11-23T10:00:00+01:00");
    for (kind, added_at, became) in [
        (WishKind::Book, early, Ticked::Added),
        (WishKind::Book, late, Ticked::There),
    ] {
        assert_eq!(cart.tick(key(1, DAY), line(kind, added_at)), became);
        assert_eq!(cart.get(&key(1, DAY)), Some(&line(WishKind::Book, early)));
    }
    assert_eq!(cart.tick(key(1, DAY), line(WishKind::Cancel, late)), Ticked::TakenBack);
    assert!(cart.is_empty());
    assert_eq!(cart.tick(key(1, DAY), line(WishKind::Cancel, late)), Ticked::Added);
    assert_eq!(cart.tick(key(1, DAY), line(WishKind::Book, late)), Ticked::TakenBack);
    assert_eq!(cart, Cart::default());
}

#[test]
fn lines_keep_the_order_in_which_they_were_added() {
    let mut cart = Cart::default();
    for (nth, text, added_at) in [
        (2, "2026-12-01", "2026-11-23T09:00:00+01:00"),
        (2, DAY, "2026-11-23T10:00:00+01:00"),
        (1, DAY, "2026-11-23T10:00:00+01:00"),
    ] {
        cart.tick(key(nth, text), line(WishKind::Book, added_at));
    }
    // The activity with the later id comes first in the rule book.
    let place = |ActivityId(Ulid(id))| 3_usize.checked_sub(usize::try_from(id).unwrap());
    let order: Vec<LineKey> = cart.in_order(place).into_iter().map(|(key, _)| *key).collect();
    assert_eq!(order, [key(2, "2026-12-01"), key(2, DAY), key(1, DAY)]);
}

#[test]
fn a_line_is_about_itself_and_what_comes_along() {
    let world = World::new();
    let about = |world: &World, asked: SlotKey| places(&world.situation(), asked);
    assert_eq!(about(&world, slot(STUDY, DAY)), [slot(STUDY, DAY)]);
    let both = [slot(MIDDAY, DAY), slot(CANTEEN, DAY)];
    assert_eq!(about(&world, both[0]), both);
    let half = world.clone().care_plan().with(&[(MIDDAY, DAY)]);
    assert_eq!(about(&half, both[1]), [both[1]]);
    assert_eq!(about(&half, both[0]), []);
}

#[test]
fn a_place_that_is_kept_is_free_to_the_child_alone() {
    let mut world = World::new().taken(STUDY, DAY, 30, 30);
    let wish = Wish {
        slot: slot(STUDY, DAY),
        kind: WishKind::Book,
    };
    let shown = |world: &World| {
        let view = view(&world.situation(), wish.slot);
        (view.state, view.obstacle.is_some(), view.places_left)
    };
    assert_eq!(shown(&world), (SlotState::Full, true, Some(0)));
    assert!(world.decide(&[wish]).book.is_empty());
    world.held.insert(wish.slot);
    assert_eq!(shown(&world), (SlotState::Available, false, Some(1)));
    assert_eq!(world.decide(&[wish]).book, [wish.slot].into());
}
