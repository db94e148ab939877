//! How many cells and reports a timeline has after so many events: the sum over all pairs and classes of what chance gives.

use detente::EventClass;

use crate::support::events::World;

/// A cell keeps at most so many reports.
const REPORTS: usize = 8;

/// What a timeline holds.
#[derive(Clone, Copy, Debug, Default)]
pub struct Expected {
    /// Directed pairs with an event.
    pub pairs: f64,
    pub cells: f64,
    /// Reports in all cells, at least one each.
    pub reports: f64,
}

/// After `events` reports of different stories.
pub fn expected(world: World, events: f64) -> Expected {
    let classes = EventClass::ALL.len() as u64;
    let mut expected = Expected::default();
    for pair in 0..world.pairs {
        let mean = events * world.drawn.chance(pair, world.pairs);
        expected.pairs += 1.0 - (-mean).exp();
        for class in 0..classes {
            let chance = world.drawn.chance(pair, world.pairs) * world.drawn.chance(class, classes);
            let mean = events * chance / world.days as f64;
            expected.cells += world.days as f64 * (1.0 - (-mean).exp());
            expected.reports += world.days as f64 * at_most(REPORTS, mean);
        }
    }
    expected
}

/// The mean of a Poisson number that counts no further than `most`.
fn at_most(most: usize, mean: f64) -> f64 {
    let (mut chance, mut below, mut counted) = ((-mean).exp(), 0.0, 0.0);
    for number in 0..most {
        below += chance;
        counted += chance * number as f64;
        chance *= mean / (number + 1) as f64;
    }
    counted + (1.0 - below) * most as f64
}
