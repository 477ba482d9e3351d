use preau_server::adapters::random::{OsRandom, SeededRandom};
use preau_services::ports::Random;

fn draw(random: &dyn Random, length: usize) -> Vec<u8> {
    let mut bytes = vec![0; length];
    random.fill(&mut bytes);
    bytes
}

#[test]
fn the_operating_system_never_repeats_itself() {
    assert_ne!(draw(&OsRandom, 32), draw(&OsRandom, 32));
    assert_eq!(draw(&OsRandom, 0), Vec::<u8>::new());
}

#[test]
fn a_seed_gives_the_same_bytes_in_the_same_order() {
    let (one, same, other) = (SeededRandom::new(7), SeededRandom::new(7), SeededRandom::new(8));
    let first = draw(&one, 70);
    assert_eq!(first, draw(&same, 70));
    assert_ne!(first, draw(&other, 70));

    let second = draw(&one, 70);
    assert_eq!(second, draw(&same, 70));
    assert_ne!(first, second);

    assert_ne!(first[..32], first[32..64]);
}

#[test]
fn a_shorter_draw_is_the_beginning_of_a_longer_one() {
    assert_eq!(draw(&SeededRandom::new(7), 5), draw(&SeededRandom::new(7), 40)[..5]);
}
